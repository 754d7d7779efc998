import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { fragmentOf, OWN, textOf } from '../../shared/narrative/sections.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'

type Place = Pick<NarrativeContext, 'doc' | 'ensureMounted'>

/** What stands in the shared document for a node as it is drawn now; null where nothing was written yet. */
export function typeOf(state: EditorState, node: Node): Y.XmlElement | null {
  for (const [type, drawn] of drawnOf(state)) if (drawn === node && type instanceof Y.XmlElement) return type
  return null
}

/** Where a line of the shared document is drawn now; null when it is not. */
function positionOf(state: EditorState, line: Y.XmlElement): number | null {
  const node = drawnOf(state).get(line)
  let found: number | null = null
  state.doc.descendants((one, at) => {
    if (one === node) found = at
    return found === null
  })
  return found
}

function drawnOf(state: EditorState): Map<unknown, unknown> {
  const sync: unknown = ySyncPluginKey.getState(state)
  const binding = (sync as { binding?: { mapping?: Map<unknown, unknown> } } | undefined)?.binding
  return binding?.mapping ?? new Map()
}

/** This window made the line, so that nobody else types in it while it is empty. */
export const isMine = (line: Y.XmlElement, doc: Y.Doc): boolean => line._item?.id.client === doc.clientID

/** An empty line of one's own behind another (null: at the end); two people who begin at once get two lines. */
function addLine(doc: Y.Doc, section: string, after: Y.XmlElement | null): Y.XmlElement {
  const line = new Y.XmlElement('paragraph')
  doc.transact(() => {
    const fragment = fragmentOf(doc, section)
    const at = after === null ? -1 : fragment.toArray().indexOf(after)
    fragment.insert(at === -1 ? fragment.length : at + 1, [line])
  }, OWN)
  return line
}

/** Puts the caret into a line. */
function enter(editor: Editor, line: Y.XmlElement): void {
  const at = positionOf(editor.state, line)
  if (at !== null)
    editor
      .chain()
      .focus(at + 1)
      .scrollIntoView()
      .run()
}

/** Gives the writer an empty line of their own behind another one (null: at the end), or the one they have already. */
export function ownLineAfter(editor: Editor, doc: Y.Doc, section: string, after: Y.XmlElement | null): void {
  enter(editor, emptyLineOf(doc, section) ?? addLine(doc, section, after))
}

/** "Type a line": an empty line of one's own at the end of an item's minutes, with the caret in it. */
export async function typeALine({ doc, ensureMounted }: Place, section: string): Promise<void> {
  ownLineAfter(await ensureMounted(section), doc, section, null)
}

/** A caret that others' lines pushed out of one's empty line goes back into it. */
const emptyLineOf = (doc: Y.Doc, section: string): Y.XmlElement | undefined =>
  fragmentOf(doc, section)
    .toArray()
    .find(
      (line): line is Y.XmlElement => line instanceof Y.XmlElement && isMine(line, doc) && isEmptyLine(line),
    )

const isEmptyLine = (line: Y.XmlElement): boolean =>
  line.nodeName === 'paragraph' && textOf(line).trim() === ''

/** Takes an empty line of one's own away when one leaves it; the last of a section stays. */
export function tidy(doc: Y.Doc, section: string, line: Y.XmlElement): void {
  const fragment = fragmentOf(doc, section)
  const at = fragment.toArray().indexOf(line)
  if (at === -1 || fragment.length === 1 || !isMine(line, doc) || line.toArray().some(holdsWords)) return
  doc.transact(() => fragment.delete(at, 1), OWN)
}

const holdsWords = (part: unknown): boolean => !(part instanceof Y.XmlText) || part.length > 0

/** What an entry of the minutes holds. */
export interface EntryInText {
  id: string
  kind: string
  words: string
}

/**
 * Puts an entry in the place of a line, or at the end where the line is gone. No step of undo: the record stays
 * whatever becomes of the text.
 */
export function putEntry(doc: Y.Doc, section: string, line: Y.XmlElement | null, entry: EntryInText): void {
  const fragment = fragmentOf(doc, section)
  const node = new Y.XmlElement('entry')
  for (const [name, value] of Object.entries(entry)) node.setAttribute(name, value)
  doc.transact(() => {
    const top = line === null ? null : topOf(fragment, line)
    if (line === null || top === null) return fragment.push([node])
    const at = fragment.toArray().indexOf(top)
    if (top === line) {
      fragment.delete(at, 1)
      return fragment.insert(at, [node])
    }
    fragment.insert(at + 1, [node])
    return removeFromList(fragment, line)
  }, 'entry')
}

/** A record that was refused: its words are a line again, at the end where somebody took it out of the text meanwhile. */
export function backToLine(doc: Y.Doc, section: string, id: string, words: string): void {
  const fragment = fragmentOf(doc, section)
  const at = fragment
    .toArray()
    .findIndex(
      (node) => node instanceof Y.XmlElement && node.nodeName === 'entry' && node.getAttribute('id') === id,
    )
  const line = lineOf(words)
  doc.transact(() => {
    if (at === -1) return fragment.push([line])
    fragment.delete(at, 1)
    return fragment.insert(at, [line])
  }, 'entry')
}

/** A dialog was left: what was written in it is a line at the end, unless it began with a line that holds words. */
export function leaveAsLine(doc: Y.Doc, section: string, began: string, words: string): void {
  if (began.trim() !== '' || words.trim() === '') return
  doc.transact(() => fragmentOf(doc, section).push([lineOf(words.trim())]), OWN)
}

function lineOf(words: string): Y.XmlElement {
  const line = new Y.XmlElement('paragraph')
  line.insert(0, [new Y.XmlText(words)])
  return line
}

/** The ids of the entries that stand in an item's minutes. */
export const entriesIn = (doc: Y.Doc, section: string): string[] =>
  fragmentOf(doc, section)
    .toArray()
    .flatMap((node) => {
      const id =
        node instanceof Y.XmlElement && node.nodeName === 'entry' ? node.getAttribute('id') : undefined
      return typeof id === 'string' ? [id] : []
    })

function topOf(fragment: Y.XmlFragment, line: Y.XmlElement): Y.XmlElement | null {
  if (line._item === null || line._item.deleted) return null
  let top: Y.XmlElement = line
  while (top.parent !== fragment) {
    if (!(top.parent instanceof Y.XmlElement)) return null
    top = top.parent
  }
  return top
}

/** A line within a list goes with its point, and the list with its last point; what else the point holds stays. */
function removeFromList(fragment: Y.XmlFragment, line: Y.XmlElement): void {
  let gone: Y.XmlElement = line
  while (gone.parent instanceof Y.XmlElement && gone.parent.length === 1) gone = gone.parent
  const { parent } = gone
  if (parent instanceof Y.XmlElement) parent.delete(parent.toArray().indexOf(gone), 1)
  else fragment.delete(fragment.toArray().indexOf(gone), 1)
}
