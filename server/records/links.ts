import type { Selectable } from 'kysely'
import type * as Y from 'yjs'
import type { Link, Pair, Passage, SideBySide } from '../../shared/analyses/analyses.ts'
import { flatsOf, placeOf } from '../../shared/annotations/anchors.ts'
import { Anchor } from '../../shared/annotations/comments.ts'
import { documentId, type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { roomOf } from '../../shared/rooms.ts'
import { asTheyStand, authorFrom, toJson } from '../accounts/people.ts'
import type { Tables } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { submissionsOf } from './analyses.ts'
import type { Reading } from './home.ts'
import { anchorAt, type Blocks, blocksOfDoc, blocksOfVersion, nearest, paragraphsAt } from './passages.ts'
import { rightsOf } from './standing.ts'
import { note } from './trail.ts'

type Row = Selectable<Tables['link']>

const NOT_YOURS = no('not allowed', 'Only those who write this analysis link it with the narratives.')
const NOT_OPEN = no('not allowed', 'This analysis is not open to you. Its partner has not shared it yet.')

const anchorOf = (json: string): Anchor => Anchor.parse(JSON.parse(json))
const analysisOf = (partner: PartnerKind): DocumentId => documentId({ kind: 'analysis', partner })

/** Links a paragraph of an analysis to a passage of a narrative, both as they stand now; sent twice, it stands once. */
export async function makeLink(
  { ledger, documents }: Reading,
  visitor: Visitor,
  partner: PartnerKind,
  body: { id: string; theme: ThemeId; analysis: Passage; narrative: Passage },
) {
  const { workspace } = visitor
  const [own, narrative] = await Promise.all([
    documents.look(roomOf(workspace, analysisOf(partner)), (doc) => anchorAt(doc, body.analysis)),
    documents.look(roomOf(workspace, body.theme), (doc) => {
      const anchor = anchorAt(doc, body.narrative)
      if (anchor === null) return null
      const said = sideIn(blocksOfDoc(doc), placeOf(doc, flatsOf(doc), anchor), anchor).text
      return { anchor, said }
    }),
  ])
  const outcome = await ledger.db.transaction().execute(async (db) => {
    const now = await asTheyStand(db, visitor)
    if (!now.ok) return now
    if (!may(now.value, { do: 'edit analysis', partner })) return NOT_YOURS
    const taken = await db
      .selectFrom('link')
      .select('partner')
      .where('workspace', '=', workspace)
      .where('id', '=', body.id)
      .executeTakeFirst()
    if (taken !== undefined)
      return taken.partner === partner ? ok(null) : no('bad request', 'This has another link’s id.')
    if (own === null || narrative === null)
      return no(
        'bad request',
        `These words are not in the ${own === null ? 'analysis' : 'narrative'} any more. Choose again.`,
      )
    const at = ledger.now()
    await db
      .insertInto('link')
      .values({
        workspace,
        id: body.id,
        partner,
        theme: body.theme,
        analysis: JSON.stringify(own),
        narrative: JSON.stringify(narrative.anchor),
        said: narrative.said,
        by: toJson(now.value),
        at,
      })
      .execute()
    await note(db, {
      workspace,
      subject: `analysis:${partner}`,
      at,
      by: now.value,
      did: 'linked',
      before: null,
    })
    return ok(null)
  })
  if (!outcome.ok) return outcome
  tellOfLink(ledger.tell, workspace, partner)
  return ok({ done: true as const })
}

/** Takes a link away; the words at both its ends stay. */
export async function takeLink({ ledger }: Reading, visitor: Visitor, partner: PartnerKind, id: string) {
  const { workspace } = visitor
  const outcome = await ledger.db.transaction().execute(async (db) => {
    const now = await asTheyStand(db, visitor)
    if (!now.ok) return now
    if (!may(now.value, { do: 'edit analysis', partner })) return NOT_YOURS
    const row = await db
      .deleteFrom('link')
      .where('workspace', '=', workspace)
      .where('partner', '=', partner)
      .where('id', '=', id)
      .returning('theme')
      .executeTakeFirst()
    if (row === undefined) return ok(null)
    const at = ledger.now()
    await note(db, {
      workspace,
      subject: `analysis:${partner}`,
      at,
      by: now.value,
      did: 'unlinked',
      before: null,
    })
    return ok(row.theme)
  })
  if (!outcome.ok) return outcome
  if (outcome.value !== null) tellOfLink(ledger.tell, workspace, partner)
  return ok({ done: true as const })
}

/** Under the analysis alone: while that is a private draft, its partner alone hears it, also of the narrative's end. */
function tellOfLink(tell: Reading['ledger']['tell'], workspace: string, partner: PartnerKind): void {
  tell(workspace, { type: 'changed', what: 'links', document: analysisOf(partner) })
}

function groups<T, K>(all: readonly T[], key: (one: T) => K): Map<K, T[]> {
  const found = new Map<K, T[]>()
  for (const one of all) found.set(key(one), [...(found.get(key(one)) ?? []), one])
  return found
}

/** What a member may read of a partner's analysis: the draft, else what was last submitted, else nothing. */
async function openTo({ ledger, versions, documents }: Reading, visitor: Visitor, partner: PartnerKind) {
  const { workspace } = visitor
  const document = analysisOf(partner)
  if ((await rightsOf(ledger.db, visitor, document)).read) {
    const doc = await documents.read(roomOf(workspace, document))
    const blocks = blocksOfDoc(doc)
    return {
      submission: null,
      side: (anchor: Anchor) => sideIn(blocks, placeOf(doc, flatsOf(doc), anchor), anchor),
      close: () => doc.destroy(),
    }
  }
  const [submission] = may(visitor, { do: 'see members' })
    ? await submissionsOf(ledger.db, workspace, partner)
    : []
  const found =
    submission === undefined ? undefined : await versions.read(workspace, document, submission.version)
  if (submission === undefined || found === undefined) return null
  const blocks = blocksOfVersion(found.content)
  return { submission, side: (anchor: Anchor) => sideOfSubmission(blocks, anchor), close: () => {} }
}

/** Of words that were not submitted nothing is shown, not even that they were once written. */
function sideOfSubmission(blocks: readonly Blocks[], anchor: Anchor): Pair['analysis'] | null {
  const own = blocks.find(({ section }) => section === anchor.section)
  const before = own?.text.indexOf(anchor.before + anchor.quote) ?? -1
  const near = before === -1 ? 0 : before + anchor.before.length
  const range = own === undefined ? null : nearest(own.text, { quote: anchor.quote, near })
  return own === undefined || range === null
    ? null
    : sideIn(blocks, { ...range, section: own.section }, anchor)
}

function sideIn(
  blocks: readonly Blocks[],
  place: { section: string; from: number; to: number } | null,
  anchor: Anchor,
): Pair['analysis'] {
  const here = blocks.find(({ section }) => section === (place?.section ?? anchor.section))
  const text = here === undefined || place === null ? '' : paragraphsAt(here, place)
  return {
    section: here?.section ?? anchor.section,
    number: here?.number ?? '',
    title: here?.title ?? '',
    text: text === '' ? anchor.quote : text,
    gone: text === '',
  }
}

/** Each linked paragraph of an analysis beside what the narrative says there now, and said when it was linked. */
export async function readSideBySide(
  reading: Reading,
  visitor: Visitor,
  partner: PartnerKind,
): Promise<Result<SideBySide, 'not allowed'>> {
  const { db } = reading.ledger
  const { workspace } = visitor
  const open = await openTo(reading, visitor, partner)
  if (open === null) return NOT_OPEN
  const rows = await db
    .selectFrom('link')
    .innerJoin('theme', (join) =>
      join.onRef('theme.workspace', '=', 'link.workspace').onRef('theme.id', '=', 'link.theme'),
    )
    .selectAll('link')
    .select('theme.label')
    .where('link.workspace', '=', workspace)
    .where('link.partner', '=', partner)
    .orderBy('link.theme')
    .orderBy('link.at')
    .execute()
  const pairs: Pair[] = []
  for (const [theme, links] of groups(rows, (row) => row.theme)) {
    if (!(await rightsOf(db, visitor, theme)).read) continue
    await reading.documents.look(roomOf(workspace, theme), (doc) => {
      const blocks = blocksOfDoc(doc)
      const flats = flatsOf(doc)
      for (const row of links) {
        const analysis = open.side(anchorOf(row.analysis))
        if (analysis === null) continue
        const anchor = anchorOf(row.narrative)
        const narrative = sideIn(blocks, placeOf(doc, flats, anchor), anchor)
        const { id, label, said, at } = row
        const saidThen = narrative.gone || narrative.text !== said ? said : null
        pairs.push({ link: id, theme, label, by: authorFrom(row.by), at, analysis, narrative, saidThen })
      }
    })
  }
  open.close()
  return ok({ partner, submission: open.submission, pairs })
}

/** The links of a document that its reader may know of: in a narrative, those of analyses that are open to them. */
export async function readLinks(
  reading: Reading,
  visitor: Visitor,
  document: DocumentId,
): Promise<Result<Link[], 'not allowed'>> {
  const { db } = reading.ledger
  const { workspace } = visitor
  if (!(await rightsOf(db, visitor, document)).read)
    return no('not allowed', 'This document is not open to you. Guest readers read frozen versions.')
  const what = kindOf(document)
  if (what.kind !== 'narrative' && what.kind !== 'analysis') return ok([])
  let query = db.selectFrom('link').selectAll().where('workspace', '=', workspace)
  query =
    what.kind === 'analysis'
      ? query.where('partner', '=', what.partner)
      : query.where('theme', '=', what.theme)
  const rows = await query.orderBy('at').execute()
  const shown: Row[] = []
  for (const [partner, links] of groups(rows, (row) => row.partner)) {
    const open = await openTo(reading, visitor, partner)
    if (open === null) continue
    shown.push(...links.filter((row) => open.side(anchorOf(row.analysis)) !== null))
    open.close()
  }
  return ok(
    await reading.documents.look(roomOf(workspace, document), (doc: Y.Doc) => {
      const flats = flatsOf(doc)
      return shown.map((row): Link => {
        const anchor = anchorOf(what.kind === 'analysis' ? row.analysis : row.narrative)
        const place = placeOf(doc, flats, anchor)
        const section = place?.section ?? anchor.section
        const quote = place === null ? anchor.quote : flats(section).text.slice(place.from, place.to)
        return { id: row.id, partner: row.partner, theme: row.theme, section, quote, at: place?.from ?? null }
      })
    }),
  )
}
