import type * as Y from 'yjs'
import {
  findIn,
  makeAnchor,
  placeOf,
  resembles,
  type Found,
  type Place,
  type Range,
} from '../../shared/annotations/anchors.ts'
import type { Anchor } from '../../shared/annotations/comments.ts'
import { flatten, type Flat } from '../../shared/annotations/flat.ts'
import { fragmentOf, sectionOfRoot, sections } from '../../shared/narrative/sections.ts'
import { createStore, type WritableStore } from '../sync/store.ts'
import { createPainter, type Canvas, type Thread } from './painter.ts'
import { samePlace, samePlaces, threadsBySection } from './whereabouts.ts'

export type ChosenBy = 'text' | 'caret' | 'note' | 'link'

interface Chosen {
  id: string
  by: ChosenBy
}

/** Time as `places` sees it; tests bring their own. */
export interface Beat {
  frame(run: () => void): void
  /** Runs after a while without a further call. */
  idle(run: () => void): void
}

export type Places = ReturnType<typeof createPlaces>

/**
 * Where the words of each comment are, kept up with the document: once a frame for sections that changed, once
 * idle for words that were gone. After an own structural edit it makes the anchor afresh from where the marks
 * went, at once for this page and through `onMoved` for everyone.
 */
export function createPlaces(doc: Y.Doc, beat: Beat, onMoved: (id: string, anchor: Anchor) => void) {
  let threads: readonly Thread[] = []
  const found: WritableStore<ReadonlyMap<string, Place | null>> = createStore(new Map())
  const chosen: WritableStore<Chosen | null> = createStore(null)
  /** Called after each drawing: marks may stand elsewhere on the page now. */
  const drawn: WritableStore<number> = createStore(0)
  const flats = new Map<string, Flat>()
  const own = new Map<string, { anchor: Anchor; instead: string }>()
  const dirty = new Set<string>()
  const mine = new Set<string>()
  /** Words this person took out and may put down again, and what the sections they wrote in were before. */
  const inHand = new Set<string>()
  const earlier = new Map<string, string>()
  /** Threads that are new or were given another anchor: looked for whatever else stands still. */
  const fresh = new Set<string>()
  /** Which threads are of a section, by anchor or by place; null: to be made out anew. */
  let bySection: ReadonlyMap<string, readonly Thread[]> | null = null
  let all = true
  /** The threads are others than before. */
  let listed = true
  let asked = false

  const flat = (section: string): Flat => {
    const known = flats.get(section) ?? flatten(fragmentOf(doc, section))
    flats.set(section, known)
    return known
  }

  const painter = createPainter(flat)

  const anchorOf = (thread: Thread): Anchor => own.get(thread.id)?.anchor ?? thread.anchor

  const threadsOf = (section: string): readonly Thread[] => {
    bySection ??= threadsBySection(threads, (thread) => [
      anchorOf(thread).section,
      found.get().get(thread.id)?.section,
    ])
    return bySection.get(section) ?? []
  }

  const ask = (): void => {
    if (asked) return
    asked = true
    beat.frame(resolve)
  }

  const onTransaction = (tr: Y.Transaction): void => {
    const changed = new Set<unknown>(tr.changedParentTypes.keys())
    for (const [name, type] of doc.share) {
      if (!changed.has(type)) continue
      if (name === 'sections') {
        all = true
        painter.wantAll()
      }
      const section = sectionOfRoot(name)
      if (section === null) continue
      if (tr.local) {
        mine.add(section)
        if (!earlier.has(section)) earlier.set(section, flats.get(section)?.text ?? '')
      }
      flats.delete(section)
      dirty.add(section)
      painter.want(section)
    }
    if (all || dirty.size > 0) ask()
  }
  doc.on('afterTransaction', onTransaction)

  function resolve(): void {
    asked = false
    const ids = sections(doc).map(({ id }) => id)
    const known = found.get()
    const next = new Map(listed ? [] : known)
    // A key changes one section: hundreds of threads on the others are not gone through for it.
    const due = all || listed ? threads : new Set([...dirty].flatMap(threadsOf))
    for (const thread of due) {
      const anchor = anchorOf(thread)
      const before = known.get(thread.id)
      const at = before?.section ?? anchor.section
      const stale =
        all || before === undefined || fresh.has(thread.id) || dirty.has(anchor.section) || dirty.has(at)
      next.set(thread.id, stale ? look(thread, before, at, ids) : before)
    }
    // Words that were gone may be back in any section: look again when nobody is typing.
    if (earlier.size > 0 || [...next.values()].includes(null)) beat.idle(lookAgain)
    all = false
    listed = false
    fresh.clear()
    dirty.clear()
    mine.clear()
    show(next)
  }

  /** Where the words of a thread are now that something has changed `at` its section. */
  function look(thread: Thread, before: Place | null | undefined, at: string, ids: string[]): Place | null {
    const stands = mine.has(at) ? remake(thread, at) : null
    const place =
      stands !== null && ids.includes(at)
        ? { ...stands, section: at }
        : placeOf(doc, flat, anchorOf(thread), ids)
    if (place === null && before && mine.has(at)) {
      inHand.add(thread.id)
      earlier.set(at, flat(at).text)
    }
    return place !== null && before && samePlace(before, place) ? before : place
  }

  function show(next: ReadonlyMap<string, Place | null>): void {
    const before = found.get()
    if (!samePlaces(before, next)) {
      for (const [id, place] of next) {
        const was = before.get(id)
        if (was?.section === place?.section) continue
        if (was) painter.want(was.section)
        if (place) painter.want(place.section)
        bySection = null
      }
      found.set(next)
    }
    painter.paint(threadsOf, next, chosen.get()?.id)
    drawn.set(drawn.get() + 1)
  }

  function lookAgain(): void {
    const ids = sections(doc).map(({ id }) => id)
    const next = new Map(found.get())
    for (const thread of threads) {
      const before = next.get(thread.id)
      const own = before === null || before?.section !== anchorOf(thread).section
      if (before === undefined || !own) continue
      const put = putDown(thread)
      if (put !== null) moved(thread, put)
      const place = placeOf(doc, flat, anchorOf(thread), ids)
      // Only the one who moved the words says so, or every open page would.
      if (place !== null && place.section !== anchorOf(thread).section && earlier.has(place.section))
        moved(thread, place)
      next.set(thread.id, place)
      if (place !== null) inHand.delete(thread.id)
    }
    earlier.clear()
    show(next)
  }

  /** Where this person has put down the words they took out: they stand there now and did not before. */
  function putDown(thread: Thread): (Range & { section: string }) | null {
    const { quote } = thread.anchor
    if (!inHand.has(thread.id) || quote.length < 5) return null
    for (const [section, before] of earlier) {
      const { text } = flat(section)
      const from = text.indexOf(quote)
      const once = from !== -1 && !text.includes(quote, from + 1)
      if (once && !before.includes(quote)) return { section, from, to: from + quote.length }
    }
    return null
  }

  /**
   * After an own edit: where the marks went is the truth, if the words there still pass for the quoted ones.
   * Gives the place when nothing had to be made anew: the anchor holds as it is.
   */
  function remake(thread: Thread, section: string): Found | null {
    const anchor = anchorOf(thread)
    const { text } = flat(section)
    const exact = anchor.section === section ? findIn(doc, flat(section), anchor) : null
    if (exact?.by === 'exact') return exact
    const carried = painter.ranges(section)?.get(thread.id)
    const words = carried === undefined ? '' : text.slice(carried.from, carried.to)
    if (
      carried !== undefined &&
      exact?.by === 'edited' &&
      carried.from === exact.from &&
      carried.to === exact.to
    )
      return null
    if (carried !== undefined && resembles(words, anchor.quote)) {
      moved(thread, { section, ...carried })
      return null
    }
    const place = anchor.section === section ? findIn(doc, flat(section), anchor, true) : null
    if (place !== null && place.by !== 'edited') moved(thread, { section, ...place })
    return null
  }

  function moved(thread: Thread, { section, from, to }: Range & { section: string }): void {
    const anchor = makeAnchor(section, flat(section), { from, to }, thread.anchor.quote)
    if (anchor === null) return
    own.set(thread.id, { anchor, instead: JSON.stringify(thread.anchor) })
    bySection = null
    onMoved(thread.id, anchor)
  }

  return {
    doc,
    found,
    chosen,
    drawn,
    flat,
    setThreads(list: readonly Thread[]): void {
      const before = new Map(threads.map(({ id, anchor }) => [id, anchor]))
      threads = list
      listed = true
      bySection = null
      const given = new Map(list.map(({ id, anchor }) => [id, anchor]))
      for (const [id, { instead }] of own) {
        if (JSON.stringify(given.get(id)) === instead) continue
        own.delete(id)
        fresh.add(id)
      }
      for (const { id, anchor } of list) if (before.get(id) !== anchor) fresh.add(id)
      painter.wantAll()
      ask()
    },
    /** Selects a comment; null takes back only what the caret had selected. */
    choose(id: string | null, by: ChosenBy): void {
      const now = chosen.get()
      if (id === null && by === 'caret' && now?.by !== 'caret' && now?.by !== 'text') return
      // A caret that comes to the words takes over: when it leaves them, the note closes.
      if (now?.id === id && now?.by === by) return
      chosen.set(id === null ? null : { id, by })
      for (const one of [now?.id, id]) {
        const place = found.get().get(one ?? '')
        if (place) painter.want(place.section)
      }
      ask()
    },
    /** The anchor that stands for a comment now. */
    anchor: (id: string): Anchor | undefined => {
      const thread = threads.find((one) => one.id === id)
      return thread === undefined ? undefined : anchorOf(thread)
    },
    version: (id: string): number | undefined => threads.find((one) => one.id === id)?.version,
    mount(section: string, canvas: Canvas): () => void {
      const unmount = painter.mount(section, canvas)
      ask()
      return unmount
    },
    /** A mounted editor shows other words than before. */
    touched(section: string): void {
      if (!painter.has(section)) return
      painter.want(section)
      ask()
    },
    close(): void {
      doc.off('afterTransaction', onTransaction)
      painter.clear()
    },
  }
}
