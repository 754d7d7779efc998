import { nanoid } from 'nanoid'
import * as Y from 'yjs'
import { routes } from '../../../shared/api/routes.ts'
import type { MeetingPage } from '../../../shared/api/meetings.ts'
import type { MeetingKind } from '../../../shared/domain/meetings.ts'
import type { Meeting } from '../../../shared/meetings/meetings.ts'
import { titleOf } from '../../../shared/meetings/templates.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'
import { socketPeer, type SocketPeer } from '../../support/socket-peer.ts'
import type { Guest, MemberOptions, TestServer } from '../../support/test-server.ts'

/** Tuesday 24 November 2026, 10:30 in London. */
export const STARTS = Date.UTC(2026, 10, 24, 10, 30)

export const aPlan = (kind: MeetingKind, more: object = {}) => ({
  id: nanoid(),
  kind,
  title: titleOf(kind, STARTS),
  startsAt: STARTS,
  minutes: 60,
  dialIn: null,
  invitees: [],
  ...more,
})

/** Plans a meeting. */
export async function planned(
  by: Guest,
  kind: MeetingKind = 'weekly teleconference',
  more: object = {},
): Promise<Meeting> {
  const { status, body } = await by.call(routes.planMeeting, { body: aPlan(kind, more) })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body as Meeting
}

/** Plans a meeting and starts it. */
export async function underWay(by: Guest, kind?: MeetingKind): Promise<Meeting> {
  const { id } = await planned(by, kind)
  return (await by.call(routes.startMeeting, { params: { meeting: id }, body: {} })).body as Meeting
}

export const close = (by: Guest, meeting: string) =>
  by.call(routes.closeMeeting, { params: { meeting }, body: {} })

export const read = async (by: Guest, meeting: string): Promise<MeetingPage> =>
  (await by.call(routes.meeting, { params: { meeting } })).body as MeetingPage

export const decision = (more: object = {}) => ({
  id: nanoid(),
  item: 'themes',
  kind: 'decision',
  words: 'Use 90% (February 2019), not ‘about 90%’',
  writtenAt: Date.now(),
  ...more,
})

export const action = (more: object = {}) =>
  decision({
    kind: 'action',
    words: 'DO check IHA source by Friday',
    action: { owner: null, due: { day: '2026-11-27', time: null } },
    ...more,
  })

export const enter = (by: Guest, meeting: string, body: object) =>
  by.call(routes.addEntry, { params: { meeting }, body })

/** Somebody's page with a document open; its socket is theirs to close. */
export async function open(server: TestServer, who: MemberOptions, room: string): Promise<SocketPeer> {
  const token = await server.token(who)
  const joined = await socketPeer(server.url.replace('http', 'ws'), { token, room: `surrey-demo/${room}` })
  await joined.peer.until(() => joined.peer.synced)
  return joined
}

/** Types a line of its own into a section; it is sent, not yet stored. */
export function type({ peer }: SocketPeer, section: string, words: string): void {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  fragmentOf(peer.doc, section).push([paragraph])
}
