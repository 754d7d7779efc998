import { getSchema } from '@tiptap/core'
import type { Schema } from '@tiptap/pm/model'
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import type * as Y from 'yjs'
import type { NodeJson } from '../../shared/history/version.ts'
import { narrativeSchema } from '../../shared/narrative/schema.ts'
import { fragmentOf, sections } from '../../shared/narrative/sections.ts'
import { NOTES } from '../../shared/presentation/deck.ts'
import { slidesOf, type Slide } from '../../shared/presentation/slides.ts'

/** Slides follow the words this long after the last key, ms. */
const AFTER_MS = 250

const Slides = createContext<readonly Slide[]>([])

/** The slides that the words of an open section make now. */
export const useLiveSlides = (): readonly Slide[] => useContext(Slides)

/** Makes the slides anew whenever anybody writes in the document. */
export function LiveSlides({ doc, children }: { doc: Y.Doc; children: ReactNode }) {
  const [edits, setEdits] = useState(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        setEdits((count) => count + 1)
      }, AFTER_MS)
    }
    doc.on('update', soon)
    return () => {
      doc.off('update', soon)
      clearTimeout(timer)
    }
  }, [doc])
  // oxlint-disable-next-line react/exhaustive-deps -- the words are in the document, which is the same one
  const slides = useMemo(() => slidesNow(doc), [doc, edits])
  return <Slides value={slides}>{children}</Slides>
}

let schema: Schema | undefined

function slidesNow(doc: Y.Doc): Slide[] {
  schema ??= getSchema(narrativeSchema)
  const known = schema
  const read = (id: string): NodeJson[] => {
    try {
      const root = yXmlFragmentToProseMirrorRootNode(fragmentOf(doc, id), known).toJSON() as NodeJson
      return root.content ?? []
    } catch {
      return [] // what this build cannot read is not drawn; the words stand above
    }
  }
  return slidesOf(
    sections(doc)
      .filter(({ id }) => id !== NOTES)
      .map(({ id, title }) => ({ id, name: title, content: read(id) })),
  )
}
