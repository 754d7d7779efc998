import type { Editor } from '@tiptap/core'
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
