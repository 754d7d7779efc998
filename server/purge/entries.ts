import { FILLS, FRAME_LOOKS, ITEM_KINDS, SHAPES, SIDES, STAMPS } from '../../shared/board/items.ts'
import { isKey } from '../../shared/board/edit.ts'
import { PARTNER_KINDS } from '../../shared/domain/partners.ts'
import type { Finder } from './words.ts'

/** What the program itself writes under these names; anything else there is somebody's words. */
const OURS: Readonly<Record<string, readonly string[]>> = {
  kind: ITEM_KINDS,
  fill: FILLS,
  shape: SHAPES,
  look: FRAME_LOOKS,
  stamp: STAMPS,
  side: SIDES,
  partner: PARTNER_KINDS,
}

const IMAGE = /^[0-9a-f]{64}\.[a-z]{3,4}$/

/**
 * What an entry of a section, or of a thing on a board, holds under a name, without the words: title, description,
 * address, and whatever a hand-made client put anywhere. Names of the program stay; `ids`: of all entries.
 */
export function struckOfEntry(find: Finder, name: string, value: unknown, ids: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return isOurs(name, value, ids) ? value : struckText(find, value)
  if (Array.isArray(value)) return value.map((one) => struckOfEntry(find, name, one, ids))
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(
    Object.entries(value).map(([inner, one]) => [
      // Only a hand-made client has words for a name.
      find.strike(inner),
      struckOfEntry(find, inner, one, ids),
    ]),
  )
}

function isOurs(name: string, value: string, ids: ReadonlySet<string>): boolean {
  if (OURS[name] !== undefined) return OURS[name].includes(value)
  if (name === 'order') return isKey(value)
  if (name === 'image') return IMAGE.test(value)
  return name === 'parent' || name === 'item' ? ids.has(value) : false
}

/** In an address words are written with signs for their spaces. */
function struckText(find: Finder, text: string): string {
  const struck = find.strike(text)
  const plain = decoded(text)
  return struck === text && find.in(plain).length > 0 ? find.strike(plain) : struck
}

function decoded(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text // no address
  }
}

/** Every text that an entry holds under a name, as it stands and as its signs say; what is certainly ours is left out. */
export function textsIn(value: unknown, into: string[], name = ''): void {
  if (typeof value === 'string') {
    if (OURS[name]?.includes(value) === true) return
    into.push(value)
    if (value.includes('%')) into.push(decoded(value))
  } else if (Array.isArray(value)) for (const one of value) textsIn(one, into, name)
  else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array))
    for (const [inner, one] of Object.entries(value)) {
      into.push(inner)
      textsIn(one, into, inner)
    }
}
