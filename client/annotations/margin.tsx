import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { Button } from '../ui/button.tsx'
import { useCommentsHere, useStore } from './comments-context.tsx'
import { Composer } from './composer.tsx'
import { DRAFT } from './desk.ts'
import { FilterMenu } from './filter-menu.tsx'
import { sectionOf } from './filter.ts'
import { lay, type Laid, type Standing } from './layout.ts'
import { lineFinder } from './measure.ts'
import { Note } from './note.tsx'
import { Refused } from './refused.tsx'
import { SuggestingNow } from './suggesting.tsx'
import { headWords } from './words.ts'

/** While words are typed the margin follows this often, ms: each look costs the page a layout. */
const FOLLOW_MS = 100

interface Drawn extends Laid {
  /** From the edge of the text to the margin, for the line that runs out to the chosen note. */
  reach: number
  /** How far below the chosen note's top its words are underlined. */
  under: number
  /** The margin is at least this tall, so that the last note is never cut off. */
  tall: number
}

/** The chosen note's top stands this far above its words' underline, so that the line meets its first words. */
const LEVEL = 19

/** The bar and the margin's head, px. */
const BELOW_TOOLS = 120

const NOTHING: Drawn = { tops: new Map(), above: [], reach: 0, under: LEVEL, tall: 0 }

const keyOf = ({ tops, above, ...rest }: Drawn): string => JSON.stringify([[...tops], above, rest])

/** The margin beside the paper: notes in the order of their words, level with them. */
export function Margin() {
  const { context, desk, actions, all, shown, loading, problem } = useCommentsHere()
  const chosen = useStore(desk.places.chosen)?.id ?? null
  const hint = useStore(desk.hint)
  const draft = useStore(desk.draft)
  const anchor = draft?.anchor
  const desktop = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const notes = useRef(new Map<string, HTMLElement>())
  const broughtIn = useRef<string | null>(null)
  const [drawn, setDrawn] = useState<Drawn>(NOTHING)

  const measure = useCallback((): void => {
    const root = desktop.current
    if (root === null) return
    const { top, left } = root.getBoundingClientRect()
    const lineOf = lineFinder(context)
    const places = desk.places.found.get()
    const listed = [
      ...(anchor === undefined ? [] : [{ id: DRAFT, section: anchor.section }]),
      ...shown.map((comment) => ({ id: comment.id, section: sectionOf(comment, places.get(comment.id)) })),
    ]
    const lines = new Map(listed.map(({ id, section }) => [id, lineOf(id, places.get(id), section)]))
    const line = lines.get(chosen ?? '')
    let last = 0
    const standing = listed.map(({ id }): Standing => {
      const found = lines.get(id)
      // A note on a section that is not there stands below the one before it.
      if (found) last = (id === chosen ? found.bottom - LEVEL : found.top) - top
      return { id, at: last, height: notes.current.get(id)?.offsetHeight ?? 0 }
    })
    if (anchor !== undefined) standing.sort((a, b) => a.at - b.at)
    const laid = lay(standing, chosen, head.current?.offsetHeight ?? 0)
    const next: Drawn = {
      ...laid,
      under: line ? line.bottom - top - (laid.tops.get(chosen ?? '') ?? 0) : LEVEL,
      reach: line ? Math.max(0, left - line.right) : 0,
      tall: Math.max(0, ...standing.map(({ id, height }) => (laid.tops.get(id) ?? 0) + height)),
    }
    if (chosen === null) broughtIn.current = null
    else if (line?.drawn === true && broughtIn.current !== chosen) {
      broughtIn.current = chosen
      bringIn(top + (laid.tops.get(chosen) ?? 0), notes.current.get(chosen)?.offsetHeight ?? 0)
    }
    setDrawn((before) => (keyOf(before) === keyOf(next) ? before : next))
  }, [context, desk, shown, chosen, anchor])

  useFollowing(measure, desktop)

  const register = useCallback((id: string, element: HTMLElement | null): void => {
    if (element === null) notes.current.delete(id)
    else notes.current.set(id, element)
  }, [])
  const nearest = drawn.above.at(-1)
  return (
    <>
      <div className="mhead">
        <h2>{headWords(all)}</h2>
        <span className="push" />
        {all.length === 0 ? null : <FilterMenu />}
      </div>
      <div className="margin-notes" ref={desktop} style={{ minHeight: drawn.tall + 40 }}>
        <div className="margin-top" ref={head}>
          {context.since}
          <SuggestingNow />
          <Refused />
          {hint === null ? null : <p className="hint">{hint}</p>}
          {loading ? <p className="quiet">Catching up…</p> : null}
          {problem === null ? null : <p className="quiet">{problem}</p>}
          {all.length === 0 && draft === null && !loading && problem === null ? (
            <p className="quiet">No comments. Select words to ask, suggest or challenge.</p>
          ) : null}
          {all.length > 0 && shown.length === 0 ? (
            <p className="quiet">None of the comments is shown by this choice.</p>
          ) : null}
          {nearest === undefined ? null : (
            <Button look="text" small onPress={() => void actions.open(nearest, true)}>
              {drawn.above.length} above
            </Button>
          )}
        </div>
        {draft === null ? null : (
          <div
            ref={(element) => register(DRAFT, element)}
            className={`note p-${context.me.partner} on is-draft`}
            style={styleOf(DRAFT, drawn, chosen)}
          >
            <Composer />
          </div>
        )}
        {shown.map((comment) => (
          <div
            key={comment.id}
            className={`stand${drawn.above.includes(comment.id) ? ' is-above' : ''}`}
            style={styleOf(comment.id, drawn, chosen)}
          >
            <Note comment={comment} on={comment.id === chosen} register={register} />
          </div>
        ))}
      </div>
    </>
  )
}

const styleOf = (
  id: string,
  { tops, reach, under }: Drawn,
  chosen: string | null,
): Record<string, string> => ({
  '--y': `${tops.get(id) ?? 0}px`,
  ...(id === chosen ? { '--reach': `${reach}px`, '--under': `${under}px` } : {}),
})

/** A note near the window's foot opens downwards: bring it in, never its top out of sight. */
function bringIn(top: number, height: number): void {
  const by = Math.min(top + height + 16 - window.innerHeight, top - BELOW_TOOLS)
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  // Words that are still on their way into view bring their note along.
  if (by > 0 && top < window.innerHeight) window.scrollBy({ top: by, behavior: still ? 'auto' : 'smooth' })
}

/** Measures after each drawing, and when the page moves under the margin: words, heights, fonts, width. */
function useFollowing(measure: () => void, root: RefObject<HTMLElement | null>): void {
  const { context, desk } = useCommentsHere()
  useLayoutEffect(measure, [measure])
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined
        measure()
      }, FOLLOW_MS)
    }
    const observer = new ResizeObserver(soon)
    const paper = document.querySelector('.text')
    if (paper !== null) observer.observe(paper)
    for (const note of root.current?.querySelectorAll('.note') ?? []) observer.observe(note)
    const stops = [
      desk.places.drawn.subscribe(soon),
      context.editors.subscribe(soon),
      context.sections.subscribe(soon),
    ]
    window.addEventListener('resize', soon)
    void document.fonts.ready.then(soon)
    return () => {
      clearTimeout(timer)
      observer.disconnect()
      for (const stop of stops) stop()
      window.removeEventListener('resize', soon)
    }
  }, [measure, context, desk, root])
}
