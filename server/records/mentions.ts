import type { DocumentId } from '../../shared/domain/documents.ts'
import { type Mention, mentionNames, mentionsIn } from '../../shared/annotations/mentions.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { rightsIn } from '../../shared/permissions.ts'
import { personOf } from '../accounts/people.ts'
import type { Records } from '../storage/tables.ts'
import { standingOf } from './standing.ts'

/** A mention as it is kept: with the version of the comment that named them, which tells whether they have seen it. */
export type Named = Mention & { version: number }

/** What a row says of those it names. */
export const namedIn = (json: string | null): Named[] => (json === null ? [] : (JSON.parse(json) as Named[]))

/** Those a row names, as readers are told. */
export const mentionsOf = (json: string | null): Mention[] =>
  namedIn(json).map(({ member, partner, words }) => ({ member, partner, words }))

/** Everyone who can be named in a document, because they can read it: the members, and the partners they are of. */
export async function mentionable(db: Records, workspace: string, document: DocumentId): Promise<Mention[]> {
  const standing = await standingOf(db, workspace, document)
  const members = await db
    .selectFrom('member')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const partners = await db
    .selectFrom('partner')
    .select(['kind', 'name', 'short'])
    .where('workspace', '=', workspace)
    .orderBy('position')
    .execute()
  const readers = members.map(personOf).filter((person) => rightsIn(person, document, standing).read)
  return mentionNames(readers, partners)
}

/**
 * What is kept of the mentions of a post. One whose words no longer stand in the text is dropped; one that stood
 * before stays, whatever became of the person since; a new one must be of somebody who can read the document.
 */
export async function keepMentions(
  db: Records,
  { workspace, document }: { workspace: string; document: DocumentId },
  {
    text,
    mentions,
    before,
    version,
  }: { text: string; mentions: Mention[]; before: Named[]; version: number },
): Promise<Result<string | null, 'bad request'>> {
  const fresh = mentionsIn(text, mentions).filter((one) => !before.some((other) => isSame(one, other)))
  const known = fresh.length === 0 ? [] : await mentionable(db, workspace, document)
  const unknown = fresh.find((one) => !known.some((other) => isSame(one, other)))
  if (unknown !== undefined)
    return no(
      'bad request',
      `“@${unknown.words}” is nobody who can read this here. Take the name out, or choose it from the list again.`,
    )
  const stay = before.filter((one) => mentionsIn(text, [...before, ...fresh]).includes(one))
  const come = known
    .filter((one) => fresh.some((other) => isSame(one, other)))
    .map((one): Named => ({ ...one, version }))
  const kept = [...stay, ...come]
  return ok(kept.length === 0 ? null : JSON.stringify(kept))
}

const isSame = (a: Mention, b: Mention): boolean =>
  a.words === b.words && a.member === b.member && (a.member !== null || a.partner === b.partner)
