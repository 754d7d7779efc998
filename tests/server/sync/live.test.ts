import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createInProcessBus } from '../../../server/bus/in-process.ts'
import { createLive, type Live } from '../../../server/sync/live.ts'
import type { LiveEvent } from '../../../shared/protocol/live.ts'
import type { Visitor } from '../../../server/sync/doorkeeper.ts'
import { PEOPLE } from '../../support/people.ts'
import { startSyncServer } from '../../support/sync-server.ts'

let stops: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})

const HOME: LiveEvent = { type: 'changed', what: 'home' }
const COMMENTS: LiveEvent = { type: 'changed', what: 'comments', document: '4' }

const ignore = (): void => undefined

/** A page that writes down what it hears. */
function page(live: Live, person: Visitor) {
  const heard: LiveEvent[] = []
  let closed: number | null = null
  let unsent = 0
  let wake: () => void = ignore
  const leave = live.attach(
    {
      send: (text) => {
        heard.push(JSON.parse(text) as LiveEvent)
        wake()
      },
      close: (code) => {
        closed = code
        wake()
      },
      unsent: () => unsent,
    },
    person,
  )
  return {
    heard,
    leave,
    closed: () => closed,
    lag: (bytes: number) => void (unsent = bytes),
    async until(holds: () => boolean) {
      while (!holds()) await new Promise<void>((resolve) => (wake = resolve))
    },
  }
}

const onError = (error: unknown) => expect.fail(String(error))

function hub(turnMs?: number) {
  const bus = createInProcessBus()
  return () => {
    const live = createLive({
      bus: bus.join(),
      onError,
      gatherMs: 1,
      ...(turnMs === undefined ? {} : { turnMs }),
    })
    stops.push(live.close)
    return live
  }
}

describe('the live channel', () => {
  it('S70 reaches the pages of its workspace on every server, and of no other', async () => {
    const server = hub()
    const [one, two] = [server(), server()]
    const [here, there, elsewhere] = [
      page(one, PEOPLE.lead),
      page(two, PEOPLE.parent),
      page(two, PEOPLE.stranger),
    ]
    one.publish('demo', HOME)
    await Promise.all([here, there].map((each) => each.until(() => each.heard.length === 1)))
    one.publish('elsewhere', COMMENTS)
    await elsewhere.until(() => elsewhere.heard.length === 1)
    expect(here.heard).toEqual([HOME])
    expect(there.heard).toEqual([HOME])
    expect(elsewhere.heard).toEqual([COMMENTS])
  })

  it('S70 the same event within a moment is told once', async () => {
    const live = hub()()
    const mine = page(live, PEOPLE.lead)
    for (let i = 0; i < 20; i++) live.publish('demo', HOME)
    live.publish('demo', COMMENTS)
    await mine.until(() => mine.heard.length >= 2)
    expect(mine.heard).toEqual([HOME, COMMENTS])
    live.publish('demo', HOME)
    await mine.until(() => mine.heard.length >= 3)
  })

  it('S70 of a crowd, ten pages at a time read the whole workspace anew; what is told of one document is told at once', async () => {
    const live = hub(60_000)()
    const pages = Array.from({ length: 25 }, () => page(live, PEOPLE.lead))
    live.publish('demo', HOME)
    live.publish('demo', COMMENTS)
    await pages.at(-1)!.until(() => pages.at(-1)!.heard.length > 0)
    const told = pages.map(({ heard }) =>
      heard.filter((event) => JSON.stringify(event) === JSON.stringify(HOME)),
    )
    expect(told.map(({ length }) => length)).toEqual(pages.map((_, n) => (n < 10 ? 1 : 0)))
  })

  it('S70 everyone in a crowd has a turn, but for a page that has left', async () => {
    const live = hub(1)()
    const pages = Array.from({ length: 25 }, () => page(live, PEOPLE.lead))
    pages[24]!.leave()
    const last = page(live, PEOPLE.lead) // the last of all
    live.publish('demo', HOME)
    await last.until(() => last.heard.length > 0)
    expect(pages.slice(0, 24).every(({ heard }) => heard.length > 0)).toBe(true)
    expect(last.heard).toEqual([HOME])
    expect(pages[24]!.heard).toEqual([])
  })

  it('S70 a guest reader is not told that a meeting, an action or the presentation goes on', async () => {
    const live = hub()()
    const [guest, lead] = [page(live, PEOPLE.guest), page(live, PEOPLE.lead)]
    for (const what of ['actions', 'meetings', 'presentation', 'rehearsals'] as const)
      live.publish('demo', { type: 'changed', what })
    live.publish('demo', { type: 'changed', what: 'meeting', document: 'minutes-V1StGXR8Z5' })
    live.publish('demo', { type: 'changed', what: 'comments', document: 'presentation-voice' })
    live.publish('demo', HOME)
    await lead.until(() => lead.heard.length === 7)
    expect(guest.heard).toEqual([HOME])
  })

  it('S71 what concerns one member is told to their pages alone, which are then closed', async () => {
    const server = hub()
    const [one, two] = [server(), server()]
    const [lead, parent, tablet] = [
      page(one, PEOPLE.lead),
      page(one, PEOPLE.parent),
      page(two, PEOPLE.parent),
    ]
    one.rightsChanged('demo', 'parent')
    await Promise.all([parent, tablet].map((each) => each.until(() => each.closed() !== null)))
    expect([parent.closed(), tablet.closed(), lead.closed()]).toEqual([4510, 4510, null])
    one.removed('demo', 'parent')
    await Promise.all([parent, tablet].map((each) => each.until(() => each.closed() === 4401)))
    expect([parent.closed(), tablet.closed(), lead.closed()]).toEqual([4401, 4401, null])
    expect(tablet.heard).toEqual([
      { type: 'you', what: 'rights' },
      { type: 'you', what: 'removed' },
    ])
    expect(lead.heard).toEqual([])
  })

  it('S70 a page that has left hears nothing, and a workspace without pages is forgotten', async () => {
    const live = hub()()
    const [gone, stays] = [page(live, PEOPLE.lead), page(live, PEOPLE.parent)]
    gone.leave()
    live.publish('demo', HOME)
    await stays.until(() => stays.heard.length === 1)
    expect(gone.heard).toEqual([])
    expect(live.connections()).toBe(1)
    stays.leave()
    expect(live.connections()).toBe(0)
  })

  it('S70 a page that falls far behind is closed, to read everything anew', async () => {
    const live = hub()()
    const slow = page(live, PEOPLE.lead)
    slow.lag(10_000_000)
    live.publish('demo', HOME)
    await slow.until(() => slow.closed() !== null)
    expect(slow.closed()).toBe(4508)
  })

  it('S70 works over a real socket, on which a page only listens', async () => {
    const server = await startSyncServer()
    stops.push(server.stop)
    const socket = new WebSocket(`${server.url}/live/demo?token=parent`)
    const messages: string[] = []
    socket.on('message', (data: Buffer, isBinary) => messages.push(`${isBinary} ${data.toString()}`))
    await new Promise((resolve) => socket.once('open', resolve))
    const first = new Promise((resolve) => socket.once('message', resolve))
    server.live.publish('demo', COMMENTS)
    await first
    expect(messages).toEqual([`false ${JSON.stringify(COMMENTS)}`])
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.send('hello?')
    expect(await closed).toBe(4400)
  })
})
