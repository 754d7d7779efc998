import { z } from 'zod'
import { Author } from '../people/person.ts'

/**
 * One client's awareness state. `user` is stamped by the server over whatever the client sent; the rest is
 * the client's own and bounded. Unknown fields are dropped.
 */
export const ClientState = z.object({
  /** Relative positions of y-tiptap's caret: JSON, opaque to us. */
  cursor: z.object({ anchor: z.unknown(), head: z.unknown() }).nullish(),
  /** The section the caret or the reader is in. */
  section: z.string().max(40).nullish(),
  doing: z.enum(['typing', 'reading']).nullish(),
})
export type ClientState = z.infer<typeof ClientState>

export const PresenceState = ClientState.extend({ user: Author })
export type PresenceState = z.infer<typeof PresenceState>

/** One person in a room, whatever the number of their tabs. */
export const Here = Author.extend({ section: z.string().nullable(), doing: z.enum(['typing', 'reading']) })
export type Here = z.infer<typeof Here>
