import { inflateRawSync } from 'node:zlib'
import { tallyOf } from '../../shared/board/tally.ts'
import type { Records } from '../storage/tables.ts'

/** Columns that hold JSON: written as what they say, not as text in text. */
const JSON_COLUMNS = new Set([
  'themes',
  'entered_by',
  'locked_by',
  'proposal',
  'anchor',
  'analysis',
  'narrative',
  'suggestion',
  'outcome',
  'accepting',
  'back',
  'content',
  'mentions',
  'author',
  'by',
  'set_by',
  'issued_by',
  'found',
  'asked_by',
  'lead',
  'officer',
  'refused_by',
  'rewritten',
  'running_order',
  'agenda',
  'invitees',
  'course',
  'closed_by',
  'changes',
  'place',
  'owner',
  'read_back_by',
  'source',
  'placed',
  'previous',
  'changed_by',
  'verified_by',
  'withdrawn_by',
  'colours',
  'columns',
  'stages',
  'timer',
  'called',
])

/** Documents that are their partner's alone: what is about them leaves the workspace only by their own hand. */
export async function privateDrafts(db: Records, slug: string): Promise<(document: string) => boolean> {
  const shared = await db
    .selectFrom('analysis')
    .select('partner')
    .where('workspace', '=', slug)
    .where('shared', '=', 1)
    .execute()
  const open = new Set(shared.map(({ partner }) => `analysis-${partner}`))
  return (document) => document.startsWith('analysis-') && !open.has(document)
}

/** The records of a workspace, table by table, JSON as what it says; secrets and their hashes stay out. */
export async function recordsOf(db: Records, slug: string): Promise<Record<string, object[]>> {
  const tables = await read(db, slug)
  return Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.map(readable)]))
}

