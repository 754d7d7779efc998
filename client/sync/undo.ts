import { ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { OWN } from '../../shared/narrative/sections.ts'

/** Pauses longer than this, ms, start a new step: one step is one thought. */
const THOUGHT = 800

export interface SharedUndo {
  manager: Y.UndoManager
  undo(): void
  redo(): void
  /** What comes next is a step of its own. */
  newStep(): void
  end(): void
}

/** One undo over a whole document: its words, and the map of sections or of things on a board; only own edits. */
export function createUndo(doc: Y.Doc): SharedUndo {
  const manager = new Y.UndoManager(doc, {
    captureTimeout: THOUGHT,
    deleteFilter: holdsNothing,
    trackedOrigins: new Set([ySyncPluginKey, OWN]),
    // An editor that is being mounted makes a transaction that changes nothing: that is no step.
    captureTransaction: (transaction) =>
      transaction.changed.size > 0 && transaction.meta.get('addToHistory') !== false,
  })
  // Every editor that is unmounted destroys the manager it was given, which all the others still use.
  const end = manager.destroy.bind(manager)
  manager.destroy = () => {}
  return {
    manager,
    undo: () => void manager.undo(),
    redo: () => void manager.redo(),
    newStep: () => manager.stopCapturing(),
    end,
  }
}

/**
 * Undo takes back the paragraph, cell or figure I made, but not while it holds what others wrote in it. Yjs
 * deletes my newest parts first, so that what is left in it by then is theirs.
 */
const holdsNothing = (item: Y.Item): boolean =>
  !(item.content instanceof Y.ContentType) || item.content.type._length === 0
