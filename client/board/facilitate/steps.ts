import type { Anonymity, Board, Stage, StageKind, Timer } from '../../../shared/board/boards.ts'

/** How far a step is: the line is solid up to what is done, dotted to what comes. */
export type StepState = 'done' | 'now' | 'to come'

/** The steps of a workshop with how far each is; before it begins all are to come. */
export function stepsOf({
  stages,
  stage,
}: Pick<Board, 'stages' | 'stage'>): { stage: Stage; state: StepState }[] {
  const now = stages.findIndex(({ id }) => id === stage)
  return stages.map((one, at) => ({
    stage: one,
    state: at < now ? 'done' : at === now ? 'now' : 'to come',
  }))
}

/** What the one button of the strip does next. */
export interface Next {
  words: string
  /** Goes to this step; null: ends the round that is still open. */
  to: string | null
  /** A round whose notes are shown by it: asked about first, since it is not taken back. */
  reveals: { notes: number } | null
}

/** What whoever runs the workshop does next; null: nothing is left to do. */
export function nextOf(board: Pick<Board, 'stages' | 'stage' | 'writing' | 'ballot'>): Next | null {
  const { stages, stage, writing, ballot } = board
  const at = stages.findIndex(({ id }) => id === stage)
  const next = stages[at + 1]
  const notes = notesOf(writing)
  const open = writing?.state === 'open'
  const voting = ballot?.state === 'open'
  if (next === undefined) {
    if (open) return { words: revealWords(notes), to: null, reveals: { notes } }
    return voting ? { words: 'Show the result', to: null, reveals: null } : null
  }
  if (next.kind === 'reveal' && open) return { words: revealWords(notes), to: next.id, reveals: { notes } }
  if (voting && stages[at]?.kind === 'vote') return { words: 'Show the result', to: next.id, reveals: null }
  return { words: beginWords(next, stage === null), to: next.id, reveals: null }
}

function beginWords(next: Stage, first: boolean): string {
  if (next.kind === 'write') return first ? 'Begin: write privately' : 'Start private writing'
  if (next.kind === 'vote') return 'Start the vote'
  return first ? `Begin: ${next.title}` : `Go on to ${next.title}`
}

const revealWords = (notes: number): string =>
  notes === 0 ? 'End private writing' : notes === 1 ? 'Reveal 1 note' : `Reveal ${notes} notes`

/** How many private notes there are, as far as anybody may know. */
const notesOf = (writing: Board['writing']): number =>
  (writing?.counts ?? []).reduce((sum, { notes }) => sum + notes, 0)

/** What the time is for. */
export const LEFT: Readonly<Record<StageKind, string>> = {
  talk: 'left to talk',
  write: 'left to write',
  reveal: 'left to read',
  group: 'left to group',
  vote: 'left to vote',
  send: 'left to choose',
}

export const KIND_WORDS: Readonly<Record<StageKind, string>> = {
  talk: 'Talk',
  write: 'Write privately',
  reveal: 'Reveal what was written',
  group: 'Group into clusters',
  vote: 'Vote with dots',
  send: 'Send to where it belongs',
}

/** What is left of a timer, ms: never less than nothing, nor more than it was set to, whatever this device's clock says. */
export const leftOf = (timer: Timer, now: number): number =>
  Math.min(timer.of, Math.max(0, timer.state === 'running' ? timer.endsAt - now : timer.left))

/** "2:40": minutes and seconds, whole ones. */
export function clockWords(left: number): string {
  const seconds = Math.ceil(left / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** "2 minutes 40 seconds", to be read out. */
export function spokenTime(left: number): string {
  const seconds = Math.ceil(left / 1_000)
  const parts = [count(Math.floor(seconds / 60), 'minute'), count(seconds % 60, 'second')].filter(Boolean)
  return parts.join(' ') || 'no time'
}

const count = (n: number, word: string): string => (n === 0 ? '' : `${n} ${word}${n === 1 ? '' : 's'}`)

/** What is said when a timer passes a mark between two looks at it; null: nothing. */
export function passed(before: number, now: number): string | null {
  if (before > 60_000 && now <= 60_000 && now > 0) return 'One minute left.'
  return before > 0 && now === 0 ? 'The time is up.' : null
}

const UNTIL = 'Until they are shown only you can read your notes: nobody else, the facilitator included.'

/** The promise of a round of private writing, as it was made when the round began. */
export const PROMISES: Readonly<Record<Anonymity, string>> = {
  named: `${UNTIL} Then they stand on the wall as your partner’s, and its history tells everybody that you wrote them.`,
  partner: `${UNTIL} Then they stand on the wall with your partner’s name alone, and with none where fewer than three people of a partner wrote. Who wrote which is not kept.`,
  nobody: `${UNTIL} Then they stand on the wall in mixed order, with no name. Who wrote which is not kept.`,
}

export const ANONYMITY_WORDS: Readonly<Record<Anonymity, string>> = {
  named: 'The partner is shown, and the history tells who wrote each note',
  partner: 'The partner is shown, not the person',
  nobody: 'Nobody is told who wrote what',
}
