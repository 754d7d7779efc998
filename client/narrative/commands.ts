import type { Editor } from '@tiptap/core'
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  fixTables,
  isInTable,
  toggleHeaderCell,
  toggleHeaderColumn,
  toggleHeaderRow,
} from '@tiptap/pm/tables'
import type { Command } from '@tiptap/pm/state'
import type { LucideIcon } from 'lucide-react'
import {
  Bold,
  Heading3,
  Heading4,
  Highlighter,
  ImageIcon,
  Italic,
  Link,
  List,
  ListOrdered,
  MessageSquareQuote,
  Minus,
  Pilcrow,
  Quote,
  RemoveFormatting,
  Spline,
  Table,
  Underline,
} from 'lucide-react'
import type { Desk } from './context.ts'

/** One thing a writer can do to the words: in the toolbar, the slash menu, by key and in the help sheet. */
export interface TextCommand {
  id: string
  label: string
  icon: LucideIcon
  /** Tiptap's notation; undefined when it has no key. */
  key?: string
  /** What is typed at the start of a line for the same, for the help sheet. */
  typed?: string
  /** Further words the slash menu finds it by. */
  also?: string
  run(editor: Editor, desk: Desk): void
  active?(editor: Editor): boolean
}

export const BLOCKS: readonly TextCommand[] = [
  {
    id: 'paragraph',
    label: 'Paragraph',
    icon: Pilcrow,
    key: 'Mod-Alt-0',
    also: 'text plain',
    run: (editor) => void editor.chain().focus().clearNodes().run(),
    active: (editor) => editor.isActive('paragraph'),
  },
  {
    id: 'heading',
    label: 'Heading',
    icon: Heading3,
    key: 'Mod-Alt-3',
    typed: '###',
    also: 'title h3',
    run: (editor) => void editor.chain().focus().toggleHeading({ level: 3 }).run(),
    active: (editor) => editor.isActive('heading', { level: 3 }),
  },
  {
    id: 'small-heading',
    label: 'Small heading',
    icon: Heading4,
    key: 'Mod-Alt-4',
    typed: '####',
    also: 'subheading h4',
    run: (editor) => void editor.chain().focus().toggleHeading({ level: 4 }).run(),
    active: (editor) => editor.isActive('heading', { level: 4 }),
  },
  {
    id: 'callout',
    label: 'Callout',
    icon: MessageSquareQuote,
    key: 'Mod-Alt-o',
    also: 'note gap warning box aside',
    run: (editor) => void editor.chain().focus().toggleWrap('callout').run(),
    active: (editor) => editor.isActive('callout'),
  },
]

export const LISTS: readonly TextCommand[] = [
  {
    id: 'bullets',
    label: 'Bulleted list',
    icon: List,
    key: 'Mod-Shift-8',
    typed: '-',
    also: 'points ul',
    run: (editor) => void editor.chain().focus().toggleBulletList().run(),
    active: (editor) => editor.isActive('bulletList'),
  },
  {
    id: 'numbers',
    label: 'Numbered list',
    icon: ListOrdered,
    key: 'Mod-Shift-7',
    typed: '1.',
    also: 'ol steps',
    run: (editor) => void editor.chain().focus().toggleOrderedList().run(),
    active: (editor) => editor.isActive('orderedList'),
  },
  {
    id: 'quote',
    label: 'Quote',
    icon: Quote,
    key: 'Mod-Shift-b',
    typed: '>',
    also: 'blockquote said',
    run: (editor) => void editor.chain().focus().toggleWrap('blockquote').run(),
    active: (editor) => editor.isActive('blockquote'),
  },
]

export const MARKS: readonly TextCommand[] = [
  {
    id: 'bold',
    label: 'Bold',
    icon: Bold,
    key: 'Mod-b',
    typed: '**bold**',
    run: (editor) => void editor.chain().focus().toggleBold().run(),
    active: (editor) => editor.isActive('bold'),
  },
  {
    id: 'italic',
    label: 'Italic',
    icon: Italic,
    key: 'Mod-i',
    typed: '*italic*',
    run: (editor) => void editor.chain().focus().toggleItalic().run(),
    active: (editor) => editor.isActive('italic'),
  },
  {
    id: 'underline',
    label: 'Underline',
    icon: Underline,
    key: 'Mod-u',
    run: (editor) => void editor.chain().focus().toggleUnderline().run(),
    active: (editor) => editor.isActive('underline'),
  },
  {
    id: 'highlight',
    label: 'Highlight',
    icon: Highlighter,
    key: 'Mod-Shift-h',
    typed: '==highlight==',
    run: (editor) => void editor.chain().focus().toggleMark('highlight').run(),
    active: (editor) => editor.isActive('highlight'),
  },
  {
    id: 'plain',
    label: 'Clear formatting',
    icon: RemoveFormatting,
    key: 'Mod-\\',
    run: (editor) => void editor.chain().focus().unsetAllMarks().run(),
  },
]

