import type { Selectable } from 'kysely'
import type { Analysis, Openness, Submission } from '../../shared/analyses/analyses.ts'
import { documentId } from '../../shared/domain/documents.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { VersionText } from '../../shared/history/compared.ts'
import { readVersion } from '../../shared/history/compare.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { may, rightsIn } from '../../shared/permissions.ts'
import { roomOf } from '../../shared/rooms.ts'
import { asTheyStand, authorFrom, authorOf, toJson } from '../accounts/people.ts'
import type { Records, Tables } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { type Reading, readWorkspace } from './home.ts'
import { saySealed } from './seals.ts'
import { standingOf } from './standing.ts'
import { note } from './trail.ts'

const NOT_YOURS = no(
  'not allowed',
  'Only those who write this analysis share it, invite others or submit it. It belongs to its partner.',
)
const GUEST = no('not allowed', 'Guest readers read a submitted analysis in the pack.')

const submissionOf = (row: Selectable<Tables['submission']>): Submission => ({
  number: row.number,
  version: row.version,
  by: authorFrom(row.by),
  at: row.at,
  words: row.words,
})

/** The submissions of a partner's own analysis, newest first. */
export async function submissionsOf(
  db: Records,
  workspace: string,
  partner: PartnerKind,
): Promise<Submission[]> {
  const rows = await db
    .selectFrom('submission')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('partner', '=', partner)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(submissionOf)
}

const versionOf = async (db: Records, workspace: string, partner: PartnerKind): Promise<number> =>
  (
    await db
      .selectFrom('analysis')
      .select('version')
      .where('workspace', '=', workspace)
      .where('partner', '=', partner)
      .executeTakeFirst()
  )?.version ?? 0

async function readAnalysis(db: Records, visitor: Visitor, partner: PartnerKind): Promise<Analysis> {
  const document = documentId({ kind: 'analysis', partner })
  const standing = await standingOf(db, visitor.workspace, document)
  const rights = rightsIn(visitor, document, standing)
  return {
    partner,
    openness: !standing.shared ? 'private' : standing.invited ? 'invited' : 'shared',
    version: await versionOf(db, visitor.workspace, partner),
    reads: rights.read,
    edits: rights.edit,
    submissions: await submissionsOf(db, visitor.workspace, partner),
  }
}

/** Every partner's own analysis, as far as a member may know of it: of a private draft, not even that there is one. */
export async function readAnalyses(
  { ledger: { db } }: Reading,
  visitor: Visitor,
): Promise<Result<Analysis[], 'not allowed'>> {
  if (!may(visitor, { do: 'see members' })) return GUEST
  const { partners } = await readWorkspace(db, visitor.workspace)
  return ok(await Promise.all(partners.map(({ kind }) => readAnalysis(db, visitor, kind))))
}

/** Shares a draft, invites others to comment, or takes both back: then everyone else's sockets are closed at once. */
export async function openAnalysis(
  { ledger }: Reading,
  rightsChangedIn: (room: string) => void,
  visitor: Visitor,
  partner: PartnerKind,
  { openness, version: seen }: { openness: Openness; version: number },
) {
  const { workspace } = visitor
  const outcome = await ledger.db.transaction().execute(async (db) => {
    const now = await asTheyStand(db, visitor)
    if (!now.ok) return now
    if (!may(now.value, { do: 'edit analysis', partner })) return NOT_YOURS
    const before = await readAnalysis(db, now.value, partner)
    if (before.openness === openness) return ok(before)
    if (before.version !== seen)
      return {
        ...no('stale', 'Somebody else changed who can read this meanwhile. Look again, then decide.'),
        theirs: before,
      }
    const row = {
      shared: openness === 'private' ? 0 : 1,
      invited: openness === 'invited' ? 1 : 0,
      version: before.version + 1,
    }
    await db
      .insertInto('analysis')
      .values({ workspace, partner, ...row })
      .onConflict((c) => c.columns(['workspace', 'partner']).doUpdateSet(row))
      .execute()
    const subject = `analysis:${partner}` as const
    await note(db, {
      workspace,
      subject,
      at: ledger.now(),
      by: now.value,
      did: openness,
      before: before.openness,
    })
    return ok(await readAnalysis(db, now.value, partner))
  })
  if (!outcome.ok) return outcome
  rightsChangedIn(roomOf(workspace, documentId({ kind: 'analysis', partner })))
  ledger.tell(workspace, { type: 'changed', what: 'analyses' })
  return outcome
}

