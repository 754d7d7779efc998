// The same wall for every contender: notes in a square, each with a line or two, and people whose pointers move.

/** How often everyone's pointer moves. */
export const POINTER_MS = 100
export const PEOPLE = 20
const STEP = { x: 200, y: 140 }
const LINES = [
  'We told our story to five people in one year.',
  'Each part of the county has its own referral form.',
  'SEN support rose from 11.00 to 11.70 in two years.',
  'Health visitors see need first. Who do they tell?',
  'A graduated response: the same steps in every school.',
]

export interface Note {
  id: string
  x: number
  y: number
  w: number
  h: number
  words: string
}

export function notesOf(count: number): Note[] {
  const columns = Math.ceil(Math.sqrt(count))
  return Array.from({ length: count }, (_, n) => ({
    id: `note-${n}`,
    x: 80 + (n % columns) * STEP.x,
    y: 80 + Math.floor(n / columns) * STEP.y,
    w: 168,
    h: 112,
    words: LINES[n % LINES.length] ?? '',
  }))
}

/** Where everyone's pointer is in this turn, in the first screen of the wall, which everyone looks at. */
export function pointersAt(turn: number): { name: string; x: number; y: number }[] {
  return Array.from({ length: PEOPLE }, (_, n) => ({
    name: `Person ${n + 1}`,
    x: Math.round(620 + 480 * Math.sin(turn / 7 + n)),
    y: Math.round(420 + 300 * Math.cos(turn / 9 + n * 1.7)),
  }))
}
