import { type Editor, Extension, InputRule, markInputRule } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { BLOCKS, INSERTS, LISTS, MARKS } from './commands.ts'
import type { Desk } from './context.ts'
import { runTable, TABLE } from './table-commands.ts'

/** The keys of one section's editor that Tiptap's own extensions do not bring, and typing rules for our marks. */
export const Keys = Extension.create<{ desk: Desk | null }>({
  name: 'keys',
  priority: 900,
  addOptions: () => ({ desk: null }),
  addKeyboardShortcuts() {
    const { desk } = this.options
    if (desk === null) return {}
    const { editor } = this
    const keys: Record<string, () => boolean> = {}
    for (const command of [...BLOCKS, ...LISTS, ...MARKS, ...INSERTS]) {
      if (command.key === undefined) continue
      keys[command.key] = () => {
        if (!['bold', 'italic', 'underline', 'link', 'reference'].includes(command.id))
          desk.session.undo.newStep()
        command.run(editor, desk)
        return true
      }
    }
    for (const command of TABLE)
      if (command.key !== undefined) keys[command.key] = () => runTable(editor, desk, command)
    for (const action of desk.slots.actions ?? [])
      if (action.shortcut !== undefined)
        keys[action.shortcut] = () => {
          if (action.refused?.(desk.context) === undefined) action.run(desk.context)
          return true
        }
    keys.Enter = () => leaveCaption(editor)
    return keys
  },
  addInputRules() {
    const { highlight } = this.editor.schema.marks
    return [
      markInputRule({ find: /(?:^|\s)(==([^=\s](?:[^=]*[^=\s])?)==)$/, type: highlight! }),
      // Straight dashes as a writer means them; not in a table, where "--" can be a missing value.
      new InputRule({
        find: /(\p{L}) -- $/u,
        handler: ({ state, range, match }) => {
          if (match[1] !== undefined) state.tr.insertText(`${match[1]} – `, range.from, range.to)
        },
      }),
    ]
  },
})

/** Enter in a caption goes on below the figure: a caption is one paragraph. */
function leaveCaption({ state, view }: Editor): boolean {
  const { $from } = state.selection
  if ($from.parent.type.name !== 'figcaption') return false
  const behind = $from.after(-1)
  const { tr } = state
  if (tr.doc.nodeAt(behind)?.isTextblock !== true) tr.insert(behind, state.schema.nodes.paragraph!.create())
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, behind + 1)).scrollIntoView())
  return true
}
