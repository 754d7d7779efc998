import { anchorOn } from '../../shared/annotations/anchors.ts'
import { THEME_IDS } from '../../shared/domain/themes.ts'
import { assert } from '../../shared/lib/assert.ts'
import { fragmentOf, setLead } from '../../shared/narrative/sections.ts'
import { roomName } from '../../shared/rooms.ts'
import { issueInvitation } from '../accounts/invitations.ts'
import { insertMember } from '../accounts/members.ts'
import { type MemberRow, toJson, visitorOf } from '../accounts/people.ts'
import { postComment } from '../records/comments.ts'
import { postReply } from '../records/replies.ts'
import type { Documents } from '../records/rooms-port.ts'
import { note } from '../records/trail.ts'
import { insertWorkspace, TEMPLATE_AUTHOR, writeTemplate } from '../records/workspaces.ts'
import type { Ledger } from '../storage/ledger.ts'
import { newId } from '../storage/ids.ts'
import type { Records } from '../storage/tables.ts'
import { NARRATIVES, SLUG, THEMES, WORKSPACE } from './content.ts'
import { COMMENTS, MEMBERS, type Somebody } from './people.ts'
import { plantBoard } from './board.ts'
import { plantPresentation } from './presentation.ts'
import { plantRegister } from './register.ts'
import { line } from './source.ts'

type People = Record<Somebody, MemberRow>

/** Those who get a link at the first start, so that three windows show the main job within a minute. */
const FIRST: readonly Somebody[] = ['lead', 'ccgs', 'data', 'parent']

export interface FirstLink {
  name: string
  partner: string
  code: string
}

/** Is there nothing here yet, or only a starter workspace that a first start did not finish? */
export async function isEmpty({ db }: Ledger): Promise<boolean> {
  const all = await db.selectFrom('workspace').select(['slug', 'prepared']).execute()
  return all.every(({ slug, prepared }) => slug === SLUG && prepared === 0)
}

/** Makes the starter workspace (domain page 5): records, words through the rooms' own door, comments. */
export async function plantStarter(
  ledger: Ledger,
  documents: Documents,
  project: (room: string) => Promise<void>,
): Promise<FirstLink[]> {
  const at = ledger.now()
  const people = await ledger.db.transaction().execute(async (db) => {
    await clearUnfinished(db)
    await insertWorkspace(db, WORKSPACE, at)
    const rows: Partial<People> = {}
    // Their order on the page is the order they were made in.
    for (const [index, [key, member]] of Object.entries(MEMBERS).entries())
      rows[key as Somebody] = await insertMember(db, SLUG, { ...member, themes: [] }, at + index)
    await nameSignatories(db, rows as People)
    return rows as People
  })
  await plantWording(ledger, people)
  await plantWords(documents, people)
  await plantComments(ledger, documents, people)
  await plantPresentation(ledger, documents, people)
  await plantRegister(ledger, people.lead)
  await plantBoard(ledger, documents, people)
  for (const theme of THEME_IDS) await project(roomName({ workspace: SLUG, kind: 'narrative', theme }))
  await ledger.db.updateTable('workspace').set({ prepared: 1 }).where('slug', '=', SLUG).execute()
  return firstLinks(ledger, people)
}

/** What a first start that was cut short has left: its words stay, its records are made anew. */
async function clearUnfinished(db: Records): Promise<void> {
  const members = db.selectFrom('member').select('id').where('workspace', '=', SLUG)
  await db.deleteFrom('credential').where('member', 'in', members).execute()
  for (const table of [
    'seen',
    'reply',
    'comment',
    'trail',
    'action',
    'board',
    'presentation_section',
    'presentation',
    'theme',
    'member',
    'partner',
  ] as const)
    await db.deleteFrom(table).where('workspace', '=', SLUG).execute()
  await db.deleteFrom('workspace').where('slug', '=', SLUG).execute()
}

/** Those who answer for their body at its table sign for it; the council and the forum sign by role. */
async function nameSignatories(db: Records, people: People): Promise<void> {
  for (const kind of ['ccgs', 'providers', 'schools'] as const)
    await db
      .updateTable('partner')
      .set({ signatory: people[kind].id })
      .where('workspace', '=', SLUG)
      .where('kind', '=', kind)
      .execute()
}

async function plantWording({ db, now }: Ledger, { lead, data }: People): Promise<void> {
  await db.transaction().execute(async (db) => {
    for (const id of THEME_IDS) {
      const { label, name, note: remark, judgement, wording } = THEMES[id]
      await db
        .updateTable('theme')
        .set({
          label,
          name,
          note: remark,
          judgement,
          ...(wording === null
            ? {}
            : {
                wording_status: 'locked',
                wording_text: line(wording.line),
                wording_source: wording.source,
                entered_by: toJson(lead),
                locked_by: toJson(data),
              }),
        })
        .where('workspace', '=', SLUG)
        .where('id', '=', id)
        .execute()
      if (wording === null) continue
      const entry = { workspace: SLUG, subject: `wording:${id}`, at: now(), before: null } as const
      await note(db, { ...entry, by: visitorOf(lead), did: 'entered' })
      await note(db, { ...entry, by: visitorOf(data), did: 'confirmed', before: line(wording.line) })
    }
  })
}

async function plantWords(documents: Documents, { lead, council, parent, data }: People): Promise<void> {
  for (const theme of THEME_IDS) {
    const room = roomName({ workspace: SLUG, kind: 'narrative', theme })
    await documents.edit(room, TEMPLATE_AUTHOR, writeTemplate)
    await documents.edit(room, visitorOf(lead), (doc) => {
      for (const [id, blocks] of Object.entries(NARRATIVES[theme])) {
        const words = fragmentOf(doc, id)
        if (words.length === 0) words.insert(0, blocks())
      }
      if (theme !== '4') return
      setLead(doc, 'overview', council.id)
      setLead(doc, 'indicators', data.id)
      setLead(doc, 'disagreement', parent.id)
    })
  }
}

async function plantComments(ledger: Ledger, documents: Documents, people: People): Promise<void> {
  for (const { theme, section, on, by, kind, text, instead, replies } of COMMENTS) {
    const room = roomName({ workspace: SLUG, kind: 'narrative', theme })
    const anchor = anchorOn(await documents.read(room), section, on)
    assert(anchor !== null, `the starter comment's words "${on}" stand in the text`)
    const id = newId()
    const writtenAt = ledger.now()
    const posted = await postComment(ledger, visitorOf(people[by]), theme, {
      id,
      kind,
      text,
      anchor,
      mentions: [],
      writtenAt,
      suggestion: instead === undefined ? null : { form: 'replace', words: instead, side: 'after' },
    })
    assert(posted.ok, 'a starter comment is accepted')
    for (const reply of replies) {
      const place = { document: theme, comment: id }
      const words = { id: newId(), text: reply.text, mentions: [], writtenAt: ledger.now() }
      const replied = await postReply(ledger, visitorOf(people[reply.by]), place, words)
      assert(replied.ok, 'a starter reply is accepted')
    }
  }
}

async function firstLinks(ledger: Ledger, people: People): Promise<FirstLink[]> {
  const links: FirstLink[] = []
  for (const somebody of FIRST) {
    const row = people[somebody]
    const { code } = await ledger.db
      .transaction()
      .execute((db) => issueInvitation(db, row, null, ledger.now()))
    const { short } = await ledger.db
      .selectFrom('partner')
      .select('short')
      .where('workspace', '=', SLUG)
      .where('kind', '=', row.partner)
      .executeTakeFirstOrThrow()
    links.push({ name: row.name, partner: short, code })
  }
  return links
}
