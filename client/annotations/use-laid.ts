import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { useCommentsHere, useStore } from './comments-context.tsx'
import { DRAFT } from './draft.ts'
import { sectionOf } from './filter.ts'
import { lay, type Standing } from './layout.ts'
import { lineFinder } from './measure.ts'
import type { Shown } from './overlay.ts'

/** The margin follows what moves the text this often, ms: each look costs the page a layout. */
const FOLLOW_MS = 100
/** Words that change within their lines move no note but those of their paragraph, by a line: not with every key. */
const WORDS_MS = 300
/** The chosen note's top stands this far above its words' underline, so that the line meets its first words. */
const LEVEL = 19
/** The bar and the margin's head, px. */
const BELOW_TOOLS = 120
/** Notes are drawn whole this far beyond the window, px, and looked through again after so much scrolling. */
const BEYOND = 600
const STRIDE = 300

interface Drawn {
  /** The top of each note that is shown, px from the margin's top. */
  tops: ReadonlyMap<string, number>
  /** Notes pushed past the top, in their order. */
  above: ReadonlySet<string>
  /** From the edge of the text to the margin, for the line that runs out to the chosen note. */
  reach: number
  /** How far below the chosen note's top its words are underlined. */
  under: number
  /** The margin is at least this tall, so that the last note is never cut off. */
  tall: number
  /** Notes that are in or near the window. */
  near: ReadonlySet<string>
}

const NOTHING: Drawn = { tops: new Map(), above: new Set(), reach: 0, under: LEVEL, tall: 0, near: new Set() }

/** About as tall as a note is, px, until it has been measured. */
const guessedHeight = ({ suggestion }: Shown): number => (suggestion === null ? 62 : 92)

/** Tells the margin of a note's element, and of its absence. */
export type Register = (id: string, element: HTMLElement | null) => void

export interface Laid {
  drawn: Drawn
  register: Register
  /** As last measured, else about so. */
  heightOf: (comment: Shown) => number
}

/** Where each note stands, kept up with the text. */
export function useLaid(root: RefObject<HTMLElement | null>, head: RefObject<HTMLElement | null>): Laid {
  const { context, desk, shown } = useCommentsHere()
  const chosen = useStore(desk.places.chosen)?.id ?? null
  const anchor = useStore(desk.draft)?.anchor
  const [drawn, setDrawn] = useState<Drawn>(NOTHING)
  const [notes] = useState(() => new Map<string, HTMLElement>())
  const [heights] = useState(() => new Map<string, number>())
  const broughtIn = useRef<string | null>(null)
  const observerRef = useRef<ResizeObserver | null>(null)

  const heightOf = useCallback(
    (comment: Shown): number => heights.get(comment.id) ?? guessedHeight(comment),
    [heights],
  )
  const measure = useCallback((): void => {
    if (root.current === null) return
    const { top, left } = root.current.getBoundingClientRect()
    const { places } = desk
    const found = places.found.get()
    const lineOf = lineFinder(context, (section) => places.flat(section).text.length)
    const listed = shown.map((comment) => ({
      id: comment.id,
      section: sectionOf(comment, found.get(comment.id)),
      guess: heightOf(comment),
    }))
    if (anchor !== undefined) listed.unshift({ id: DRAFT, section: anchor.section, guess: 0 })
    let chosenLine: ReturnType<typeof lineOf> = null
    let last = 0
    const standing = listed.map(({ id, section, guess }): Standing => {
      const line = lineOf(id, found.get(id), section)
      if (id === chosen) chosenLine = line
      // A note on a section that is not there stands below the one before it.
      if (line) last = (id === chosen ? line.bottom - LEVEL : line.top) - top
      const height = notes.get(id)?.offsetHeight
      if (height !== undefined && id !== chosen) heights.set(id, height)
      return { id, at: last, height: height ?? guess }
    })
    if (anchor !== undefined) standing.sort((a, b) => a.at - b.at)
    const laid = lay(standing, chosen, head.current?.offsetHeight ?? 0)
    const line = chosenLine as ReturnType<typeof lineOf>
    const next: Drawn = {
      tops: laid.tops,
      above: new Set(laid.above),
      under: line ? line.bottom - top - (laid.tops.get(chosen ?? '') ?? 0) : LEVEL,
      reach: line ? Math.max(0, left - line.right) : 0,
      tall: standing.reduce((tall, { id, height }) => Math.max(tall, (laid.tops.get(id) ?? 0) + height), 0),
      near: nearOf(standing, laid.tops, -top),
    }
    if (chosen === null) broughtIn.current = null
    else if (line?.drawn === true && broughtIn.current !== chosen) {
      broughtIn.current = chosen
      bringIn(top + (laid.tops.get(chosen) ?? 0), notes.get(chosen)?.offsetHeight ?? 0)
    }
    // oxlint-disable-next-line react/set-state-in-effect -- what was measured can only be known once it is drawn
    setDrawn((before) => {
      const near = sameSet(before.near, next.near) ? before.near : next.near
      return alike(before, next) && near === before.near ? before : { ...next, near }
    })
  }, [context, desk, shown, chosen, anchor, root, head, notes, heights, heightOf])

  // Measured again at once when other notes are drawn whole: their heights were guessed.
  useLayoutEffect(measure, [measure, drawn.near])
  useFollowing(measure, notes, observerRef)
  const register = useCallback<Register>(
    (id, element) => {
      const before = notes.get(id)
      if (before !== undefined) observerRef.current?.unobserve(before)
      if (element === null) notes.delete(id)
      else {
        notes.set(id, element)
        observerRef.current?.observe(element)
      }
    },
    [notes],
  )
  return { drawn, register, heightOf }
}

