import { expect } from 'vitest'
import type { PartnerKind } from '../../../shared/domain/partners.ts'
import { GROUNDS } from '../../../shared/domain/positions.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'
import { insertMember } from '../../../server/accounts/members.ts'
import { visitorOf } from '../../../server/accounts/people.ts'
import { recount } from '../../../server/records/changed-since.ts'
import type { Freezing } from '../../../server/records/freezing.ts'
import { asPositions, statusIn } from '../../../server/records/position-marks.ts'
import { setPosition } from '../../../server/records/positions.ts'
import type { Documents } from '../../../server/records/rooms-port.ts'
import { findTheme, type ThemeRow } from '../../../server/records/wording.ts'
import { ROOM } from '../../support/memory-server.ts'
import { type Ground, paragraph, test } from './frozen-ground.ts'

/** All partners agree: on which words, and which are kept as those agreed on. */
const AGREES = { stance: 'agree', reason: null, publish: true, seen: null } as const

/** A member who signs for a partner. */
async function named({ ledger }: Ground, partner: PartnerKind) {
  const who = { name: partner, partner, role: 'WL', themes: [] } as const
  const member = visitorOf(await insertMember(ledger.db, 'demo', { ...who, themes: [] }, 1))
  await ledger.db.updateTable('partner').set({ signatory: member.id }).where('kind', '=', partner).execute()
  return [member, partner] as const
}

/** Everyone's position on both grounds of theme 4 but the last one, which is handed back to be set. */
async function allButOne(ground: Ground) {
  const { lead, parent, reading } = ground
  const all = [
    [lead, 'council'] as const,
    ...(await Promise.all([named(ground, 'ccgs'), named(ground, 'providers'), named(ground, 'schools')])),
    [parent, 'parents'] as const,
  ].flatMap(([who, partner]) => GROUNDS.map((on) => ({ who, partner, on })))
  const last = all.pop() as (typeof all)[number]
  const set = async (
    by: Freezing,
    { who, partner, on }: (typeof all)[number],
    { writtenAt = Date.now() } = {},
  ) =>
    setPosition(by, who, '4', {
      id: `position-${partner}-${on}`,
      ...AGREES,
      writtenAt,
      partner,
      on,
    })
  for (const one of all) expect(await set(reading, one)).toMatchObject({ value: { stance: 'agree' } })
  return (by: Freezing, options = {}) => set(by, last, options)
}
const agreed = ({ ledger }: Ground) =>
  ledger.db.selectFrom('version').select(['paragraphs']).where('why', '=', 'agreed').execute()

test('C3: the version kept as agreed has the very words agreed on, whatever is typed meanwhile', async ({
  ground,
}) => {
  const { server, parent, reading, readingWith, text } = ground
  const setLast = await allButOne(ground)
  const typing: Documents = {
    ...server.rooms,
    async authorship(name) {
      const spans = await server.rooms.authorship(name)
      await server.rooms.edit(ROOM, parent, (doc) =>
        fragmentOf(doc, 'cases').push([paragraph('Not agreed.')]),
      )
      return spans
    },
  }
  const answer = await setLast(readingWith(typing))
  if (!answer.ok) throw new Error(answer.say)
  const on = await reading.versions.paragraphs('demo', '4', answer.value.version.id)
  expect((await agreed(ground)).map(({ paragraphs }) => JSON.parse(paragraphs) as unknown)).toEqual([on])
  expect(await text()).toContain('Not agreed.')
})

test('C3: a position taken offline on an earlier text agrees to nothing that was written since', async ({
  ground,
}) => {
  const { server, ledger, lead, reading } = ground
  const hour = Date.now() - 3_600_000
  await reading.versions.take('demo', '4', { why: 'named', by: lead, name: 'Read on the train' })
  await ledger.db.updateTable('version').set({ at: hour }).execute()
  await server.rooms.edit(ROOM, lead, (doc) => fragmentOf(doc, 'cases').push([paragraph('Since then.')]))
  const setLast = await allButOne(ground)
  expect(await setLast(reading, { writtenAt: hour + 1 })).toMatchObject({ ok: true, value: { changed: 1 } })
  expect(await agreed(ground)).toEqual([])
})

test('C3: what has not been counted is not agreed', async ({ ground }) => {
  const { ledger, reading } = ground
  const setLast = await allButOne(ground)
  await setLast(reading)
  const status = async () =>
    (await statusIn(ledger.db, { ...(await findTheme(ledger.db, 'demo', '4')) } as ThemeRow, 1)).status
  expect(await status()).toBe('agreed')
  await ledger.db.deleteFrom('changed_since').execute()
  expect(await status()).toBe('in agreement')
  const now = (await reading.versions.seal('demo', '4')).paragraphs
  expect(await recount(ledger.db, reading.versions, { workspace: 'demo', theme: '4', now })).toBe(true)
  expect(await status()).toBe('agreed')
})

test('no positions are read of no rows', async ({ ground }) => {
  const { ledger } = ground
  expect(await asPositions(ledger.db, 'demo', [])).toEqual([])
})
