import { z } from 'zod'
import { type Partner, PartnerKind } from '../domain/partners.ts'

/** Somebody named in what is said: a member, or (`member: null`) everyone of a partner. */
export const Mention = z.object({
  member: z.string().min(1).max(40).nullable(),
  /** Of a member, the partner they are of; the server sets it. */
  partner: PartnerKind,
  /** As it stands in the text, behind its "@": "Workstream lead, CCGs", "Parents". */
  words: z.string().min(1).max(120),
})
export type Mention = z.infer<typeof Mention>

/** What a post says of those it names; none when a program says nothing. */
export const Mentions = z.array(Mention).max(20, 'Mention up to 20 at once.').default([])

/** Who can be named in a document, with the words that stand for them; no two have the same. */
export function mentionNames(
  members: readonly { id: string; name: string; partner: PartnerKind }[],
  partners: readonly Partner[],
): Mention[] {
  const short = (kind: PartnerKind): string => partners.find((one) => one.kind === kind)?.short ?? kind
  const taken = new Set<string>()
  const unique = (words: string): string => {
    let said = words
    for (let n = 2; taken.has(said); n++) said = `${words} (${n})`
    taken.add(said)
    return said
  }
  const all = partners
    .filter(({ kind }) => members.some((member) => member.partner === kind))
    .map(({ kind }): Mention => ({ member: null, partner: kind, words: unique(short(kind)) }))
  const people = members.map(({ id, name, partner }): Mention => ({
    member: id,
    partner,
    words: unique(`${name}, ${short(partner)}`),
  }))
  return [...all, ...people]
}

/** A piece of a text: plain, or the name of somebody with its "@". */
export interface Piece {
  text: string
  mention: Mention | null
}

/** A text cut where it names somebody; put together again, the pieces are the text. */
export function cutAtMentions(text: string, mentions: readonly Mention[]): Piece[] {
  // "@Parents lead, Parents" is not "@Parents": the longest name that fits is the one that was meant.
  const longest = mentions.toSorted((a, b) => b.words.length - a.words.length)
  const pieces: Piece[] = []
  let plain = 0
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (at > 0 && isLetter(text.slice(0, at).at(-1))) continue // an e-mail address names nobody
    const found = longest.find(
      ({ words }) => text.startsWith(words, at + 1) && !isLetter(text.charAt(at + 1 + words.length)),
    )
    if (found === undefined) continue
    if (at > plain) pieces.push({ text: text.slice(plain, at), mention: null })
    plain = at + 1 + found.words.length
    pieces.push({ text: text.slice(at, plain), mention: found })
    at = plain - 1
  }
  if (plain < text.length) pieces.push({ text: text.slice(plain), mention: null })
  return pieces
}

const isLetter = (character: string | undefined): boolean => /[\p{L}\p{N}]/u.test(character ?? '')

/** Those of `mentions` whose names stand in the text, each once, in the order in which they stand there. */
export const mentionsIn = (text: string, mentions: readonly Mention[]): Mention[] => [
  ...new Set(cutAtMentions(text, mentions).flatMap(({ mention }) => mention ?? [])),
]
