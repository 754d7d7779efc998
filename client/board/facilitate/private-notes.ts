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

function said(body: unknown): { words: string; frame: string | null } {
  const { words, frame } = (body ?? {}) as { words?: unknown; frame?: unknown }
  return { words: typeof words === 'string' ? words : '', frame: typeof frame === 'string' ? frame : null }
}
