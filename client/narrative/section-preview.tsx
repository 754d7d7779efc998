import { DOMSerializer, type Schema } from '@tiptap/pm/model'
import { getSchema } from '@tiptap/core'
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import { useEffect, useRef } from 'react'
import type * as Y from 'yjs'
import { referenceText, type NumberedFigure } from '../../shared/narrative/figures.ts'
import { narrativeSchema } from '../../shared/narrative/schema.ts'
import { fragmentOf, textOf, type NumberedSection } from '../../shared/narrative/sections.ts'
import { settle } from './changes.ts'
import { useDesk } from './context.ts'
import { isNumber, numberColumns } from './numbers-in-tables.ts'
import { nothingYet } from './placeholder.ts'

let schema: Schema | undefined

/** The words of a section as a ProseMirror document, without an editor; null when this build cannot read them. */
export function readSection(doc: Y.Doc, id: string) {
  schema ??= getSchema(narrativeSchema)
  try {
    return yXmlFragmentToProseMirrorRootNode(fragmentOf(doc, id), schema)
  } catch {
    return null
  }
}

/** The words of a section that is not near the window yet: plain HTML, far cheaper than an editor. */
export function SectionPreview({ section }: { section: NumberedSection }) {
  const { session, context } = useDesk()
  const { id } = section
  const says = nothingYet(context.document, id)
  const holder = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const draw = () => {
      if (holder.current !== null) drawPreview(holder.current, session.doc, id, session.figures.get(), says)
    }
    const soon = settle(draw, 300)
    draw()
    const stopWords = session.changed((ids) => {
      if (ids.has(id)) soon()
    })
    const stopFigures = session.figures.subscribe(soon)
    return () => {
      soon.cancel()
      stopWords()
      stopFigures()
    }
  }, [session, id, says])
  return <div ref={holder} className="body prose preview" />
}

function drawPreview(
  holder: HTMLElement,
  doc: Y.Doc,
  id: string,
  figures: readonly NumberedFigure[],
  empty: string,
): void {
  const node = readSection(doc, id)
  if (node === null || node.content.size === 0) {
    const paragraph = document.createElement('p')
    const text = node === null ? textOf(fragmentOf(doc, id)) : ''
    paragraph.textContent = text
    if (text === '') {
      paragraph.className = 'is-empty'
      paragraph.dataset.say = empty
    }
    holder.replaceChildren(paragraph)
    return
  }
  holder.replaceChildren(DOMSerializer.fromSchema(node.type.schema).serializeFragment(node.content))
  for (const table of holder.querySelectorAll('table')) {
    const rows = [...table.rows].map((row) => [...row.cells])
    const numeric = numberColumns(rows.map((row) => row.map((cell) => cell.textContent ?? '')))
    rows.forEach((row, index) =>
      row.forEach((cell, column) => {
        if (numeric[column] !== true) return
        cell.classList.add('is-number')
        if (index === 0 && isNumber(cell.textContent ?? '')) cell.classList.add('is-year')
      }),
    )
  }
  const numbers = new Map(figures.map((figure) => [figure.id, figure.number]))
  for (const reference of holder.querySelectorAll<HTMLElement>('[data-figure-ref]'))
    reference.textContent = referenceText(numbers, reference.dataset.figureRef)
  for (const caption of holder.querySelectorAll<HTMLElement>('figcaption')) {
    const number = numbers.get(caption.closest<HTMLElement>('figure')?.dataset.figure ?? '')
    caption.dataset.label = number === undefined ? 'Figure:' : `Figure ${number}:`
  }
}
