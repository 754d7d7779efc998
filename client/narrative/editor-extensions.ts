import type { Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { fragmentOf } from '../../shared/narrative/sections.ts'
import { schemaWithoutTable } from '../../shared/narrative/schema.ts'
import { Carets } from '../presence/carets.ts'
import type { Desk } from './context.ts'
import { FigureNumbers, liveCrossReference } from './figure-numbers.ts'
import { FindMarks } from './find-marks.ts'
import { guardedTable } from './guarded-table.ts'
import { ImageFiles } from './image-files.ts'
import { Keys } from './keys.ts'
import { EscapeThenTab } from './leave.ts'
import { NumbersInTables } from './numbers-in-tables.ts'
import { Mend } from './mend.ts'
import { CleanPaste } from './paste/clean-paste.ts'
import { nothingYet, placeholder } from './placeholder.ts'
import { ReadOnly } from './read-only.ts'
import { BesideOthers } from '../sync/from-document.ts'
import { ShortHeading } from './short-heading.ts'
import { SlashMenu } from './slash.ts'
import { Thoughts } from './thoughts.ts'

/** Everything one section's editor is made of. */
export function editorExtensions(desk: Desk, section: string): Extensions {
  const { session, context, slots } = desk
  const show = async (figure: string): Promise<void> => {
    const target = session.figures.get().find(({ id }) => id === figure)
    if (target === undefined) return
    const editor = await context.ensureMounted(target.section)
    const element = editor.view.dom.querySelector(`figure[data-figure="${CSS.escape(figure)}"]`)
    element?.scrollIntoView({ block: 'center' })
  }
  const goTo = (figure: string) => void show(figure)
  return [
    ...schemaWithoutTable.filter(({ name }) => name !== 'crossReference'),
    liveCrossReference(session.figures, goTo),
    guardedTable(() => desk.online.get()),
    Collaboration.configure({
      fragment: fragmentOf(session.doc, section),
      yUndoOptions: { undoManager: session.undo.manager },
    }),
    BesideOthers,
    Thoughts.configure({ newStep: session.undo.newStep }),
    FigureNumbers.configure({ figures: session.figures }),
    NumbersInTables,
    FindMarks,
    placeholder(nothingYet(context.document, section)),
    EscapeThenTab,
    Carets.configure({
      awareness: session.awareness,
      section,
      me: context.me.id,
      short: desk.short,
      shown: () => !desk.hideOthers.get(),
    }),
    ...(context.canEdit
      ? [
          Mend,
          CleanPaste.configure({ figures: session.figures }),
          SlashMenu,
          ShortHeading,
          ImageFiles.configure({
            take: (file) => desk.panel.set({ open: 'figure', with: 'image', file }),
          }),
          Keys.configure({ desk }),
        ]
      : [
          ReadOnly.configure({
            refused: () => desk.say('You can read and comment here, not change the words.'),
          }),
        ]),
    ...(slots.extensions?.({ section, doc: session.doc, context }) ?? []),
  ]
}
