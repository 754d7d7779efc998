import { expect } from 'vitest'
import * as Y from 'yjs'
import { anchorOn } from '../../../shared/annotations/anchors.ts'
import type { Anchor, Comment, TrailEntry } from '../../../shared/annotations/comments.ts'
import type { Proposal, SuggestionForm } from '../../../shared/annotations/suggestions.ts'
import { routes } from '../../../shared/api/routes.ts'
import { fragmentOf, textOf } from '../../../shared/narrative/sections.ts'
import { test as signedIn } from '../../support/signed-in.ts'
import { type Peer } from '../../support/peer.ts'
import { socketPeer } from '../../support/socket-peer.ts'
import type { Guest } from '../../support/test-server.ts'

export const D = { document: '4' }
export const S = 'cases'
export const LINE = 'Families say being found is not the same as being helped.'
let count = 0

/** Somebody who writes in the section, and what the tests do to its words. */
interface Scene {
  writer: Peer
  /** Replaces words of the first paragraph. */
  type(at: number, words: string, drop?: number): Promise<void>
  seen(words: string): Promise<void>
  on(words: string): Anchor
  suggest(guest: Guest, words: string, form: SuggestionForm, put?: string): Promise<Comment>
}

const file = { scope: 'file' } as const

/** People signed in, somebody writing; each test begins with the same two paragraphs in the section. */
export const test = signedIn
  .extend<{ $file: { scene: Scene } & Scene }>({
    scene: [
      async ({ server }, use) => {
        const token = await server.token({ role: 'WL' })
        const { peer, socket } = await socketPeer(server.url.replace('http', 'ws'), {
          token,
          room: 'surrey-demo/narrative/4',
        })
        await peer.until(() => peer.synced)
        await use(sceneOf(peer))
        socket.close()
      },
      file,
    ],
    writer: [async ({ scene }, use) => use(scene.writer), file],
    type: [async ({ scene }, use) => use(scene.type), file],
    seen: [async ({ scene }, use) => use(scene.seen), file],
    on: [async ({ scene }, use) => use(scene.on), file],
    suggest: [async ({ scene }, use) => use(scene.suggest), file],
  })
  .extend<{ asItWas: void }>({
    asItWas: [
      async ({ writer }, use) => {
        const fragment = fragmentOf(writer.doc, S)
        writer.doc.transact(() => {
          fragment.delete(0, fragment.length)
          fragment.insert(0, [paragraph(LINE), paragraph('A second one.')])
        })
        await writer.until(() => writer.allSaved)
        await use()
      },
      { auto: true },
    ],
  })

function sceneOf(writer: Peer): Scene {
  const on = (words: string): Anchor => {
    const anchor = anchorOn(writer.doc, S, words)
    if (anchor === null) throw new Error(`no anchor on ${words}`)
    return anchor
  }
  return {
    writer,
    on,
    async type(at, words, drop = 0) {
      const text = (fragmentOf(writer.doc, S).get(0) as Y.XmlElement).get(0) as Y.XmlText
      writer.doc.transact(() => {
        text.delete(at, drop)
        text.insert(at, words)
      })
      await writer.until(() => writer.allSaved)
    },
    seen: (words) => writer.until(() => textOf(fragmentOf(writer.doc, S)).includes(words)),
    async suggest(guest, words, form, put = '') {
      const posted = await guest.call(routes.comment, { params: D, body: posting(on(words), form, put) })
      expect([posted.status, posted.body.say]).toEqual([200, undefined])
      return posted.body as Comment
    },
  }
}

export const paragraph = (words: string): Y.XmlElement => {
  const element = new Y.XmlElement('paragraph')
  element.insert(0, [new Y.XmlText(words)])
  return element
}

export const textNow = async (guest: Guest): Promise<string> => {
  const { body } = await guest.call(routes.storedText, { params: D })
  const html: string = body.sections.find(({ id }: { id: string }) => id === S).html
  return html
    .replaceAll('</p>', '\n')
    .replaceAll(/<[^>]+>/g, '')
    .trim()
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
export const of = ({ id }: { id: string }) => ({ ...D, comment: id })
export const accept = (guest: Guest, { id, version }: Comment, words: string | null = null) =>
  guest.call(routes.acceptSuggestion, { params: of({ id }), body: { version, words } })
export const decline = (guest: Guest, { id, version }: Comment, reason = 'Not what families told us.') =>
  guest.call(routes.declineSuggestion, { params: of({ id }), body: { version, reason } })
export const reopen = (guest: Guest, { id, version }: Comment) =>
  guest.call(routes.reopenSuggestion, { params: of({ id }), body: { version } })
export const read = async (guest: Guest, { id }: { id: string }): Promise<Comment> =>
  (await guest.call(routes.comments, { params: D })).body.find((one: Comment) => one.id === id)
export const trail = async (guest: Guest, { id }: { id: string }): Promise<[string, string][]> =>
  (await guest.call(routes.commentTrail, { params: of({ id }) })).body.map(({ did, by }: TrailEntry) => [
    did,
    by.partner,
  ])
