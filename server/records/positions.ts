import { WORDS_REMOVED, type Position } from '../../shared/domain/positions.ts'
import type { NewPosition } from '../../shared/api/positions.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { isAgreed, statusOf } from '../../shared/positions/status.ts'
import { asTheyStand, authorOf, toJson } from '../accounts/people.ts'
import { digestOf } from '../storage/chain.ts'
import { newSalt } from '../storage/ids.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { count, recount } from './changed-since.ts'
import type { Reading } from './home.ts'
import { hashOfPosition, type PositionRow, positionSubject } from './position-rows.ts'
import { asPositions, marksOf, positionRows, standing } from './position-marks.ts'
import { saySealed } from './seals.ts'
import { note } from './trail.ts'

type Refused = {
  ok: false
  reason: 'signed out' | 'not allowed' | 'not found' | 'bad request' | 'stale'
  say: string
  theirs?: Position
}
type Outcome = Promise<{ ok: true; value: Position } | Refused>

/** A position that waited longer than this was written on a text its signatory read without a connection, ms. */
const OFFLINE_MS = 5 * 60_000

const NOT_SIGNATORY = no(
  'not allowed',
  'A partner’s position is set by its own signatory and by nobody else. Yours has not been recorded.',
)
const FROZEN = no(
  'not allowed',
  'This narrative is frozen, and the positions with it. They can be set again once its lead goes on with a new draft.',
)

async function refusalTo(
  db: Records,
  visitor: Visitor,
  { partner, theme }: { partner: PartnerKind; theme: ThemeId },
): Promise<Refused | null> {
  const now = await asTheyStand(db, visitor)
  if (!now.ok) return now
  const row = await db
    .selectFrom('partner')
    .select('signatory')
    .where('workspace', '=', visitor.workspace)
    .where('kind', '=', partner)
    .executeTakeFirst()
  if (row === undefined || !may(now.value, { do: 'set position', partner, signatory: row.signatory }))
    return NOT_SIGNATORY
  const { frozen } = await db
    .selectFrom('theme')
    .select('frozen')
    .where('workspace', '=', visitor.workspace)
    .where('id', '=', theme)
    .executeTakeFirstOrThrow()
  return frozen === null ? null : FROZEN
}

/**
 * R45, R91: a signatory records where their partner stands. It follows the position before and changes nothing of it;
 * `seen` is the one they had before their eyes. The same again, from the outbox, changes nothing.
 */
export async function setPosition(
  reading: Reading,
  visitor: Visitor,
  theme: ThemeId,
  given: NewPosition,
): Outcome {
  const { ledger, versions } = reading
  const { db } = ledger
  const { workspace } = visitor
  // Asked before a version is kept for it, and again in the transaction that writes.
  const early = await refusalTo(db, visitor, { partner: given.partner, theme })
  if (early !== null) return early
  const before = await find(db, workspace, given.id)
  if (before !== undefined) return again(db, before, visitor, theme, given)
  const sealed = await versions.seal(workspace, theme)
  const earlier = await readThen(reading, workspace, theme, given.writtenAt)
  // Counted before it is on record: what is agreed follows from it.
  const also = earlier === null ? [] : [earlier]
  await recount(db, versions, { workspace, theme, now: sealed.paragraphs, also })

  const at = ledger.now()
  const outcome = await db.transaction().execute(async (db): Promise<Refused | null> => {
    const refused = await refusalTo(db, visitor, { partner: given.partner, theme })
    if (refused !== null) return refused
    const rows = await positionRows(db, workspace, theme)
    const stands = standing(rows).find(({ partner, on }) => partner === given.partner && on === given.on)
    if ((stands?.id ?? null) !== given.seen) {
      const [theirs] = stands === undefined ? [] : await asPositions(db, workspace, [stands])
      return {
        ...no('stale', 'Another position of your partner was recorded meanwhile. Read it, then decide.'),
        ...(theirs === undefined ? {} : { theirs }),
      }
    }
    const was = statusOf({ words: 0, frozen: false, positions: await marksOf(db, workspace, theme) })
    const kept = await versions.keep(db, sealed, { why: 'position', by: authorOf(visitor) })
    if (earlier === null) await count(db, { workspace, document: theme, version: kept.id, changed: 0 })
    const version = earlier ?? kept.id
    const row = rowOf(visitor, theme, given, { at, version, supersedes: stands?.id ?? null })
    await db.insertInto('position').values(row).execute()
    await note(db, {
      workspace,
      subject: positionSubject(row),
      at,
      by: visitor,
      did: saySealed(`set ${row.id} ${row.hash}`, {
        id: version,
        checksum: earlier === null ? kept.checksum : await checksumOf(db, workspace, theme, version),
      }),
      before: null,
    })
    const is = statusOf({ words: 0, frozen: false, positions: await marksOf(db, workspace, theme) })
    // The very words that were agreed on, whatever is typed meanwhile.
    if (isAgreed(is) && !isAgreed(was)) {
      const agreed = await versions.keep(db, sealed, { why: 'agreed', by: authorOf(visitor) })
      const did = saySealed('agreed', agreed)
      await note(db, { workspace, subject: `theme:${theme}`, at, by: visitor, did, before: null })
    }
    return null
  })
  if (outcome !== null) return outcome
  ledger.tell(workspace, { type: 'changed', what: 'history', document: theme })
  ledger.tell(workspace, { type: 'changed', what: 'positions' })
  return answer(db, workspace, theme, given.id)
}

