import { describe, expect } from 'vitest'
import { anchorOn } from '../../../shared/annotations/anchors.ts'
import type { Anchor, Comment } from '../../../shared/annotations/comments.ts'
import { routes } from '../../../shared/api/routes.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'
import type { Guest } from '../../support/test-server.ts'
import {
  D,
  S,
  LINE,
  paragraph,
  textNow,
  posting,
  of,
  accept,
  decline,
  reopen,
  read,
  test,
} from './suggesting.ts'

describe('who may', () => {
  test('who only comments suggests, and decides nothing', async ({ lead, parent, sponsor, suggest }) => {
    const mine = await suggest(sponsor, 'being helped', 'strike')
    for (const reply of [
      await accept(sponsor, mine),
      await decline(sponsor, mine),
      await reopen(sponsor, mine),
    ])
      expect([reply.status, reply.body.error]).toEqual([403, 'not allowed'])
    const several = { decide: 'accept', suggestions: [{ id: mine.id, version: 1 }], reason: null }
    const bulk = await sponsor.call(routes.decideSuggestions, { params: D, body: several })
    expect(bulk.body).toMatchObject({ done: [], refused: [{ id: mine.id }] })
    expect(await textNow(lead)).toContain(LINE)
    // An editor decides on their own as well.
    expect((await accept(parent, await suggest(parent, 'being helped', 'strike'))).status).toBe(200)
  })

  test('a frozen narrative refuses it in plain words', async ({ server, lead, parent, suggest }) => {
    const mine = await suggest(parent, 'being helped', 'strike')
    const { db } = server.running.ledger
    const freeze = (frozen: string | null) =>
      db.updateTable('theme').set({ frozen }).where('id', '=', '4').execute()
    await freeze('some-version')
    const reply = await accept(lead, mine)
    expect([reply.status, reply.body.say]).toEqual([403, expect.stringMatching(/narrative is frozen/)])
    await freeze(null)
    expect((await accept(lead, mine)).status).toBe(200)
  })

  test.for([
    ['no words', 'replace', '', /Write the words/],
    ['words for a strike', 'strike', 'x', /send none/],
    ['a line break', 'new paragraph', 'one\ntwo', /one paragraph at a time/],
    ['the same words', 'replace', 'being helped', /words that stand there/],
  ] as const)('%s: refused, and it says what was wrong', async ([, form, words, say], { parent, on }) => {
    const reply = await parent.call(routes.comment, {
      params: D,
      body: posting(on('being helped'), form, words),
    })
    expect([reply.status, reply.body.say]).toEqual([400, expect.stringMatching(say)])
  })

  test('words over two paragraphs are refused; one posted before they were split is not, sent again', async ({
    parent,
    writer,
    on,
  }) => {
    const over = await parent.call(routes.comment, {
      params: D,
      body: posting(on('helped.A second'), 'strike'),
    })
    expect([over.status, over.body.say]).toEqual([400, expect.stringMatching(/one paragraph/)])
    const body = posting(on('being found is'), 'strike')
    await parent.call(routes.comment, { params: D, body })
    const { doc } = writer
    const fragment = fragmentOf(doc, S)
    const cut = LINE.indexOf('is not')
    doc.transact(() => {
      fragment.delete(0, 1)
      fragment.insert(0, [paragraph(LINE.slice(0, cut)), paragraph(LINE.slice(cut))])
    })
    await writer.until(() => writer.allSaved)
    expect((await parent.call(routes.comment, { params: D, body })).status).toBe(200)
  })
})

test('several at once: each by the same rule, from the end backwards; who is refused is told why', async ({
  lead,
  parent,
  type,
  suggest,
}) => {
  const first = await suggest(parent, 'Families say', 'replace', 'Families tell us that')
  const second = await suggest(parent, 'being helped', 'replace', 'being supported')
  const third = await suggest(parent, 'helped.', 'insert', 'So they say.')
  const gone = await suggest(parent, 'found', 'replace', 'seen')
  await type(LINE.indexOf('found'), 'known', 'found'.length)
  const suggestions = [first, second, third, gone].map(({ id, version }) => ({ id, version }))
  const bulk = await lead.call(routes.decideSuggestions, {
    params: D,
    body: { decide: 'accept', suggestions, reason: null },
  })
  expect(bulk.status).toBe(200)
  // "helped." comes after "being helped" begins: its words go first, and the other still stands as quoted.
  expect(bulk.body.done.toSorted()).toEqual([first.id, second.id, third.id].toSorted())
  expect(bulk.body.refused).toEqual([{ id: gone.id, say: expect.stringMatching(/not in the text/) }])
  expect(await textNow(lead)).toContain(
    'Families tell us that being known is not the same as being supported. So they say.',
  )
  const no = { decide: 'decline', suggestions: [{ id: gone.id, version: 1 }], reason: null }
  expect((await lead.call(routes.decideSuggestions, { params: D, body: no })).status).toBe(400)
  const why = { ...no, reason: 'Settled otherwise.' }
  expect((await lead.call(routes.decideSuggestions, { params: D, body: why })).body.done).toEqual([gone.id])
  expect((await read(parent, gone)).suggestion?.outcome?.reason).toBe('Settled otherwise.')
})

test('nobody but its author moves a comment to other words of the same letters', async ({
  lead,
  health,
  parent,
  writer,
  type,
  on,
  suggest,
}) => {
  await type(0, 'being helped, they say. ')
  const mine = await suggest(parent, 'not the same as being helped', 'strike')
  const comment = await lead.call(routes.comment, {
    params: D,
    body: { ...posting(on('being helped'), 'strike'), kind: 'question', text: 'Really?', suggestion: null },
  })
  const second = anchorOn(writer.doc, S, 'being helped', 1)
  const move = (guest: Guest, anchor: Anchor | null) =>
    guest.call(routes.moveAnchor, { params: of(comment.body as Comment), body: { anchor, version: 1 } })
  expect((await move(health, second)).status).toBe(403)
  // A place that nobody but its writer has yet: tried again later.
  const ahead = {
    ...on('being helped'),
    start: { item: { client: 9, clock: 9 } },
    end: { item: { client: 9, clock: 9 } },
    before: 'x',
    after: 'x',
  }
  expect((await move(health, ahead)).status).toBe(409)
  expect((await move(health, on('being helped'))).status).toBe(200)
  expect((await move(lead, second)).status).toBe(200)
  expect((await read(lead, mine)).anchor.quote).toBe('not the same as being helped')
})
