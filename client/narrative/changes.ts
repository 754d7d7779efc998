import type * as Y from 'yjs'
import { fragmentOf, removedSections, sections } from '../../shared/narrative/sections.ts'

/** Calls back with the ids of the sections whose words a transaction changed; returns how to stop. */
export function watchWords(
  doc: Y.Doc,
  listener: (changed: ReadonlySet<string>, transaction: Y.Transaction) => void,
): () => void {
  const watch = (transaction: Y.Transaction) => {
    const changed = new Set<string>()
    for (const { id } of [...sections(doc), ...removedSections(doc)])
      if (transaction.changedParentTypes.has(fragmentOf(doc, id) as never)) changed.add(id)
    if (changed.size > 0) listener(changed, transaction)
  }
  doc.on('afterTransaction', watch)
  return () => doc.off('afterTransaction', watch)
}

/** Runs `work` once, `ms` after the last of a burst of calls. */
export function settle(work: () => void, ms: number): { (): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const call = () => {
    clearTimeout(timer)
    timer = setTimeout(work, ms)
  }
  return Object.assign(call, { cancel: () => clearTimeout(timer) })
}
