import { generateKeyBetween } from 'fractional-indexing'
import type { SectionKind } from '../../shared/domain/presentation.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { no } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import type { Presentation, SectionChange } from '../../shared/presentation/order.ts'
import { asTheyStand, findMember, personOf } from '../accounts/people.ts'
import type { Records } from '../storage/tables.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { Reading } from './home.ts'
import { writeBlocks } from './presentation-blocks.ts'
import {
  GUEST,
  makePresentation,
  readPresentation,
  roomOfSection,
  sectionRows,
  type SectionRow,
} from './presentation.ts'
import { note } from './trail.ts'
import { TEMPLATE_AUTHOR } from './workspaces.ts'

type Ground = Pick<Reading, 'ledger' | 'documents'>
type Refused = {
  ok: false
  reason: 'signed out' | 'not allowed' | 'not found' | 'bad request' | 'stale'
  say: string
  theirs?: unknown
}
type Outcome = Promise<{ ok: true; value: Presentation } | Refused>

const NOT_YOURS = no('not allowed', 'Those who write this section change it. You can comment on it.')
const NO_SECTION = no('not found', 'There is no such section in the presentation.')
const NO_MEMBER = no('bad request', 'That person is not a member any more. Choose another presenter.')
const NOT_A_READER = no(
  'bad request',
  'A guest reader cannot present: the presentation is not open to them. Choose a member, or ask the nominated lead to change their role.',
)
/** Sections of the running order, removed ones included: each is a document of its own. */
const SECTIONS = 60
const FULL = no(
  'bad request',
  `The running order has ${SECTIONS} sections with those that were removed. Bring one of them back, or use one that stands.`,
)
const TAKEN = no('bad request', 'That id is in use. Send it with a new one.')

/** Sets when the presentation begins and how long it may take; who has not seen what stands is shown it. */
export async function setPresentation(
  ground: Ground,
  visitor: Visitor,
  { starts, slotMinutes, version }: { starts: string | null; slotMinutes: number; version: number },
): Outcome {
  return changing(ground, visitor, async (db, me) => {
    if (!may(me, { do: 'edit presentation', theme: null })) return NOT_YOURS
    const { workspace } = me
    const row = await db
      .selectFrom('presentation')
      .selectAll()
      .where('workspace', '=', workspace)
      .executeTakeFirstOrThrow()
    const before = { starts: row.starts, slotMinutes: row.slot_minutes }
    if (before.starts === starts && before.slotMinutes === slotMinutes) return 'nothing'
    if (row.version !== version)
      return {
        ...no(
          'stale',
          'Somebody else has set the start or the slot meanwhile. Look at theirs, then set yours again.',
        ),
        theirs: { ...before, version: row.version },
      }
    await db
      .updateTable('presentation')
      .set({ starts, slot_minutes: slotMinutes, version: version + 1 })
      .where('workspace', '=', workspace)
      .execute()
    await note(db, {
      workspace,
      subject: 'presentation:whole',
      at: ground.ledger.now(),
      by: me,
      did: 'set',
      before: JSON.stringify(before),
    })
    return 'changed'
  })
}

/** Adds a section behind another, with the first blocks of its kind; sent twice, it is there once. */
export async function addSection(
  ground: Ground,
  visitor: Visitor,
  section: {
    id: string
    kind: SectionKind
    title: string | null
    theme: ThemeId | null
    after: string | null
  },
): Outcome {
  const { id, kind, title, theme, after } = section
  if ((kind === 'theme') !== (theme !== null))
    return no('bad request', 'A section about a theme says which; the others have none.')
  const outcome = await changing(ground, visitor, async (db, me) => {
    if (!may(me, { do: 'edit presentation', theme })) return NOT_YOURS
    const { workspace } = me
    const rows = await sectionRows(db, workspace)
    const there = rows.find((row) => row.id === id)
    if (there !== undefined) return there.kind === kind && there.theme === theme ? 'nothing' : TAKEN
    if (rows.length >= SECTIONS) return FULL
    await db
      .insertInto('presentation_section')
      .values({
        workspace,
        id,
        kind,
        title,
        theme,
        minutes: null,
        presenter: null,
        partner: null,
        order: orderBehind(rows, after, id),
        removed: 0,
        version: 1,
      })
      .execute()
    await noteOf(db, ground, me, id, 'added', null)
    return 'changed'
  })
  if (outcome.ok)
    await ground.documents.edit(roomOfSection(visitor.workspace, id), TEMPLATE_AUTHOR, (doc) =>
      writeBlocks(doc, kind, theme),
    )
  return outcome
}

/**
 * Changes what is said of a section. What somebody else has changed since it was seen is not replaced: they are shown
 * what stands. Two people who change different things of one section both get theirs.
 */
