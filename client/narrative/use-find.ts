import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { settle, watchWords } from './changes.ts'
import type { Desk } from './context.ts'
import { findIn, type Hit, type Query } from './find.ts'
import { markFound } from './find-marks.ts'
import { readSection } from './section-preview.tsx'

/** A hit with the section it is in, in the order of the page. */
interface Place extends Hit {
  section: string
  /** Its number among the hits of its section. */
  index: number
}

export interface Find {
  query: Query
  total: number
  /** Which hit is chosen, from 0. */
  current: number
  ask(query: Query): void
  step(by: 1 | -1): void
  replace(words: string): Promise<void>
  /** How many places were replaced. */
  replaceAll(words: string): Promise<number>
}

/** Room a phone's dock and keys take at the window's foot, px. */
const FOOT = 80

/** All places, in sections that have no editor yet too. */
function findEverywhere(desk: Pick<Desk, 'session'>, query: Query): Place[] {
  const { session } = desk
  return session.sections.get().flatMap(({ id }) => {
    const doc = session.editors.get(id)?.state.doc ?? readSection(session.doc, id)
    return doc === null ? [] : findIn(doc, query).map((hit, index) => ({ ...hit, section: id, index }))
  })
}

/** What the find panel does, over all sections of a narrative. */
export function useFind(desk: Desk): Find {
  const { session } = desk
  const [query, setQuery] = useState<Query>({ text: '', matchCase: false, wholeWords: false })
  const [places, setPlaces] = useState<readonly Place[]>([])
  const [current, setCurrent] = useState(0)
  const now = useRef({ query, places, current })
  /** Asked and not answered yet: the answer leads to the first place from the caret on. */
  const asking = useRef(false)
  useEffect(() => {
    now.current = { query, places, current }
  })
  const answer = useEffectEvent((found: Place[]) => {
    setPlaces(found)
    const first = asking.current ? fromCaret(desk, found) : current
    const chosen = Math.min(first, Math.max(found.length - 1, 0))
    setCurrent(chosen)
    if (asking.current) void show(desk, found[chosen])
    asking.current = false
  })
  useEffect(() => {
    const look = settle(() => answer(findEverywhere({ session }, query)), 90)
    look()
    const stop = watchWords(session.doc, look)
    return () => {
      stop()
      look.cancel()
    }
  }, [session, query])
  useEffect(() => {
    const asked = query.text.trim() === '' ? null : query
    const chosen = places[current]
    const mark = () => {
      for (const [id, editor] of session.editors.all())
        markFound(editor.view, asked, chosen?.section === id ? chosen.index : null)
    }
    mark()
    return session.editors.subscribe(mark)
  }, [session, query, places, current])
  // Only when the panel is gone: an answer still under way would mark once more what was cleared before.
  useEffect(
    () => () => {
      for (const editor of session.editors.all().values()) markFound(editor.view, null, null)
    },
    [session],
  )

  const step = (by: 1 | -1): void => {
    const { places, current } = now.current
    if (places.length === 0) return
    const next = (current + by + places.length) % places.length
    setCurrent(next)
    void show(desk, places[next])
  }
  const replace = async (words: string): Promise<void> => {
    const place = now.current.places[now.current.current]
    if (place === undefined) return
    session.undo.newStep()
    const [at] = await replaceIn(desk, place.section, now.current.query, words, place.index)
    session.undo.newStep()
    const found = findEverywhere(desk, now.current.query)
    setPlaces(found)
    // The next one behind what was just written, also when the new words contain the old.
    const next = found.findIndex(
      (other) => other.section === place.section && at !== undefined && other.from >= at,
    )
    const fallback = found.findIndex((other) => order(desk, other.section) > order(desk, place.section))
    const chosen = next !== -1 ? next : Math.max(fallback, 0)
    setCurrent(chosen)
    void show(desk, found[chosen])
  }
  const replaceAll = async (words: string): Promise<number> => {
    const { query } = now.current
    const sections = [...new Set(findEverywhere(desk, query).map(({ section }) => section))]
    for (const section of sections) await desk.context.ensureMounted(section)
    // All in one go: nothing is awaited between, so it is one step of undo.
    session.undo.newStep()
    let count = 0
    for (const section of sections) count += replaceNow(desk, section, query, words, null).length
    session.undo.newStep()
    setPlaces(findEverywhere(desk, query))
    setCurrent(0)
    return count
  }
  return {
    query,
    total: places.length,
    current,
    ask(next) {
      asking.current = true
      setQuery(next)
    },
    step,
    replace,
    replaceAll,
  }
}

/** Brings a place into view, in the section's editor. */
async function show(desk: Desk, place: Place | undefined): Promise<void> {
  if (place === undefined) return
  const editor = await desk.context.ensureMounted(place.section)
  const { node } = editor.view.domAtPos(place.from)
  const element = node instanceof HTMLElement ? node : node.parentElement
  const { top, bottom } = editor.view.coordsAtPos(place.from)
  const roof = document.querySelector('.sticky')?.getBoundingClientRect().bottom ?? 0
  if (top < roof || bottom > innerHeight - FOOT) element?.scrollIntoView({ block: 'center' })
}

/** The first place at or behind the caret, or the first of all. */
function fromCaret(desk: Desk, places: readonly Place[]): number {
  const caret = desk.session.selection.get()
  if (caret === null) return 0
  const home = order(desk, caret.section)
  const found = places.findIndex(({ section, from }) =>
    section === caret.section ? from >= caret.from : order(desk, section) > home,
  )
  return Math.max(found, 0)
}

const order = (desk: Desk, section: string): number =>
  desk.session.sections.get().findIndex(({ id }) => id === section)

async function replaceIn(desk: Desk, section: string, query: Query, words: string, only: number) {
  await desk.context.ensureMounted(section)
  return replaceNow(desk, section, query, words, only)
}

/** Replaces in one section's editor, looked up anew so that nothing stale is hit; returns where the new words end. */
function replaceNow(desk: Desk, section: string, query: Query, words: string, only: number | null): number[] {
  const editor = desk.session.editors.get(section)
  if (editor === undefined) return []
  const hits = findIn(editor.state.doc, query).filter((_, index) => only === null || index === only)
  if (hits.length === 0) return []
  const { tr } = editor.state
  const ends: number[] = []
  for (const { from, to } of hits) {
    const at = tr.mapping.map(from)
    const end = tr.mapping.map(to)
    if (words === '') tr.delete(at, end)
    else tr.insertText(words, at, end)
    ends.push(at + words.length)
  }
  editor.view.dispatch(tr)
  return ends
}
