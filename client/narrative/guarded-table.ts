import { Plugin } from '@tiptap/pm/state'
import { addRowAfter, fixTables, goToNextCell, isInTable } from '@tiptap/pm/tables'
import { NarrativeTable } from '../../shared/narrative/schema.ts'
import { ScrollingTableView } from './table-view.ts'
import { isFromDocument } from '../sync/from-document.ts'

/**
 * A table that is safe with several people in it. Every client repairs a broken table, and two repairs at once
 * grow it (prosemirror-tables 249: a 3×3 became 10 columns); so it is repaired only with one's own next edit.
 */
export const guardedTable = (isOnline: () => boolean) =>
  NarrativeTable.extend({
    addProseMirrorPlugins() {
      return (this.parent?.() ?? []).map((plugin) => {
        const append = plugin.spec.appendTransaction
        if (append === undefined) return plugin
        return new Plugin({
          ...plugin.spec,
          appendTransaction(transactions, old, state) {
            return transactions.some(isFromDocument)
              ? null
              : append.call(plugin as never, transactions, old, state)
          },
        })
      })
    },
    addKeyboardShortcuts() {
      const { editor } = this
      const step = (direction: 1 | -1) => () => {
        if (!isInTable(editor.state)) return false
        if (goToNextCell(direction)(editor.state, editor.view.dispatch)) return true
        // Behind the last cell a row is added, but only online: rows added apart multiply when they meet.
        if (direction === -1 || !isOnline()) return false
        const fix = fixTables(editor.state)
        if (fix !== undefined) editor.view.dispatch(fix)
        addRowAfter(editor.state, editor.view.dispatch)
        return goToNextCell(1)(editor.state, editor.view.dispatch)
      }
      return {
        ...this.parent?.(),
        Tab: step(1),
        'Shift-Tab': step(-1),
      }
    },
  }).configure({
    resizable: true,
    View: ScrollingTableView,
    cellMinWidth: 48,
    lastColumnResizable: false,
    allowTableNodeSelection: false,
  })
