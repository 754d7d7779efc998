import { generateKeyBetween } from 'fractional-indexing'
import * as Y from 'yjs'

/**
 * A narrative is one document: a root fragment of rich text for each section, and beside them the map
 * `sections` of title, order and lead. So a section moves while someone types in it, and nothing is lost.
 */
export interface Section {
  id: string
  title: string
  /** A fractional index: sections sort by it, then by id. */
  order: string
  /** The member who leads it. */
  lead: string | null
}

/** A section with the number the product gives it: "1.0", "2.0" … (R53). */
export interface NumberedSection extends Section {
  number: string
}

/** Edits of the section map that one person's undo takes back. */
export const OWN = 'own'

/** The template of an evidence narrative (domain.md 2.1). */
export const TEMPLATE: readonly { id: string; title: string }[] = [
  { id: 'overview', title: 'Overview position statement' },
  { id: 'indicators', title: 'Key indicators of impact' },
  { id: 'actions', title: 'Actions and progress' },
  { id: 'cases', title: 'Case studies' },
  { id: 'families', title: 'What families tell us' },
  { id: 'disagreement', title: 'Where we do not agree' },
  { id: 'next', title: 'Next steps' },
]

type Entry = Y.Map<string | boolean | null>

const entries = (doc: Y.Doc): Y.Map<Entry> => doc.getMap('sections')

/** The words of a section. */
export const fragmentOf = (doc: Y.Doc, id: string): Y.XmlFragment => doc.getXmlFragment(`s:${id}`)

/** The id of the section a root fragment's name belongs to, or null. */
export const sectionOfRoot = (name: string): string | null => (name.startsWith('s:') ? name.slice(2) : null)

/** Sections in their order, numbered; a malformed entry of another client is left out. */
export const sections = (doc: Y.Doc): NumberedSection[] => list(doc, false)

/** Removed sections, which can be brought back with their words. */
export const removedSections = (doc: Y.Doc): Section[] => list(doc, true)

/** Where a section stands whose order another client has spoilt: moving it mends it. */
const FIRST = generateKeyBetween(null, null)

/** An order beside which others can be made: `generateKeyBetween` throws on any other text. */
function isOrder(order: string): boolean {
  try {
    return generateKeyBetween(order, null) > order
  } catch {
    return false
  }
}

function list(doc: Y.Doc, removed: boolean): NumberedSection[] {
  const found: Section[] = []
  for (const [id, entry] of entries(doc)) {
    if (!(entry instanceof Y.Map) || (entry.get('removed') === true) !== removed) continue
    const title = entry.get('title')
    const order = entry.get('order')
    const lead = entry.get('lead')
    if (typeof order !== 'string') continue
    found.push({
      id,
      title: typeof title === 'string' ? title : '',
      order: isOrder(order) ? order : FIRST,
      lead: typeof lead === 'string' ? lead : null,
    })
  }
  found.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1))
  return found.map((section, index) => ({ ...section, number: `${index + 1}.0` }))
}

/**
 * Adds a section after another (null: first). The id is the caller's, new and unique. Undo removes the section,
 * and others may have written in it by then: so it is made removed, and brought in by an edit that can be undone.
 */
export function addSection(doc: Y.Doc, section: { id: string; title: string; after: string | null }): void {
  doc.transact(() => {
    const entry: Entry = new Y.Map()
    entry.set('title', section.title)
    entry.set('order', orderAfter(doc, section.after, section.id))
    entry.set('removed', true)
    entries(doc).set(section.id, entry)
  })
  bringBackSection(doc, section.id)
}

export function renameSection(doc: Y.Doc, id: string, title: string): void {
  doc.transact(() => entries(doc).get(id)?.set('title', title), OWN)
}

export function setLead(doc: Y.Doc, id: string, lead: string | null): void {
  doc.transact(() => entries(doc).get(id)?.set('lead', lead), OWN)
}

/** Moves a section behind another (null: to the front). */
export function moveSection(doc: Y.Doc, id: string, after: string | null): void {
  doc.transact(
    () =>
      entries(doc)
        .get(id)
        ?.set('order', orderAfter(doc, after, id)),
    OWN,
  )
}

/** Takes a section out of the narrative; its words stay, also those typed meanwhile. */
export function removeSection(doc: Y.Doc, id: string): void {
  doc.transact(() => entries(doc).get(id)?.set('removed', true), OWN)
}

export function bringBackSection(doc: Y.Doc, id: string): void {
  doc.transact(() => entries(doc).get(id)?.set('removed', false), OWN)
}

function orderAfter(doc: Y.Doc, after: string | null, moving: string): string {
  const others = sections(doc).filter((section) => section.id !== moving)
  const at = after === null ? -1 : others.findIndex((section) => section.id === after)
  const previous = others[at]?.order ?? null
  // Two sections can share an order when two people moved at once: step over the equal ones.
  const next = others.slice(at + 1).find((section) => previous === null || section.order > previous)
  return generateKeyBetween(previous, next?.order ?? null)
}

/** Words of a section as people count them: runs of letters and figures. */
export function countWords(fragment: Y.XmlFragment): number {
  return textOf(fragment).match(/[\p{L}\p{N}][\p{L}\p{N}'’.,%-]*/gu)?.length ?? 0
}

/** The text of a fragment, a line for each block. */
export function textOf(node: Y.XmlFragment | Y.XmlElement): string {
  const parts = node.toArray().map((child) => {
    if (child instanceof Y.XmlText)
      return (child.toDelta() as { insert: unknown }[])
        .map(({ insert }) => (typeof insert === 'string' ? insert : ' '))
        .join('')
    return child instanceof Y.XmlElement ? `${textOf(child)}\n` : ''
  })
  return parts.join('')
}