/** The notes that stand in the window or `BEYOND` it, `scrolled` down the margin. */
function nearOf(
  standing: readonly Standing[],
  tops: ReadonlyMap<string, number>,
  scrolled: number,
): ReadonlySet<string> {
  const from = (Math.floor(scrolled / STRIDE) - 1) * STRIDE - BEYOND
  const to = (Math.ceil((scrolled + window.innerHeight) / STRIDE) + 1) * STRIDE + BEYOND
  const near = standing.filter(({ id, height }) => {
    const top = tops.get(id)
    return top !== undefined && top < to && top + height > from
  })
  return new Set(near.map(({ id }) => id))
}

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...b].every((id) => a.has(id))

const alike = (a: Drawn, b: Drawn): boolean =>
  a.reach === b.reach &&
  a.under === b.under &&
  a.tall === b.tall &&
  a.tops.size === b.tops.size &&
  sameSet(a.above, b.above) &&
  [...b.tops].every(([id, top]) => a.tops.get(id) === top)

/** A note near the window's foot opens downwards: bring it in, never its top out of sight. */
function bringIn(top: number, height: number): void {
  const by = Math.min(top + height + 16 - window.innerHeight, top - BELOW_TOOLS)
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  // Words that are still on their way into view bring their note along.
  if (by > 0 && top < window.innerHeight) window.scrollBy({ top: by, behavior: still ? 'auto' : 'smooth' })
}

/** Measures when the page moves under the margin: words, heights, fonts, width, and far scrolling. */
function useFollowing(
  measure: () => void,
  notes: ReadonlyMap<string, HTMLElement>,
  observerRef: RefObject<ResizeObserver | null>,
): void {
  const { context, desk } = useCommentsHere()
  useLayoutEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    /** When `timer` ends; 0 once it has, and the look itself is on its way. */
    let due = Infinity
    let scrolled = window.scrollY
    let gone = false
    const later = (wait: number): void => {
      const wanted = performance.now() + wait
      if (gone || due <= wanted) return
      clearTimeout(timer)
      due = wanted
      timer = setTimeout(() => {
        due = 0
        // Behind a frame the page's layout is at hand; before it, it would be made twice.
        requestAnimationFrame(() => {
          if (gone) return
          timer = setTimeout(() => {
            due = Infinity
            measure()
          })
        })
      }, wait)
    }
    const soon = (): void => later(FOLLOW_MS)
    const inTime = (): void => later(WORDS_MS)
    const onScroll = (): void => {
      if (Math.abs(window.scrollY - scrolled) < STRIDE) return
      scrolled = window.scrollY
      later(0)
    }
    const observer = new ResizeObserver(soon)
    observerRef.current = observer
    const paper = document.querySelector('.text')
    if (paper !== null) observer.observe(paper)
    for (const note of notes.values()) observer.observe(note)
    const stops = [
      desk.places.drawn.subscribe(inTime),
      context.editors.subscribe(soon),
      context.sections.subscribe(soon),
    ]
    window.addEventListener('resize', soon)
    window.addEventListener('scroll', onScroll, { passive: true })
    void document.fonts.ready.then(soon)
    return () => {
      gone = true
      clearTimeout(timer)
      observer.disconnect()
      observerRef.current = null
      for (const stop of stops) stop()
      window.removeEventListener('resize', soon)
      window.removeEventListener('scroll', onScroll)
    }
  }, [measure, context, desk, notes, observerRef])
}