/** Hands the analysis to all members as it is committed now: a frozen version, with time and author (R50, C4). */
export async function submitAnalysis(
  { ledger, versions, projections }: Reading,
  visitor: Visitor,
  partner: PartnerKind,
  id: string,
) {
  const { workspace } = visitor
  const { db } = ledger
  const allowed = async (db: Records) => {
    const now = await asTheyStand(db, visitor)
    if (!now.ok) return now
    return may(now.value, { do: 'edit analysis', partner }) ? now : NOT_YOURS
  }
  const now = await allowed(db)
  if (!now.ok) return now
  const earlier = await findSubmission(db, workspace, id)
  if (earlier !== undefined) return again(earlier, partner)
  await projections.flush()
  const document = documentId({ kind: 'analysis', partner })
  const sealed = await versions.seal(workspace, document)
  if (sealed.content.sections.every((one) => one.removed || isBlank(one.content)))
    return no('bad request', 'There is nothing to submit yet. Write something in the analysis first.')
  const outcome = await db.transaction().execute(async (db) => {
    const still = await allowed(db)
    if (!still.ok) return still
    const same = await findSubmission(db, workspace, id)
    if (same !== undefined) return again(same, partner)
    const [last] = await submissionsOf(db, workspace, partner)
    // Kept here and not before: what a refused act would leave behind could never be taken away again.
    const version = await versions.keep(db, sealed, { why: 'submitted', by: authorOf(still.value) })
    const row = {
      workspace,
      id,
      partner,
      number: (last?.number ?? 0) + 1,
      version: version.id,
      by: toJson(still.value),
      at: version.at,
      words: version.words,
    }
    await db.insertInto('submission').values(row).execute()
    const subject = `analysis:${partner}` as const
    await note(db, {
      workspace,
      subject,
      at: version.at,
      by: still.value,
      did: saySealed(`submitted ${row.number}`, version),
      before: null,
    })
    return ok(submissionOf(row))
  })
  if (outcome.ok) {
    ledger.tell(workspace, { type: 'changed', what: 'analyses' })
    ledger.tell(workspace, { type: 'changed', what: 'history', document })
  }
  return outcome
}

const again = (row: Selectable<Tables['submission']>, partner: PartnerKind) =>
  row.partner === partner ? ok(submissionOf(row)) : no('bad request', 'This has another partner’s id.')

const findSubmission = (db: Records, workspace: string, id: string) =>
  db
    .selectFrom('submission')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('id', '=', id)
    .executeTakeFirst()

const isBlank = (content: readonly { text?: string; type: string; content?: unknown }[]): boolean =>
  !/"text":"[^"]*[\p{L}\p{N}]|"type":"image"/u.test(JSON.stringify(content))

/** The words of a submission, for every member. */
export async function readSubmission(
  { ledger, versions }: Reading,
  visitor: Visitor,
  partner: PartnerKind,
  number: number,
): Promise<Result<{ submission: Submission; text: VersionText }, 'not allowed' | 'not found'>> {
  if (!may(visitor, { do: 'see members' })) return GUEST
  const { workspace } = visitor
  const submission = (await submissionsOf(ledger.db, workspace, partner)).find((one) => one.number === number)
  const found =
    submission === undefined
      ? undefined
      : await versions.read(workspace, documentId({ kind: 'analysis', partner }), submission.version)
  if (submission === undefined || found === undefined)
    return no('not found', 'There is no submission of this number.')
  return ok({ submission, text: { version: found.version, text: readVersion(found.content) } })
}
