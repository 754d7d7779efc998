import type { Editor, Extensions } from '@tiptap/core'
import type { LucideIcon } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { DocumentId } from '../../shared/domain/documents.ts'
import type { DocumentPage } from '../../shared/domain/workspace.ts'
import type { NumberedSection } from '../../shared/narrative/sections.ts'
import type { Person } from '../../shared/people/person.ts'

/** A value that changes without React: read it with `useSyncExternalStore(store.subscribe, store.get)`. */
export interface Store<T> {
  get: () => T
  subscribe: (listener: () => void) => () => void
}

/** The editors of the sections that are mounted now; a folded or far-off section has none. */
export interface EditorRegistry {
  get(section: string): Editor | undefined
  /** The editor that has, or last had, the caret. */
  active(): Editor | undefined
  /** Called when an editor is mounted or unmounted, or another one becomes active. */
  subscribe(listener: () => void): () => void
}

/** ProseMirror positions in one section's editor; `from` equals `to` for a caret. */
export interface NarrativeSelection {
  section: string
  from: number
  to: number
}

/** What a narrative page hands to the features mounted in it. Stable for the life of a page, save where said. */
export interface NarrativeContext {
  workspace: string
  document: DocumentId
  me: Person
  page: DocumentPage
  doc: Y.Doc
  awareness: Awareness
  /** In their order, with their numbers. */
  sections: Store<readonly NumberedSection[]>
  editors: EditorRegistry
  /** Where the caret or selection is; stays when focus leaves the text. */
  selection: Store<NarrativeSelection | null>
  /** True while the live link is up. */
  online: Store<boolean>
  canEdit: boolean
  canComment: boolean
  /** One column, comments in a sheet (changes with the window). */
  narrow: boolean
  /** What scrolls: the page itself, so measure with `getBoundingClientRect` and `window.scrollY`. */
  scrollToSection(section: string): void
  /** Unfolds and mounts a section's editor when it is not. */
  ensureMounted(section: string): Promise<Editor>
  /** Selects words, brings them into view and puts the focus in the text. */
  select(selection: NarrativeSelection): Promise<void>
  /** "Since you were last here …", to stand under the margin's head; null when there is nothing to say. */
  since: ReactNode
  /** Opens a sheet of the phone's dock by its id; null closes it. */
  openSheet(id: string | null): void
  /** Keeps titles, order and number of the sections as they are: `refuse` says why. Null lets them change again. */
  holdSections(refuse: (() => void) | null): void
}

/** A button of the toolbar and the bubble menu, also reached by its shortcut. */
export interface NarrativeAction {
  id: string
  label: string
  icon: ReactNode
  /** Tiptap's notation, such as `Mod-Alt-m`. */
  shortcut?: string
  /** Where it is shown. */
  on: readonly ('toolbar' | 'bubble')[]
  /** Shown but not to be pressed, with the reason; undefined when it can be pressed. */
  refused?(context: NarrativeContext): string | undefined
  /** For one that is switched on and off: whether it is on; undefined when this person does not have it. */
  pressed?(context: NarrativeContext): Store<boolean> | undefined
  run(context: NarrativeContext): void
}

/** An entry of the phone's dock. Its sheet takes room from the text and never lies over it. */
interface DockItem {
  id: string
  label: string
  icon: ReactNode
  /** Where it stands; everywhere when it does not say. */
  shown?(context: NarrativeContext): boolean
  /** Without one it leads back to the words. */
  Sheet?: ComponentType<{ context: NarrativeContext; close(): void }>
}

/** Something a feature can put at the caret, in the menu behind "/". */
export interface SlashEntry {
  id: string
  label: string
  icon: LucideIcon
  /** What is typed for it, where that makes it at once. */
  typed?: string
  /** Further words it is found by. */
  also: string
  run(editor: Editor, context: NarrativeContext): void
}

/** A page that is no narrative but has a document's words: its own head, outline and sections, and no toolbar. */
interface OwnPage {
  /** What the page is under in the trail; the path within the workspace. */
  under: { name: string; path: string }
  /** What the page is called here. */
  title(page: DocumentPage): string
  /** Instead of the document's name and state. */
  Head: ComponentType<{ context: NarrativeContext }>
  /** Instead of the outline of sections; a button by this name where there is no room beside the paper. */
  outline: { name: string; Content: ComponentType<{ context: NarrativeContext; close?: () => void }> }
  /** Section ids in the order in which they stand here; the document's own where they are not named. */
  order(context: NarrativeContext): Store<readonly string[]>
  SectionHead: ComponentType<{ context: NarrativeContext; section: NumberedSection }>
  SectionFoot: ComponentType<{ context: NarrativeContext; section: NumberedSection }>
  /** Below all sections. */
  Foot: ComponentType<{ context: NarrativeContext }>
}

/** What other features put into the narrative page; `client/app` composes them. */
export interface NarrativeSlots {
  /** The feature's name. */
  id: string
  /** Further extensions of a section's editor, such as the marks of comments. */
  extensions?(place: { section: string; doc: Y.Doc; context: NarrativeContext }): Extensions
  /** Between the pinned wording and the first section, such as the partners' positions. */
  Below?: ComponentType<{ context: NarrativeContext }>
  /** Before the commands every document has. */
  slash?: readonly SlashEntry[]
  /** In the strip that stays above the words, such as the way back to a call. */
  Top?: ComponentType<{ context: NarrativeContext }>
  /** Under the words of a section that is not folded, such as the slides they make. */
  After?: ComponentType<{ context: NarrativeContext; section: NumberedSection }>
  /** What the page is under in the trail, where that is not the five narratives; the path within the workspace. */
  under?: OwnPage['under']
  /** Sections are known by their titles alone. */
  unnumbered?: boolean
  /** A page of its own kind, drawn round the same words. */
  own?: OwnPage
  /** Around the whole page, for providers and dialogs. */
  Frame?: ComponentType<{ context: NarrativeContext; children: ReactNode }>
  /** The column beside the paper, as tall as the text; not mounted when narrow. */
  Margin?: ComponentType<{ context: NarrativeContext }>
  actions?: readonly NarrativeAction[]
  dock?: readonly DockItem[]
  /** Lines for the help sheet. */
  shortcuts?: readonly { keys: string; does: string }[]
}
