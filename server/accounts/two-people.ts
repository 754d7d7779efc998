import { authorFrom } from './people.ts'
import type { Records } from '../storage/tables.ts'

/** Who was given a key so shortly before a request, or after it, may be there for the request's sake, ms. */
const SETTLED_MS = 24 * 3_600_000

/**
 * The rule of two people: nobody stands behind both keys. Behind a key stands who turned it and whoever made that
 * person what they are (invited them, made the link they signed in with, gave them the role) within a day before the
 * request or since, and whoever made those. What the operator made by an admin command is nobody's.
 */
export async function oneStandsBehindBoth(
  db: Records,
  askedAt: number,
  keys: readonly [string, string],
): Promise<boolean> {
  const since = askedAt - SETTLED_MS
  const [one, other] = await Promise.all(keys.map((holder) => behind(db, holder, since)))
  return [...(one ?? [])].some((member) => other?.has(member) === true)
}

/**
 * The second person's look at evidence: whoever said it and whoever looks at it did not make one another what they are
 * within a day before `at` (or since). Two whom a third has invited are two: a workspace has one who invites.
 */
export async function oneMadeTheOther(
  db: Records,
  at: number,
  [one, other]: readonly [string, string],
): Promise<boolean> {
  const since = at - SETTLED_MS
  return (await behind(db, one, since)).has(other) || (await behind(db, other, since)).has(one)
}

async function behind(db: Records, holder: string, since: number): Promise<Set<string>> {
  const all = new Set([holder])
  // A set is walked to what is added on the way.
  for (const member of all) for (const maker of await makersOf(db, member, since)) all.add(maker)
  return all
}

async function makersOf(db: Records, member: string, since: number): Promise<string[]> {
  const links = await db
    .selectFrom('credential')
    .select('issued_by')
    .where('member', '=', member)
    .where('issued_by', 'is not', null)
    .where((e) =>
      e.or([
        e.and([e('kind', '=', 'invitation'), e('used_at', '>=', since)]),
        e.and([e('kind', '=', 'token'), e('created_at', '>=', since)]),
      ]),
    )
    .execute()
  const roles = await db
    .selectFrom('audit')
    .select('by')
    .where('did', '=', 'gave a key')
    .where('about', '=', member)
    .where('at', '>=', since)
    .execute()
  return [...links.map(({ issued_by }) => issued_by), ...roles.map(({ by }) => by)].flatMap((by) =>
    by === null ? [] : [authorFrom(by).id],
  )
}
