import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import * as Y from 'yjs'
import { anchorOn } from '../../../shared/annotations/anchors.ts'
import type { Anchor, Comment, TrailEntry } from '../../../shared/annotations/comments.ts'
import type { Proposal, SuggestionForm } from '../../../shared/annotations/suggestions.ts'
import { routes } from '../../../shared/api/routes.ts'
import { fragmentOf, textOf } from '../../../shared/narrative/sections.ts'
import { socketPeer, type SocketPeer } from '../../support/socket-peer.ts'
import { type Guest, startTestServer, type TestServer } from '../../support/test-server.ts'

/** The scene of the tests of suggestions: a server, people, somebody writing, and two paragraphs in one section. */

export let server: TestServer
export let lead: Guest
export let health: Guest
export let parent: Guest
export let sponsor: Guest
export let writer: SocketPeer
beforeAll(async () => {
  server = await startTestServer()
  lead = await server.signIn({ role: 'NL' })
  health = await server.signIn({ role: 'WL', partner: 'ccgs' })
  parent = await server.signIn({ role: 'PP', partner: 'parents' })
  sponsor = await server.signIn({ role: 'SP' })
  const token = await server.token({ role: 'WL' })
  writer = await socketPeer(server.url.replace('http', 'ws'), { token, room: 'surrey-demo/narrative/4' })
  await writer.peer.until(() => writer.peer.synced)
})
afterAll(async () => {
  writer.socket.close()
  await server.stop()
})

export const D = { document: '4' }
export const S = 'cases'
export const LINE = 'Families say being found is not the same as being helped.'
let count = 0

export const paragraph = (words: string): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(words)])
  return element
}
beforeEach(async () => {
  const { peer } = writer
  const fragment = fragmentOf(peer.doc, S)
  peer.doc.transact(() => {
    fragment.delete(0, fragment.length)
    fragment.insert(0, [paragraph(LINE), paragraph('A second one.')])
  })
  await peer.until(() => peer.allSaved)
})

export const textNow = async (guest = lead): Promise<string> => {
  const { body } = await guest.call(routes.storedText, { params: D })
  const html: string = body.sections.find(({ id }: { id: string }) => id === S).html
  return html
    .replaceAll('</p>', '\n')
    .replaceAll(/<[^>]+>/g, '')
    .trim()
}
export const seen = (words: string): Promise<void> =>
  writer.peer.until(() => textOf(fragmentOf(writer.peer.doc, S)).includes(words))
export async function type(at: number, words: string, drop = 0): Promise<void> {
  const { peer } = writer
  const text = (fragmentOf(peer.doc, S).get(0) as Y.XmlElement).get(0) as Y.XmlText
  peer.doc.transact(() => {
    text.delete(at, drop)
    text.insert(at, words)
  })
  await peer.until(() => peer.allSaved)
}
export function on(words: string): Anchor {
  const anchor = anchorOn(writer.peer.doc, S, words)
  if (anchor === null) throw new Error(`no anchor on ${words}`)
  return anchor
}
export const posting = (
  anchor: Anchor,
  form: SuggestionForm,
  words = '',
  side: Proposal['side'] = 'after',
) => ({
  id: `suggest-${String((count += 1)).padStart(5, '0')}`,
  kind: 'suggestion',
  text: '',
  anchor,
  writtenAt: 1_700_000_000_000,
  suggestion: { form, words, side },
})
export async function suggest(guest: Guest, words: string, form: SuggestionForm, put = ''): Promise<Comment> {
  const posted = await guest.call(routes.comment, { params: D, body: posting(on(words), form, put) })
  expect([posted.status, posted.body.say]).toEqual([200, undefined])
  return posted.body as Comment
}
export const of = ({ id }: { id: string }) => ({ ...D, comment: id })
export const accept = (guest: Guest, { id, version }: Comment, words: string | null = null) =>
  guest.call(routes.acceptSuggestion, { params: of({ id }), body: { version, words } })
export const decline = (guest: Guest, { id, version }: Comment, reason = 'Not what families told us.') =>
  guest.call(routes.declineSuggestion, { params: of({ id }), body: { version, reason } })
export const reopen = (guest: Guest, { id, version }: Comment) =>
  guest.call(routes.reopenSuggestion, { params: of({ id }), body: { version } })
export const read = async (guest: Guest, { id }: { id: string }): Promise<Comment> =>
  (await guest.call(routes.comments, { params: D })).body.find((one: Comment) => one.id === id)
export const trail = async ({ id }: { id: string }): Promise<[string, string][]> =>
  (await lead.call(routes.commentTrail, { params: of({ id }) })).body.map(({ did, by }: TrailEntry) => [
    did,
    by.partner,
  ])
