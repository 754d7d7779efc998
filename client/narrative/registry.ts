import type { Editor } from '@tiptap/core'
import type { EditorRegistry } from '../sync/narrative-slots.ts'

export interface OwnRegistry extends EditorRegistry {
  add(section: string, editor: Editor): void
  remove(section: string, editor: Editor): void
  /** The caret went into this section. */
  activate(section: string): void
  all(): ReadonlyMap<string, Editor>
  sectionOf(editor: Editor): string | undefined
}

/** The editors that are mounted now, and which of them has, or last had, the caret. */
export function createRegistry(): OwnRegistry {
  const editors = new Map<string, Editor>()
  const listeners = new Set<() => void>()
  let active: string | undefined
  const tell = () => {
    for (const listener of listeners) listener()
  }
  return {
    get: (section) => editors.get(section),
    active: () => (active === undefined ? undefined : editors.get(active)),
    all: () => editors,
    sectionOf: (editor) => [...editors].find(([, other]) => other === editor)?.[0],
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add(section, editor) {
      editors.set(section, editor)
      tell()
    },
    remove(section, editor) {
      if (editors.get(section) !== editor) return
      editors.delete(section)
      tell()
    },
    activate(section) {
      if (active === section) return
      active = section
      tell()
    },
  }
}