function rowOf(
  visitor: Visitor,
  theme: ThemeId,
  { id, partner, on, stance, reason, publish, writtenAt }: NewPosition,
  { at, version, supersedes }: { at: number; version: string; supersedes: string | null },
): PositionRow {
  const words = reason === null || reason === '' ? null : reason
  const salt = words === null ? null : newSalt()
  const row = {
    id,
    workspace: visitor.workspace,
    theme,
    partner,
    on,
    stance,
    digest: words === null || salt === null ? null : digestOf(salt, words),
    publish: publish ? 1 : 0,
    set_by: toJson(visitor),
    written_at: Math.min(writtenAt, at),
    at,
    supersedes,
    version,
  }
  return { ...row, reason: words, salt, hash: hashOfPosition(row) }
}

/**
 * The version a position written without a connection is taken on, the last kept by then: rather asked once too often
 * than agreeing to words nobody read. Null: the text as it is now.
 */
async function readThen(
  { ledger }: Reading,
  workspace: string,
  theme: ThemeId,
  writtenAt: number,
): Promise<string | null> {
  if (ledger.now() - writtenAt < OFFLINE_MS) return null
  const earlier = await ledger.db
    .selectFrom('version')
    .select('id')
    .where('workspace', '=', workspace)
    .where('document', '=', theme)
    .where('at', '<=', writtenAt)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return earlier?.id ?? null
}

const checksumOf = async (db: Records, workspace: string, theme: ThemeId, version: string): Promise<string> =>
  (
    await db
      .selectFrom('version')
      .select('checksum')
      .where('workspace', '=', workspace)
      .where('document', '=', theme)
      .where('id', '=', version)
      .executeTakeFirstOrThrow()
  ).checksum

const find = (db: Records, workspace: string, id: string): Promise<PositionRow | undefined> =>
  db
    .selectFrom('position')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

/** An id that is there already: the same write once more, or somebody's slip. */
async function again(
  db: Records,
  row: PositionRow,
  visitor: Visitor,
  theme: ThemeId,
  { partner, on, stance }: NewPosition,
): Outcome {
  const same = row.theme === theme && row.partner === partner && row.on === on && row.stance === stance
  if (!same || (JSON.parse(row.set_by) as { id: string }).id !== visitor.id)
    return no('bad request', 'A position of this id stands already. Record yours under another.')
  return answer(db, visitor.workspace, theme, row.id)
}

async function answer(db: Records, workspace: string, theme: ThemeId, id: string): Outcome {
  const positions = await asPositions(db, workspace, await positionRows(db, workspace, theme))
  const position = positions.find((one) => one.id === id)
  return position === undefined ? no('not found', 'There is no such position.') : ok(position)
}

/** The signatory alone takes words out of their own partner's reason, since they identify somebody; stance and time stay. */
export async function removeWords(
  { ledger }: Pick<Reading, 'ledger'>,
  visitor: Visitor,
  theme: ThemeId,
  id: string,
): Outcome {
  const { workspace } = visitor
  const at = ledger.now()
  const refused = await ledger.db.transaction().execute(async (db): Promise<Refused | null> => {
    const row = await find(db, workspace, id)
    if (row === undefined || row.theme !== theme) return no('not found', 'There is no such position.')
    const refusal = await refusalTo(db, visitor, row)
    // Identifiable words do not wait for a new draft.
    if (refusal !== null && refusal !== FROZEN) return refusal
    if (row.reason === null || row.salt === null) return null
    await db
      .updateTable('position')
      .set({ reason: WORDS_REMOVED, salt: null })
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute()
    const did = `removed words ${id}`
    await note(db, { workspace, subject: positionSubject(row), at, by: visitor, did, before: null })
    return null
  })
  if (refused !== null) return refused
  ledger.tell(workspace, { type: 'changed', what: 'positions' })
  return answer(ledger.db, workspace, theme, id)
}
