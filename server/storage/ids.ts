import { nanoid } from 'nanoid'

/** A short id for a record that the server makes; safe in a URL and in a cookie's name. */
export const newId = (): string => nanoid(16)

/** 144 random bits, to be hashed with words that could otherwise be guessed. */
export const newSalt = (): string => nanoid(24)

let last = 0

/** An id that sorts after every id this process made before, and by time among processes. */
export function sortableId(now: number): string {
  last = Math.max(last + 1, now * 1_000)
  return `${last.toString(36).padStart(12, '0')}-${nanoid(6)}`
}
