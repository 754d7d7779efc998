import type { Editor } from '@tiptap/core'
import { TextSelection, type Command } from '@tiptap/pm/state'
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
import { nanoid } from 'nanoid'
import type { Desk } from './context.ts'

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
  { id: 'caption', label: 'Give the table a caption', online: true, command: captionTable },
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

/** Makes a bare table, such as a pasted one, a figure with a caption and a number. */
function captionTable(...[state, dispatch]: Parameters<Command>): boolean {
  const { $from } = state.selection
  const { figure, figcaption } = state.schema.nodes
  for (let depth = $from.depth; depth > 0; depth--) {
    const table = $from.node(depth)
    if (table.type.name !== 'table') continue
    if ($from.node(depth - 1).type.name === 'figure') return false
    const whole = figure!.create({ id: nanoid(10) }, [table, figcaption!.create()])
    const at = $from.before(depth)
    const tr = state.tr.replaceWith(at, $from.after(depth), whole)
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + whole.nodeSize - 2)).scrollIntoView())
    return true
  }
  return false
}

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