async function read(db: Records, slug: string): Promise<Record<string, object[]>> {
  const isPrivate = await privateDrafts(db, slug)
  const open = <T extends { document: string }>(rows: T[]): T[] =>
    rows.filter(({ document }) => !isPrivate(document))
  const submitted = new Set(
    (
      await db.selectFrom('submission').select(['partner', 'version']).where('workspace', '=', slug).execute()
    ).map(({ partner, version }) => `analysis-${partner} ${version}`),
  )
  const allComments = await db.selectFrom('comment').selectAll().where('workspace', '=', slug).execute()
  const hidden = new Set(allComments.filter(({ document }) => isPrivate(document)).map(({ id }) => id))
  const hiddenSubject = (subject: string): boolean => {
    const [kind, id = ''] = subject.split(':')
    return (kind === 'comment' && hidden.has(id)) || (kind === 'document' && isPrivate(id))
  }
  const of = (
    table:
      | 'partner'
      | 'member'
      | 'theme'
      | 'position'
      | 'submission'
      | 'easy_signoff'
      | 'seen'
      | 'inbox_seen'
      | 'image'
      | 'audit'
      | 'presentation'
      | 'presentation_section'
      | 'brought'
      | 'run'
      | 'run_step'
      | 'run_note'
      | 'run_asked'
      | 'action'
      | 'action_note'
      | 'evidence'
      | 'action_evidence'
      | 'chase'
      | 'register_colours'
      | 'question'
      | 'meeting'
      | 'meeting_attendance'
      | 'meeting_entry'
      | 'meeting_amendment'
      | 'board'
      | 'board_round'
      | 'issue',
  ) => db.selectFrom(table).selectAll().where('workspace', '=', slug).execute()
  return {
    workspace: await db.selectFrom('workspace').selectAll().where('slug', '=', slug).execute(),
    partners: await of('partner'),
    members: await of('member'),
    themes: await of('theme'),
    comments: open(allComments),
    replies: (await db.selectFrom('reply').selectAll().where('workspace', '=', slug).execute()).filter(
      ({ comment }) => !hidden.has(comment),
    ),
    // The entry stays, since the trail is a chain; what stood before it does not leave.
    trail: (await db.selectFrom('trail').selectAll().where('workspace', '=', slug).execute()).map((entry) =>
      hiddenSubject(entry.subject) ? { ...entry, before: null, salt: null } : entry,
    ),
    versions: (
      await db
        .selectFrom('version')
        .select(['document', 'id', 'at', 'why', 'name', 'by', 'checksum', 'words', 'content'])
        .where('workspace', '=', slug)
        .orderBy('id')
        .execute()
    )
      .filter(({ document, id }) => !isPrivate(document) || submitted.has(`${document} ${id}`))
      .map((version) => ({ ...version, content: inflateRawSync(version.content).toString('utf8') })),
    restores: open(await db.selectFrom('restore').selectAll().where('workspace', '=', slug).execute()),
    positions: await of('position'),
    // Drafts and their links are their partner's alone until handed in.
    submissions: await of('submission'),
    links: (await db.selectFrom('link').selectAll().where('workspace', '=', slug).execute()).filter(
      ({ partner }) => !isPrivate(`analysis-${partner}`),
    ),
    'easy-signoffs': await of('easy_signoff'),
    seen: await of('seen'),
    'inbox-seen': await of('inbox_seen'),
    'section-edits': open(
      await db.selectFrom('section_edit').selectAll().where('workspace', '=', slug).execute(),
    ),
    sections: open(await db.selectFrom('section_state').selectAll().where('workspace', '=', slug).execute()),
    visits: open(await db.selectFrom('visit').selectAll().where('workspace', '=', slug).execute()),
    // Words that are to be removed are no part of what is handed on.
    purges: open(await db.selectFrom('purge').selectAll().where('workspace', '=', slug).execute()).map(
      (row) => ({ ...row, words: null }),
    ),
    presentation: await of('presentation'),
    'presentation-sections': await of('presentation_section'),
    brought: await of('brought'),
    runs: await of('run'),
    'run-steps': await of('run_step'),
    'run-notes': await of('run_note'),
    'questions-asked': await of('run_asked'),
    questions: await of('question'),
    meetings: await of('meeting'),
    'meeting-attendance': await of('meeting_attendance'),
    'meeting-entries': await of('meeting_entry'),
    'meeting-amendments': await of('meeting_amendment'),
    boards: await of('board'),
    // Private notes stay out, and of votes what everyone is shown.
    'board-rounds': await of('board_round'),
    'board-tallies': await talliesOf(db, slug),
    'board-sent': (
      await db.selectFrom('board_sent').selectAll().where('workspace', '=', slug).execute()
    ).filter(({ document }) => document === null || !isPrivate(document)),
    issues: await of('issue'),
    actions: await of('action'),
    'action-notes': await of('action_note'),
    evidence: await of('evidence'),
    'action-evidence': await of('action_evidence'),
    'chase-list': await of('chase'),
    'register-colours': await of('register_colours'),
    images: await of('image'),
    audit: await of('audit'),
    credentials: await db
      .selectFrom('credential')
      .innerJoin('member', 'member.id', 'credential.member')
      .select(['credential.id', 'kind', 'credential.member', 'issued_by', 'credential.created_at'])
      .select(['expires_at', 'used_at', 'revoked_at', 'device', 'credential.last_seen'])
      .where('member.workspace', '=', slug)
      .execute(),
  }
}

/** The results of ballots that were shown, as they were shown; who voted for what leaves the server in no way. */
async function talliesOf(db: Records, slug: string): Promise<object[]> {
  const ended = await db
    .selectFrom('board_round')
    .select(['id', 'board'])
    .where('workspace', '=', slug)
    .where('kind', '=', 'voting')
    .where('state', '=', 'ended')
    .execute()
  const votes = await db.selectFrom('board_vote').selectAll().where('workspace', '=', slug).execute()
  return ended.map(({ id, board }) => ({
    board,
    round: id,
    tally: tallyOf(votes.filter(({ round }) => round === id)),
  }))
}

const readable = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      JSON_COLUMNS.has(name) && typeof value === 'string' ? (JSON.parse(value) as unknown) : value,
    ]),
  )
