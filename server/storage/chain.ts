import { createHash } from 'node:crypto'

/** What of a trail entry its link holds fast: `before` by its digest alone, so that a purge can take it out. */
export interface Linked {
  n: number
  id: string
  workspace: string
  subject: string
  at: number
  by: string
  did: string
  digest: string | null
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** sha256 of the salted words, hex; the salt keeps short words from being guessed from it. */
export const digestOf = (salt: string, words: string): string => sha256(salt + words)

/** The link of an entry: sha256 of the link before it ('' for the first) and of the entry, hex. */
export const linkOf = (
  previous: string,
  { n, id, workspace, subject, at, by, did, digest }: Linked,
): string => sha256(previous + JSON.stringify([n, id, workspace, subject, at, by, did, digest]))
