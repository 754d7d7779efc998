import { z } from 'zod'
import { Author } from '../people/person.ts'

const Px = z.number().finite().min(-1e6).max(1e6)

/** What somebody does on a board at this moment; places in board px, rounded by who sends them. Nothing of it is kept. */
export const OnBoard = z.object({
  pointer: z.tuple([Px, Px]).nullish(),
  /** The pointer points for everyone to see. */
  laser: z.boolean().nullish(),
  selected: z.array(z.string().max(40)).max(30).nullish(),
  /** How far what is selected is being dragged, until it is let go. */
  drag: z.tuple([Px, Px]).nullish(),
  /** What is being made larger or smaller: x, y, w, h on the board. */
  size: z.tuple([Px, Px, Px, Px]).nullish(),
  /** The part of the board they see: x, y, w, h. */
  view: z.tuple([Px, Px, Px, Px]).nullish(),
  /** The member they follow. */
  follows: z.string().max(40).nullish(),
})
export type OnBoard = z.infer<typeof OnBoard>

/**
 * One client's awareness state. `user` is stamped by the server over whatever the client sent; the rest is
 * the client's own and bounded. Unknown fields are dropped.
 */
export const ClientState = z.object({
  /** Relative positions of y-tiptap's caret: JSON, opaque to us. */
  cursor: z.object({ anchor: z.unknown(), head: z.unknown() }).nullish(),
  /** The section the caret or the reader is in; on a board the thing that is written in. */
  section: z.string().max(40).nullish(),
  doing: z.enum(['typing', 'reading']).nullish(),
  board: OnBoard.nullish(),
})
export type ClientState = z.infer<typeof ClientState>

export const PresenceState = ClientState.extend({ user: Author })
export type PresenceState = z.infer<typeof PresenceState>

/** One person in a room, whatever the number of their tabs. */
export const Here = Author.extend({ section: z.string().nullable(), doing: z.enum(['typing', 'reading']) })
export type Here = z.infer<typeof Here>
