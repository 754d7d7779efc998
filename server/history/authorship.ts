import * as Y from 'yjs'
import { flatten } from '../../shared/annotations/flat.ts'
import type { Span } from '../storage/update-log.ts'

/** A run of a section's flat text and the member who wrote it; null when the log does not say. */
export interface WrittenRun {
  length: number
  author: string | null
}

/** Who wrote which words of a section, from the server's log of who sent which run of each Yjs client's clock. */
export function writtenBy(fragment: Y.XmlFragment, spans: SpanIndex): WrittenRun[] {
  const { text, runs } = flatten(fragment)
  const written: WrittenRun[] = []
  const add = (length: number, author: string | null): void => {
    const last = written.at(-1)
    if (last !== undefined && last.author === author) last.length += length
    else if (length > 0) written.push({ length, author })
  }
  let at = 0
  for (const run of runs) {
    if (run.start > at) add(run.start - at, null) // a line break or an image: nobody's words
    for (let item = run.text._start; item !== null; item = item.right) {
      if (item.deleted || !item.countable) continue
      addItem(item, spans, add)
    }
    at = run.start + run.length
  }
  if (text.length > at) add(text.length - at, null)
  return written
}

function addItem(item: Y.Item, spans: SpanIndex, add: (length: number, author: string | null) => void): void {
  const { client, clock } = item.id
  for (let done = 0; done < item.length;) {
    const { author, until } = spans.at(client, clock + done)
    const length = Math.min(item.length, until - clock) - done
    add(length, author)
    done += length
  }
}

export interface SpanIndex {
  /** Whose a clock of a client is, since when, and up to which clock (not included) the answer holds. */
  at(client: number, clock: number): { author: string | null; at: number; until: number }
}

/** Spans, ready to be asked. */
export function indexSpans(spans: readonly Span[]): SpanIndex {
  const clients = new Map<number, Span[]>()
  for (const span of spans) {
    const list = clients.get(span.client)
    if (list === undefined) clients.set(span.client, [span])
    else list.push(span)
  }
  for (const list of clients.values()) list.sort((a, b) => a.clock - b.clock)
  return {
    at(client, clock) {
      const list = clients.get(client) ?? []
      let [low, high] = [0, list.length]
      while (low < high) {
        const middle = (low + high) >> 1
        const { clock: from, length } = list[middle] as Span
        if (from + length <= clock) low = middle + 1
        else high = middle
      }
      const here = list[low]
      if (here === undefined) return { author: null, at: 0, until: Number.POSITIVE_INFINITY }
      return here.clock <= clock
        ? { author: here.author, at: here.at, until: here.clock + here.length }
        : { author: null, at: 0, until: here.clock }
    },
  }
}
