import { getSchema } from '@tiptap/core'
import type { Schema } from '@tiptap/pm/model'
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import type * as Y from 'yjs'
import { THEME_IDS } from '../../shared/domain/themes.ts'
import type { NodeJson } from '../../shared/history/version.ts'
import { narrativeSchema } from '../../shared/narrative/schema.ts'
import { fragmentOf, sections } from '../../shared/narrative/sections.ts'
import { NOTES } from '../../shared/presentation/deck.ts'
import { leavesOut, slidesOf, type Slide } from '../../shared/presentation/slides.ts'
import { useProgress } from '../sync/records.ts'

/** Slides follow the words this long after the last key, ms. */
const AFTER_MS = 250

interface Drawn {
  slides: readonly Slide[]
  /** Blocks with a summary that is left out, since its theme has no actions yet. */
  leftOut: readonly string[]
}

const Slides = createContext<Drawn>({ slides: [], leftOut: [] })

/** The slides that the words of an open section make now. */
export const useLiveSlides = (): Drawn => useContext(Slides)

/** Makes the slides anew whenever anybody writes in the document. */
export function LiveSlides({
  workspace,
  doc,
  children,
}: {
  workspace: string
  doc: Y.Doc
  children: ReactNode
}) {
  const themes = useProgress(workspace).data?.themes
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
  const drawn = useMemo(() => {
    const without = THEME_IDS.filter((theme) => themes?.[theme].total === 0)
    return slidesNow(doc, without)
    // oxlint-disable-next-line react/exhaustive-deps -- the words are in the document, which is the same one
  }, [doc, edits, themes])
  return <Slides value={drawn}>{children}</Slides>
}

let schema: Schema | undefined

function slidesNow(doc: Y.Doc, without: readonly string[]): Drawn {
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
  const blocks = sections(doc)
    .filter(({ id }) => id !== NOTES)
    .map(({ id, title }) => ({ id, name: title, content: read(id) }))
  return {
    slides: slidesOf(blocks, without),
    leftOut: blocks.filter(({ content }) => leavesOut(content, without)).map(({ id }) => id),
  }
}
