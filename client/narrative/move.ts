import type * as Y from 'yjs'
import { moveSection, sections } from '../../shared/narrative/sections.ts'

/** Moves a section one place up or down; nothing at the ends. */
export function moveBy(doc: Y.Doc, id: string, by: -1 | 1): void {
  const at = sections(doc).findIndex((section) => section.id === id)
  moveTo(doc, id, at + by)
}

/** Moves a section to a place, counted with the section taken out of the list; nothing when it is there. */
export function moveTo(doc: Y.Doc, id: string, place: number): void {
  const all = sections(doc)
  const at = all.findIndex((section) => section.id === id)
  if (at === -1 || place === at || place < 0 || place >= all.length) return
  const others = all.filter((section) => section.id !== id)
  moveSection(doc, id, others[place - 1]?.id ?? null)
}

/** What is said after a move: "Overview position statement is now 2.0 of 7." */
export function sayMoved(doc: Y.Doc, id: string): string {
  const all = sections(doc)
  const section = all.find((section) => section.id === id)
  return section === undefined ? '' : `${section.title} is now ${section.number}, of ${all.length} sections.`
}