export async function changeSection(
  ground: Ground,
  visitor: Visitor,
  id: string,
  { seen, set }: { seen: SectionChange; set: SectionChange },
): Outcome {
  return changing(ground, visitor, async (db, me) => {
    const row = (await sectionRows(db, me.workspace)).find((one) => one.id === id)
    if (row === undefined) return NO_SECTION
    if (!may(me, { do: 'edit presentation', theme: row.theme })) return NOT_YOURS
    const before = saidOf(row)
    const fresh = Object.entries(set).filter(([name, value]) => before[name as keyof SectionChange] !== value)
    if (fresh.length === 0) return 'nothing'
    const stale = fresh.filter(
      ([name]) => before[name as keyof SectionChange] !== seen[name as keyof SectionChange],
    )
    if (stale.length > 0)
      return {
        ...no('stale', 'Somebody else has changed this section meanwhile. Look at both, then choose.'),
        theirs: Object.fromEntries(stale.map(([name]) => [name, before[name as keyof SectionChange]])),
      }
    const { presenter } = set
    const member = presenter == null ? undefined : await findMember(db, me.workspace, presenter)
    if (presenter != null && member === undefined) return NO_MEMBER
    if (member !== undefined && !may(personOf(member), { do: 'see members' })) return NOT_A_READER
    await db
      .updateTable('presentation_section')
      .set({
        ...(set.title === undefined ? {} : { title: set.title }),
        ...(set.minutes === undefined ? {} : { minutes: set.minutes }),
        ...(presenter === undefined ? {} : { presenter, partner: member?.partner ?? null }),
        ...(set.removed === undefined ? {} : { removed: set.removed ? 1 : 0 }),
        version: row.version + 1,
      })
      .where('workspace', '=', me.workspace)
      .where('id', '=', id)
      .execute()
    const did = set.removed === undefined ? 'changed' : set.removed ? 'removed' : 'brought back'
    await noteOf(
      db,
      ground,
      me,
      id,
      did,
      Object.fromEntries(fresh.map(([name]) => [name, before[name as keyof SectionChange]])),
    )
    return 'changed'
  })
}

/** Puts a section behind another (null: first), unless somebody else has moved it since it was taken up. */
export async function moveSection(
  ground: Ground,
  visitor: Visitor,
  id: string,
  { after, seen }: { after: string | null; seen: string },
): Outcome {
  return changing(ground, visitor, async (db, me) => {
    const rows = await sectionRows(db, me.workspace)
    const row = rows.find((one) => one.id === id)
    if (row === undefined) return NO_SECTION
    if (!may(me, { do: 'edit presentation', theme: row.theme })) return NOT_YOURS
    const standing = rows.filter(({ removed }) => removed === 0)
    const before = standing[standing.indexOf(row) - 1]?.id ?? null
    if (before === after || after === id) return 'nothing'
    if (row.order !== seen)
      return {
        ...no(
          'stale',
          'Somebody else has moved this section meanwhile. See where it is now, then move it again.',
        ),
        theirs: { after: before },
      }
    await db
      .updateTable('presentation_section')
      .set({ order: orderBehind(rows, after, id), version: row.version + 1 })
      .where('workspace', '=', me.workspace)
      .where('id', '=', id)
      .execute()
    await noteOf(db, ground, me, id, 'moved', { after: before })
    return 'changed'
  })
}

const saidOf = ({ title, minutes, presenter, removed }: SectionRow): SectionChange => ({
  title,
  minutes,
  presenter,
  removed: removed === 1,
})

/** An order behind a section; one whose neighbour is gone meanwhile comes last. */
function orderBehind(rows: readonly SectionRow[], after: string | null, moving: string): string {
  const others = rows.filter(({ id }) => id !== moving)
  const at = after === null ? -1 : others.findIndex(({ id }) => id === after)
  const previous = after === null ? null : ((others[at] ?? others.at(-1))?.order ?? null)
  const next = others.find(({ order }) => previous === null || order > previous)
  return generateKeyBetween(previous, next?.order ?? null)
}

const noteOf = (
  db: Records,
  { ledger }: Ground,
  me: Visitor,
  section: string,
  did: string,
  before: object | null,
): Promise<void> =>
  note(db, {
    workspace: me.workspace,
    subject: `document:presentation-${section}`,
    at: ledger.now(),
    by: me,
    did,
    before: before === null ? null : JSON.stringify(before),
  })

/** In one transaction, by somebody who still may; every page hears of it, and the whole running order is the answer. */
async function changing(
  ground: Ground,
  visitor: Visitor,
  change: (db: Records, me: Visitor) => Promise<'changed' | 'nothing' | Refused>,
): Outcome {
  const { ledger } = ground
  if (!may(visitor, { do: 'see members' })) return GUEST
  await makePresentation(ledger.db, visitor.workspace)
  const outcome = await ledger.db.transaction().execute(async (db) => {
    const now = await asTheyStand(db, visitor)
    return now.ok ? change(db, now.value) : now
  })
  if (typeof outcome === 'object') return outcome
  if (outcome === 'changed') ledger.tell(visitor.workspace, { type: 'changed', what: 'presentation' })
  return readPresentation(ground, visitor)
}
