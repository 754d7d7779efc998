import { currentMember } from './identity.ts'
import { outbox, type Waiting } from './outbox.ts'
import { useOutbox } from './use-outbox.ts'

/** A write that waits on this device or came back refused, as its author is told of it. */
export interface Unsent {
  id: string
  /** What its author wrote, to read and copy. */
  words: string
  /** Why it was not accepted; null while it waits. */
  refused: string | null
  /** Offers it again; null where what stands was changed meanwhile, so that it would be refused again. */
  again: (() => void) | null
  throwAway: () => void
}

/** One's own writes to these routes that are not on the server: they are told of where they were made. */
export function useUnsent(workspace: string, routes: readonly Waiting['route'][]): Unsent[] {
  const mine = useOutbox().filter(
    ({ route, params, member }) =>
      routes.includes(route) && params['workspace'] === workspace && member === currentMember(),
  )
  return mine.map(({ id, body, refused }) => ({
    id,
    words: wordsIn(body).join('\n'),
    refused: refused?.say ?? null,
    again: refused === null || refused.kind === 'stale' ? null : () => void outbox.offerAgain(id),
    throwAway: () => void outbox.throwAway(id),
  }))
}

const NO_WORDS = new Set([
  'actions',
  'id',
  'member',
  'theme',
  'section',
  'partner',
  'evidence',
  'frame',
  'kind',
  'sensitivity',
])

/** Everything in a write that its author wrote or chose to say; ids and enums of the program are no words. */
export function wordsIn(body: unknown): string[] {
  if (typeof body === 'string') return body.trim() === '' ? [] : [body]
  if (Array.isArray(body)) return body.flatMap(wordsIn)
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([name, value]) => (NO_WORDS.has(name) ? [] : wordsIn(value)))
}
