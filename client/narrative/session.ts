import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { figures, type NumberedFigure } from '../../shared/narrative/figures.ts'
import {
  countWords,
  fragmentOf,
  removedSections,
  sections,
  type NumberedSection,
  type Section,
} from '../../shared/narrative/sections.ts'
import type { NarrativeSelection } from '../sync/narrative-slots.ts'
import { settle, watchWords } from './changes.ts'
import { createRegistry, type OwnRegistry } from './registry.ts'
import { createStore, type WritableStore } from '../sync/store.ts'
import { createUndo, type SharedUndo } from '../sync/undo.ts'

/** One open narrative: what its parts share, outside React. */
export interface NarrativeSession {
  doc: Y.Doc
  awareness: Awareness
  undo: SharedUndo
  editors: OwnRegistry
  sections: WritableStore<readonly NumberedSection[]>
  removed: WritableStore<readonly Section[]>
  figures: WritableStore<readonly NumberedFigure[]>
  /** Section id → words. */
  words: WritableStore<ReadonlyMap<string, number>>
  selection: WritableStore<NarrativeSelection | null>
  folded: WritableStore<ReadonlySet<string>>
  /** Sections whose editor must be mounted, however far off they are. */
  wanted: WritableStore<ReadonlySet<string>>
  /** Rises whenever a section's words change; for what is drawn without an editor. */
  changed: (listener: (ids: ReadonlySet<string>) => void) => () => void
  end(): void
}

export function openSession(doc: Y.Doc, awareness: Awareness): NarrativeSession {
  const undo = createUndo(doc)
  const counts = new Map<string, number>()
  const dirty = new Set<string>()
  const listeners = new Set<(ids: ReadonlySet<string>) => void>()

  const session: NarrativeSession = {
    doc,
    awareness,
    undo,
    editors: createRegistry(),
    sections: createStore<readonly NumberedSection[]>(sections(doc)),
    removed: createStore<readonly Section[]>(removedSections(doc)),
    figures: createStore<readonly NumberedFigure[]>(figures(doc)),
    words: createStore<ReadonlyMap<string, number>>(new Map()),
    selection: createStore<NarrativeSelection | null>(null),
    folded: createStore<ReadonlySet<string>>(new Set()),
    wanted: createStore<ReadonlySet<string>>(new Set()),
    changed(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    end() {
      stopWatching()
      map.unobserveDeep(onSections)
      recount.cancel()
      renumber.cancel()
      undo.end()
    },
  }

  const recount = settle(() => {
    for (const id of dirty) counts.set(id, countWords(fragmentOf(doc, id)))
    dirty.clear()
    session.words.set(new Map(session.sections.get().map(({ id }) => [id, counts.get(id) ?? 0])))
  }, 400)
  const renumber = settle(() => {
    const next = figures(doc)
    if (JSON.stringify(next) !== JSON.stringify(session.figures.get())) session.figures.set(next)
  }, 120)

  const map = doc.getMap('sections')
  const onSections = () => {
    const next = sections(doc)
    for (const { id } of next) if (!counts.has(id)) dirty.add(id)
    session.sections.set(next)
    session.removed.set(removedSections(doc))
    recount()
    renumber()
  }
  map.observeDeep(onSections)
  const stopWatching = watchWords(doc, (ids) => {
    for (const id of ids) dirty.add(id)
    recount()
    renumber()
    for (const tell of listeners) tell(ids)
  })
  onSections()
  return session
}

/** Adds to or takes from a set held in a store. */
export function toggleIn(store: WritableStore<ReadonlySet<string>>, id: string, inside: boolean): void {
  if (store.get().has(id) === inside) return
  const next = new Set(store.get())
  if (inside) next.add(id)
  else next.delete(id)
  store.set(next)
}
