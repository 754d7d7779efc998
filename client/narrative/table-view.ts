import { TableView } from '@tiptap/extension-table'
import type { Node } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'

/** A table that scrolls in itself where it is wider than the paper, and then is a stop of its own for the keyboard. */
export class ScrollingTableView extends TableView {
  #observer: ResizeObserver

  constructor(node: Node, cellMinWidth: number, view: EditorView, attributes: Record<string, unknown> = {}) {
    super(node, cellMinWidth, view, attributes)
    this.#observer = new ResizeObserver(() => {
      const wide = this.dom.scrollWidth > this.dom.clientWidth
      if (wide === this.dom.hasAttribute('tabindex')) return
      if (wide) {
        this.dom.tabIndex = 0
        this.dom.setAttribute('role', 'group')
        this.dom.setAttribute('aria-label', 'Table, scrolls sideways')
      } else for (const name of ['tabindex', 'role', 'aria-label']) this.dom.removeAttribute(name)
    })
    this.#observer.observe(this.dom)
    this.#observer.observe(this.table)
  }

  destroy(): void {
    this.#observer.disconnect()
  }
}
