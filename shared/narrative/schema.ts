import { type Extensions, Node } from '@tiptap/core'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { StarterKit } from '@tiptap/starter-kit'
import { isLinkAddress } from './addresses.ts'
import { Callout, Caption, CrossReference, Entry, Figure, FigureImage, Highlight, Progress } from './nodes.ts'

/**
 * The one schema of a narrative's sections, for the editor and for the server (`getSchema(narrativeSchema)`).
 *
 * Content rules are wide (`*`): y-tiptap deletes, for everyone, a node whose content its schema refuses, and two
 * people's edits can merge into shapes that neither typed. What an editor wants narrower (a paragraph in every
 * cell) it mends with its own next edit.
 */
const WIDE: Readonly<Record<string, string>> = {
  bulletList: 'listItem*',
  orderedList: 'listItem*',
  listItem: 'block*',
  blockquote: 'block*',
}

const Base = StarterKit.extend({
  addExtensions() {
    return (this.parent?.() ?? []).map((extension) => {
      const content = WIDE[extension.name]
      return content !== undefined && extension instanceof Node ? extension.extend({ content }) : extension
    })
  },
}).configure({
  undoRedo: false, // one undo over all sections instead
  trailingNode: false, // would write into a document that is only being read
  code: false,
  codeBlock: false,
  strike: false,
  heading: { levels: [3, 4] }, // the page's title and the section's come before
  link: {
    openOnClick: false,
    defaultProtocol: 'https',
    isAllowedUri: (address) => isLinkAddress(address),
    shouldAutoLink: (address) => /^https?:\/\//i.test(address),
    HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: null },
  },
  dropcursor: { color: false, class: 'drop-line', width: 2 },
})

/** Everything but the table itself, which the editor replaces by one that is safe with several people in it. */
export const schemaWithoutTable: Extensions = [
  Base,
  TableRow.extend({ content: '(tableCell | tableHeader)*' }),
  TableHeader.extend({ content: 'block*' }),
  TableCell.extend({ content: 'block*' }),
  Highlight,
  Callout,
  Figure,
  FigureImage,
  Caption,
  CrossReference,
  Progress,
  Entry,
]

export const NarrativeTable = Table.extend({ content: 'tableRow*' })

export const narrativeSchema: Extensions = [...schemaWithoutTable, NarrativeTable]
