import type { Stage, TemplateId } from './boards.ts'

interface Template {
  name: string
  /** What it is for, in a sentence. */
  about: string
  /** Its columns; null: the phrases of the theme's pinned wording. */
  columns: readonly string[] | null
  /** Who is told who wrote a note, in its step of writing. */
  anonymity: Stage['anonymity']
}

/** What a board can begin with (issue 6). */
export const TEMPLATES: Readonly<Record<TemplateId, Template>> = {
  'theme wall': {
    name: 'Theme wall',
    about: 'A column for each phrase of the weakness, so that every part of it is answered.',
    columns: null,
    anonymity: 'named',
  },
  'how long have we known': {
    name: 'How long have we known, what have we done',
    about: 'What inspectors ask first of each weakness: since when, what since, and what changed.',
    columns: [
      'When did we first know?',
      'What have we done since?',
      'What changed for children?',
      'What is still to do?',
    ],
    anonymity: 'named',
  },
  'evidence gap next step': {
    name: 'Evidence, gap, next step',
    about: 'What shows it, what is missing, and who does what about it.',
    columns: ['Evidence we have', 'Gaps in it', 'Next steps'],
    anonymity: 'named',
  },
  'what families tell us': {
    name: 'What families tell us',
    about: 'What families say, in their words, before anybody answers it.',
    columns: ['What works', 'What does not work', 'What would help', 'What we have not asked yet'],
    anonymity: 'partner',
  },
  'pre-mortem': {
    name: 'Pre-mortem of the inspection day',
    about: 'The day is over and it went badly. What happened, and what prevents it?',
    columns: [
      'It went wrong because',
      'We would have noticed by',
      'What prevents it',
      'Who does it, by when',
    ],
    anonymity: 'nobody',
  },
  blank: { name: 'Blank', about: 'An empty board.', columns: [], anonymity: 'named' },
}

/** A column, px: with its step it leaves room between two of them. */
export const COLUMN = { w: 262, h: 640, step: 300 } as const

/** The frames of columns have these ids, in order: a repeated making finds them. */
export const columnId = (index: number): string => `column-${index + 1}`

/** The steps a workshop begins with: write, reveal, group, vote, send; of a blank board none. */
export function stagesOf(template: TemplateId): Stage[] {
  if (template === 'blank') return []
  const { anonymity } = TEMPLATES[template]
  const stage = (kind: Stage['kind'], title: string, minutes: number): Stage => ({
    id: kind,
    kind,
    title,
    minutes,
    anonymity,
    votes: 3,
  })
  return [
    stage('write', 'Write', 8),
    stage('reveal', 'Reveal', 5),
    stage('group', 'Group', 10),
    stage('vote', 'Vote', 5),
    stage('send', 'Send', 10),
  ]
}

/** A heading longer than this is split, and none is shorter than that, in characters. */
const LONG = 70
const SHORT = 12
const MOST = 8

/**
 * The phrases of a pinned wording, a column each: it is cut behind commas and semicolons, and where that leaves too
 * much for a heading, before a small word near its middle. Put together they are the wording, character for character.
 */
export function phrasesOf(wording: string): string[] {
  let phrases: string[] = []
  for (const piece of wording.split(/(?<=[,;:]\s+)(?=\S)/)) {
    const last = phrases.at(-1)
    if (last !== undefined && (last.trim().length < SHORT || piece.trim().length < SHORT))
      phrases[phrases.length - 1] = last + piece
    else phrases.push(piece)
  }
  phrases = phrases.flatMap(halved)
  while (phrases.length > MOST) {
    const at = shortestPair(phrases)
    phrases.splice(at, 2, (phrases[at] ?? '') + (phrases[at + 1] ?? ''))
  }
  return phrases
}

/** In two, and each again while it is too long and there is a place for it. */
function halved(phrase: string): string[] {
  if (phrase.trim().length <= LONG) return [phrase]
  const places = [
    ...phrase.matchAll(/\s(?=(?:of|and|in|for|to|with|which|that|by|because|where|when|from|so)\s)/g),
  ]
    .map(({ index }) => index + 1)
    .filter(
      (at) => phrase.slice(0, at).trim().length >= SHORT * 2 && phrase.slice(at).trim().length >= SHORT * 2,
    )
  const middle = phrase.length / 2
  const at = places.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0]
  return at === undefined ? [phrase] : [...halved(phrase.slice(0, at)), ...halved(phrase.slice(at))]
}

function shortestPair(phrases: readonly string[]): number {
  const length = (at: number): number => (phrases[at]?.length ?? 0) + (phrases[at + 1]?.length ?? 0)
  let best = 0
  for (let at = 1; at < phrases.length - 1; at++) if (length(at) < length(best)) best = at
  return best
}
