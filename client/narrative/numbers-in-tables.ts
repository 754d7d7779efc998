import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { TableMap } from '@tiptap/pm/tables'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** "11.70", "-0.4", "1,204", "12%", "£3.5m", "2016". */
export const isNumber = (text: string): boolean =>
  /^[-–+±<>≤≥~]?\s?£?\d[\d,. ]*\s?(?:%|pp|k|m|bn)?$/i.test(text.trim())

/** Which columns of a table are numbers: more than half of what stands below their first row. The first names its row. */
export function numberColumns(table: readonly (readonly string[])[]): boolean[] {
  const width = Math.max(0, ...table.map((row) => row.length))
  return Array.from({ length: width }, (_, column) => {
    if (column === 0) return false
    const cells = table
      .slice(1)
      .map((row) => row[column]?.trim() ?? '')
      .filter((text) => text !== '')
    return cells.length > 0 && cells.filter(isNumber).length * 2 > cells.length
  })
}

/** Numbers stand at the right with their heads above them; nobody has to set it, and it is no part of the words. */
export const NumbersInTables = Extension.create({
  name: 'numbersInTables',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      state: {
        init: (_config, { doc }) => align(doc),
        apply: (tr, set) => (tr.docChanged ? align(tr.doc) : set),
      },
      props: {
        decorations(state) {
          return this.getState(state)
        },
      },
    }),
  ],
})

function align(doc: Node): DecorationSet {
  const found: Decoration[] = []
  doc.descendants((node, at) => {
    if (node.type.name !== 'table') return !node.isTextblock
    const { map, width, height } = TableMap.get(node)
    const cellAt = (row: number, column: number) => {
      const offset = map[row * width + column]
      return offset === undefined ? null : node.nodeAt(offset)
    }
    const texts = Array.from({ length: height }, (_, row) =>
      Array.from({ length: width }, (_, column) => cellAt(row, column)?.textContent ?? ''),
    )
    const numeric = numberColumns(texts)
    const done = new Set<number>()
    map.forEach((offset, index) => {
      const cell = node.nodeAt(offset)
      if (cell === null || done.has(offset) || numeric[index % width] !== true) return
      done.add(offset)
      found.push(
        Decoration.node(at + 1 + offset, at + 1 + offset + cell.nodeSize, {
          class: isNumber(cell.textContent) && index < width ? 'is-number is-year' : 'is-number',
        }),
      )
    })
    return false
  })
  return DecorationSet.create(doc, found)
}
