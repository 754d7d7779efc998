import * as Y from 'yjs'
import type { Entry, Span } from '../storage/update-log.ts'

/** A run is one span while its author goes on within this time, ms: finer than people remember. */
const SPAN_MS = 10 * 60_000

/**
 * Who sent which run of each client's clock: `known` and the entries after them, in the log's order.
 * Whoever sent a run first wrote it; a later entry that holds it again adds nothing.
 */
export function spansOf(entries: readonly Entry[], known: readonly Span[] = []): Span[] {
  const clients = new Map<number, Span[]>()
  const ofClient = (client: number): Span[] => {
    const spans = clients.get(client) ?? []
    clients.set(client, spans)
    return spans
  }
  for (const span of known) ofClient(span.client).push({ ...span })
  for (const { author, at, update } of entries) {
    for (const struct of Y.decodeUpdate(update).structs) {
      if (struct instanceof Y.Skip) continue
      const { client, clock } = struct.id
      add(ofClient(client), { client, clock, length: struct.length, author, at })
    }
  }
  return [...clients.values()].flat()
}

/** Adds the parts of a span that no earlier one covers; `spans` stays sorted by clock, without overlaps. */
function add(spans: Span[], span: Span): void {
  let from = span.clock
  const end = span.clock + span.length
  // Nearly always the run goes on where the client's last one ended.
  let index = (spans.at(-1)?.clock ?? -1) <= from ? spans.length - 1 : 0
  if (index < 0) index = 0
  for (; from < end; index++) {
    const here = spans[index]
    if (here !== undefined && here.clock + here.length <= from) continue
    const until = here === undefined ? end : Math.min(end, here.clock)
    if (from < until) {
      const before = spans[index - 1]
      if (
        before !== undefined &&
        before.clock + before.length === from &&
        before.author === span.author &&
        span.at - before.at < SPAN_MS
      ) {
        before.length += until - from
        index -= 1
      } else spans.splice(index, 0, { ...span, clock: from, length: until - from })
      from = until
    } else if (here !== undefined) from = here.clock + here.length
  }
}
