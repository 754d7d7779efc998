import * as Y from 'yjs'
import type { Span } from '../storage/update-log.ts'

/** Who wrote something, and when; null: nobody, the program put it there. */
export interface Writer {
  author: string | null
  at: number
}

/** Writes a fresh document in the names of those who wrote the old one. */
export interface Scribe {
  doc: Y.Doc
  /** What `write` puts into the document is this person's. */
  as(writer: Writer, write: () => void): void
  spans(): Span[]
}

/** A Yjs client for each author, none of them one of `taken`: its clock then says who wrote which run. */
export function createScribe(taken: ReadonlySet<number>): Scribe {
  const doc = new Y.Doc()
  const clients = new Map<string | null, number>()
  const spans: Span[] = []
  function clientOf(author: string | null): number {
    let client = clients.get(author)
    while (client === undefined || (client !== clients.get(author) && isUsed(client)))
      client = new Y.Doc().clientID
    clients.set(author, client)
    return client
  }
  const isUsed = (client: number): boolean => taken.has(client) || [...clients.values()].includes(client)
  return {
    doc,
    as({ author, at }, write) {
      const client = clientOf(author)
      doc.clientID = client
      const clock = Y.getState(doc.store, client)
      write()
      const length = Y.getState(doc.store, client) - clock
      if (author === null || length === 0) return
      const last = spans.findLast((span) => span.client === client)
      if (last?.at === at && last.clock + last.length === clock) last.length += length
      else spans.push({ client, clock, length, author, at })
    },
    spans: () => spans,
  }
}
