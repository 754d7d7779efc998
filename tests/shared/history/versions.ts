import type { NodeJson, VersionContent, VersionSection } from '../../../shared/history/version.ts'
import type { Author } from '../../../shared/people/person.ts'

export const LEAD: Author = { id: 'lead', name: 'Lead', partner: 'council', role: 'WL' }
export const PARENT: Author = { id: 'parent', name: 'Parent', partner: 'parents', role: 'PP' }

export const words = (text: string, ...marks: string[]): NodeJson => ({
  type: 'text',
  text,
  ...(marks.length === 0 ? {} : { marks: marks.map((type) => ({ type })) }),
})
export const p = (...content: (string | NodeJson)[]): NodeJson => ({
  type: 'paragraph',
  content: content.map((one) => (typeof one === 'string' ? words(one) : one)),
})
export const row = (...cells: string[]): NodeJson => ({
  type: 'tableRow',
  content: cells.map((cell) => ({ type: 'tableCell', content: [p(cell)] })),
})

const lengthOf = ({ text, content, type }: NodeJson): number =>
  text?.length ??
  (['hardBreak', 'horizontalRule', 'image', 'crossReference'].includes(type)
    ? 1
    : (content ?? []).reduce((sum, one) => sum + lengthOf(one), 0))

export const section = (
  id: string,
  content: NodeJson[],
  more: Partial<VersionSection> = {},
): VersionSection => ({
  id,
  title: id,
  order: id,
  lead: null,
  removed: false,
  content,
  written: [{ length: content.reduce((sum, one) => sum + lengthOf(one), 0), author: 0 }],
  ...more,
})

export const version = (sections: VersionSection[], authors: Author[] = [LEAD]): VersionContent => ({
  authors,
  sections,
})
