import type { PrivateNote } from '../../../shared/board/boards.ts'
import type { Waiting } from '../../sync/outbox.ts'

/** A private note as its author sees it: on the server, or still on this device. */
export interface OwnNote extends Pick<PrivateNote, 'id' | 'words' | 'frame'> {
  waits: boolean
}

/** One's own notes of a round, with what waits on this device laid over them. */
export function ownNotes(
  mine: readonly PrivateNote[],
  waiting: readonly Waiting[],
  at: { member: string; board: string; round: string },
): OwnNote[] {
  const notes = new Map<string, OwnNote>(
    mine.map(({ id, words, frame }) => [id, { id, words, frame, waits: false }]),
  )
  for (const { route, params, body, member, refused } of waiting) {
    const { note, round, board } = params
    if (member !== at.member || board !== at.board || round !== at.round || refused !== null) continue
    if (note === undefined) continue
    if (route === 'dropNote') notes.delete(note)
    if (route === 'writeNote') notes.set(note, { id: note, ...said(body), waits: true })
  }
  return [...notes.values()]
}

/** A note of one's own that came to the server when it took no more of them: nobody else has it. */
export interface LateNote extends Pick<OwnNote, 'id' | 'words' | 'frame'> {
  why: string
}

/** Notes of rounds of this board that are over, as they came back refused. */
export const lateNotes = (
  waiting: readonly Waiting[],
  at: { member: string; board: string; open: string | null },
): LateNote[] =>
  waiting.flatMap(({ id, route, params, body, member, refused }) =>
    route !== 'writeNote' || member !== at.member || params['board'] !== at.board || refused === null
      ? []
      : params['round'] === at.open
        ? []
        : [{ id, ...said(body), why: refused.say }],
  )

function said(body: unknown): { words: string; frame: string | null } {
  const { words, frame } = (body ?? {}) as { words?: unknown; frame?: unknown }
  return { words: typeof words === 'string' ? words : '', frame: typeof frame === 'string' ? frame : null }
}