export const INSERTS: readonly TextCommand[] = [
  {
    id: 'table',
    label: 'Figure with a table',
    icon: Table,
    key: 'Mod-Alt-t',
    also: 'data numbers',
    run: (_editor, desk) => desk.panel.set({ open: 'figure', with: 'table' }),
  },
  {
    id: 'image',
    label: 'Figure with an image',
    icon: ImageIcon,
    also: 'picture chart photo upload',
    run: (_editor, desk) => desk.panel.set({ open: 'figure', with: 'image' }),
  },
  {
    id: 'reference',
    label: 'Reference to a figure',
    icon: Spline,
    key: 'Mod-Alt-f',
    also: 'cross see figure',
    run: (_editor, desk) => desk.panel.set({ open: 'reference' }),
  },
  {
    id: 'link',
    label: 'Link',
    icon: Link,
    key: 'Mod-k',
    also: 'web address mail',
    run: (_editor, desk) => desk.panel.set({ open: 'link' }),
    active: (editor) => editor.isActive('link'),
  },
  {
    id: 'rule',
    label: 'Line across',
    icon: Minus,
    typed: '---',
    also: 'horizontal rule divider',
    run: (editor) => void editor.chain().focus().setHorizontalRule().run(),
  },
]

export interface TableCommand {
  id: string
  label: string
  key?: string
  /** Changes rows or columns: only online, since rows and columns added apart multiply when they meet. */
  online: boolean
  command: Command
}

export const TABLE: readonly TableCommand[] = [
  { id: 'row-after', label: 'Add a row below', key: 'Mod-Alt-ArrowDown', online: true, command: addRowAfter },
  { id: 'row-before', label: 'Add a row above', key: 'Mod-Alt-ArrowUp', online: true, command: addRowBefore },
  {
    id: 'column-after',
    label: 'Add a column to the right',
    key: 'Mod-Alt-ArrowRight',
    online: true,
    command: addColumnAfter,
  },
  {
    id: 'column-before',
    label: 'Add a column to the left',
    key: 'Mod-Alt-ArrowLeft',
    online: true,
    command: addColumnBefore,
  },
  { id: 'header-row', label: 'First row is a heading', online: false, command: toggleHeaderRow },
  { id: 'header-column', label: 'First column is a heading', online: false, command: toggleHeaderColumn },
  { id: 'header-cell', label: 'This cell is a heading', online: false, command: toggleHeaderCell },
  { id: 'delete-row', label: 'Delete the row', key: 'Mod-Alt-Backspace', online: true, command: deleteRow },
  {
    id: 'delete-column',
    label: 'Delete the column',
    key: 'Mod-Alt-Shift-Backspace',
    online: true,
    command: deleteColumn,
  },
  { id: 'delete-table', label: 'Delete the table with its caption', online: true, command: deleteFigure },
]

/** A table in a figure goes with its caption; one that was pasted bare goes alone. */
function deleteFigure(...[state, dispatch]: Parameters<Command>): boolean {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name !== 'figure') continue
    dispatch?.(state.tr.delete($from.before(depth), $from.after(depth)).scrollIntoView())
    return true
  }
  return deleteTable(state, dispatch)
}

export const OFFLINE_TABLE =
  'Rows and columns can be changed once you are online again. You can write in the cells.'

/** Runs a table command, the table mended first; says why not when offline. */
export function runTable(editor: Editor, desk: Desk, { command, online }: TableCommand): boolean {
  if (!isInTable(editor.state)) return false
  if (online && !desk.online.get()) {
    desk.say(OFFLINE_TABLE)
    return true
  }
  const fix = fixTables(editor.state)
  if (fix !== undefined) editor.view.dispatch(fix)
  desk.session.undo.newStep()
  command(editor.state, editor.view.dispatch)
  editor.view.focus()
  return true
}

/** A shortcut as people read it: "Ctrl+Alt+0". */
export function sayKey(key: string, apple = /Mac|iPhone|iPad/.test(navigator.userAgent)): string {
  return key
    .replace('Mod', apple ? '⌘' : 'Ctrl')
    .replace('Alt', apple ? '⌥' : 'Alt')
    .replace('ArrowUp', '↑')
    .replace('ArrowDown', '↓')
    .replace('ArrowLeft', '←')
    .replace('ArrowRight', '→')
    .split('-')
    .map((part) => (part.length === 1 ? part.toUpperCase() : part))
    .join('+')
}
