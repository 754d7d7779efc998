import type { Editor } from '@tiptap/core'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { fragmentOf } from '../../shared/narrative/sections.ts'
import { redrawCarets } from '../presence/carets.ts'
import { watchHere, type HereStore } from '../presence/here.ts'
import type { NarrativeContext, NarrativeSelection, Store } from '../sync/narrative-slots.ts'
import type { Panel } from './panel.ts'
import { openSession, toggleIn, type NarrativeSession } from './session.ts'
import { createStore, type WritableStore } from '../sync/store.ts'

/** The part of a desk that lives as long as the document, whatever React draws. */
export interface DeskCore {
  session: NarrativeSession
  here: HereStore
  online: Store<boolean>
  reading: WritableStore<boolean>
  hideOthers: WritableStore<boolean>
  sayOthers: WritableStore<boolean>
  panel: WritableStore<Panel | null>
  sheet: WritableStore<string | null>
  /** Titles, order and number of sections are held: says why. Null: they can be changed. */
  held: WritableStore<(() => void) | null>
  acts: Pick<NarrativeContext, 'scrollToSection' | 'ensureMounted' | 'select' | 'openSheet' | 'holdSections'>
  end(): void
}

export interface Link {
  doc: Y.Doc
  awareness: Awareness
  online: Store<boolean>
}

export function openDesk({ doc, awareness, online }: Link, me: string, reading: boolean): DeskCore {
  const session = openSession(doc, awareness)
  const sheet = createStore<string | null>(null)
  const held = createStore<(() => void) | null>(null)
  const hideOthers = remembered('tl.hide-others')
  const sayOthers = remembered('tl.say-others')

  const scrollToSection = (section: string) => {
    toggleIn(session.folded, section, false)
    // Two frames: a section that was just added or unfolded is drawn first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        document.getElementById(`section-${section}`)?.scrollIntoView({ block: 'start' }),
      ),
    )
  }
  const ensureMounted = (section: string): Promise<Editor> => {
    toggleIn(session.folded, section, false)
    toggleIn(session.wanted, section, true)
    const now = session.editors.get(section)
    if (now !== undefined) return Promise.resolve(now)
    return new Promise((found) => {
      const stop = session.editors.subscribe(() => {
        const editor = session.editors.get(section)
        if (editor === undefined) return
        stop()
        found(editor)
      })
    })
  }
  const select = async ({ section, from, to }: NarrativeSelection): Promise<void> => {
    const editor = await ensureMounted(section)
    const end = editor.state.doc.content.size
    editor
      .chain()
      .setTextSelection({ from: Math.min(from, end), to: Math.min(to, end) })
      .focus()
      .scrollIntoView()
      .run()
  }
  hideOthers.subscribe(() => {
    for (const editor of session.editors.all().values()) redrawCarets(editor.view)
  })
  // An undo elsewhere in a long narrative must be seen.
  session.undo.manager.on('stack-item-popped', ({ changedParentTypes }) => {
    const changed = session.sections
      .get()
      .map(({ id }) => id)
      .filter((id) => changedParentTypes.has(fragmentOf(doc, id) as never))
    const active = session.editors.active()
    const inside = active === undefined ? undefined : session.editors.sectionOf(active)
    if (changed.length > 0 && (inside === undefined || !changed.includes(inside)))
      scrollToSection(changed[0]!)
  })

  return {
    session,
    here: watchHere(awareness, me),
    online,
    reading: createStore(reading),
    hideOthers,
    sayOthers,
    panel: createStore<Panel | null>(null),
    sheet,
    held,
    acts: { scrollToSection, ensureMounted, select, openSheet: sheet.set, holdSections: held.set },
    end: session.end,
  }
}

/** A choice of this browser that outlives the page; off where storage is refused. */
function remembered(key: string): WritableStore<boolean> {
  let start = false
  try {
    start = localStorage.getItem(key) === 'on'
  } catch {
    // as said
  }
  const store = createStore(start)
  store.subscribe(() => {
    try {
      if (store.get()) localStorage.setItem(key, 'on')
      else localStorage.removeItem(key)
    } catch {
      // as said
    }
  })
  return store
}
