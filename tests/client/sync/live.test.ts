import { QueryObserver, type QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keyOfWords } from '../../../client/history/records.ts'
import { LAST_EDITS_MS, openLive, POLL_MS, SOURCES_MS, touched } from '../../../client/sync/live.ts'
import { Queries } from '../../../client/sync/queries.ts'
import { keys } from '../../../client/sync/records.ts'
import type { LiveEvent } from '../../../shared/protocol/live.ts'

/** A socket the test holds the other end of. */
class FakeSocket extends EventTarget {
  static OPEN = 1
  static made: FakeSocket[] = []
  readyState = 0
  readonly url: string
  constructor(url: string) {
    super()
    this.url = url
    FakeSocket.made.push(this)
  }
  close(): void {
    this.readyState = 3
  }
  opens(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  says(event: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(event) }))
  }
  ends(code: number): void {
    this.readyState = 3
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
}

function listen() {
  const queries = new Queries()
  const invalidated = vi.spyOn(queries, 'invalidateQueries')
  const you = vi.fn<(what: string) => void>()
  const live = openLive({ workspace: 'area', member: 'anna', queries, you })
  return { live, queries, invalidated, you, socket: () => FakeSocket.made.at(-1)! }
}

const keysOf = (what: 'home' | 'wording' | 'people') => touched({ type: 'changed', what }, 'area')

/** A page that shows what it reads; done when that is there, or when it was refused. */
function shows(queries: QueryClient, queryKey: string[], queryFn: () => Promise<string>): Promise<void> {
  const observer = new QueryObserver(queries, { queryKey, queryFn, retry: false })
  return new Promise((resolve) => {
    observer.subscribe(({ isPending }) => {
      if (!isPending) resolve()
    })
  })
}

describe('the live channel', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    FakeSocket.made = []
    vi.stubGlobal('WebSocket', FakeSocket)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('a link is told under its analysis, and shown at both its ends', () => {
    const event = { type: 'changed', what: 'links', document: 'analysis-parents' } as const
    expect(touched(event, 'area')).toEqual([
      ['links', 'area'],
      ['side-by-side', 'area'],
    ])
    // Who comes and goes changes nothing beside a narrative.
    expect(touched({ type: 'changed', what: 'presence' }, 'area')).toEqual([
      ['home', 'area'],
      ['presentation', 'area', 'here'],
    ])
  })

  it('what is typed draws one section’s slides anew at once; a wording or a person changes the whole presentation', () => {
    expect(keysOf('home')).toContainEqual(['deck', 'area', 'section'])
    expect(keysOf('home')).not.toContainEqual(['deck', 'area'])
    for (const what of ['wording', 'people'] as const)
      expect(keysOf(what)).toEqual(
        expect.arrayContaining([
          ['deck', 'area'],
          ['presentation', 'area'],
        ]),
      )
  })

  it('an action settled in the meeting it came from changes the page of the later one; so does a position that was set', () => {
    const shown = ['meeting', 'area', 'minutes-today']
    const reads = (event: LiveEvent) =>
      touched(event, 'area').some((key) => key.every((part, at) => part === shown[at]))
    expect(reads({ type: 'changed', what: 'meeting', document: 'minutes-last-week' })).toBe(true)
    expect(reads({ type: 'changed', what: 'positions' })).toBe(true)
    expect(reads({ type: 'changed', what: 'presentation' })).toBe(false)
  })

  it('a comment on a section of the presentation is counted in the running order, one on a narrative is not', () => {
    const order = ['presentation', 'area', 'order']
    expect(
      touched({ type: 'changed', what: 'comments', document: 'presentation-one' }, 'area'),
    ).toContainEqual(order)
    expect(touched({ type: 'changed', what: 'comments', document: '4' }, 'area')).not.toContainEqual(order)
  })

  it('a raised hand does not have what moved since the last meeting read again; a comment and a closing do', () => {
    const changes = ['meeting-changes', 'area']
    expect(touched({ type: 'changed', what: 'meeting', document: 'minutes-1' }, 'area')).toEqual([
      ['meeting', 'area'],
    ])
    expect(touched({ type: 'changed', what: 'comments', document: '4' }, 'area')).toContainEqual(changes)
    expect(touched({ type: 'changed', what: 'meetings' }, 'area')).toContainEqual(changes)
  })

  it('another kept version makes comparisons with now be read again, not those of two kept ones', () => {
    const prefix = touched({ type: 'changed', what: 'history', document: '4' }, 'area')[0]
    expect(keyOfWords('area', '4', 'compare', 'v1', 'now').slice(0, 3)).toEqual(prefix)
    expect(keyOfWords('area', '4', 'compare', 'v1', 'v2').slice(0, 3)).not.toEqual(prefix)
  })

  it('a change makes pages read again what it touches, and nothing else', () => {
    const { socket, invalidated, live } = listen()
    socket().opens()
    socket().says({ type: 'changed', what: 'comments', document: '4' })
    expect(invalidated.mock.calls.map(([filter]) => filter?.queryKey)).toEqual([
      keys.comments('area', '4'),
      keys.home('area'),
      ['inbox', 'area'],
      ['said', 'area'],
      ['meeting-changes', 'area'],
    ])
    live.close()
  })
  it('what is told of the whole workspace together has it read once, and not after the channel was closed', () => {
    const { socket, invalidated, live } = listen()
    socket().opens()
    const home = () => invalidated.mock.calls.filter(([filter]) => filter?.queryKey?.[0] === 'home').length
    const told = () => {
      for (const what of ['home', 'presence']) socket().says({ type: 'changed', what })
    }
    told()
    vi.advanceTimersByTime(20)
    expect(home()).toBe(1)
    told()
    vi.advanceTimersByTime(20)
    expect(home()).toBe(2)
    told()
    live.close()
    vi.advanceTimersByTime(20)
    expect(home()).toBe(2)
  })
  it('typing brings the last edits beside a narrative up to date, but not at every keystroke', () => {
    const { socket, invalidated, live } = listen()
    socket().opens()
    const read = () =>
      invalidated.mock.calls.filter(([filter]) => filter?.queryKey?.[0] === 'document').length
    for (let times = 0; times < 5; times++) socket().says({ type: 'changed', what: 'home' })
    expect(read()).toBe(0)
    vi.advanceTimersByTime(LAST_EDITS_MS)
    expect(read()).toBe(1)
    socket().says({ type: 'changed', what: 'home' })
    live.close()
    vi.advanceTimersByTime(LAST_EDITS_MS)
    expect(read()).toBe(1)
  })
  it('what was brought into the presentation is compared with its source sooner, once for all that is typed', () => {
    const { socket, invalidated, live } = listen()
    socket().opens()
    const read = () => invalidated.mock.calls.filter(([filter]) => filter?.queryKey?.[2] === 'brought').length
    for (let times = 0; times < 5; times++) socket().says({ type: 'changed', what: 'home' })
    expect(read()).toBe(0)
    vi.advanceTimersByTime(SOURCES_MS)
    expect(read()).toBe(1)
    socket().says({ type: 'changed', what: 'home' })
    live.close()
    vi.advanceTimersByTime(SOURCES_MS)
    expect(read()).toBe(1)
  })
  it('a wall from which something was sent is read again once in a while as that changes; other walls are not', () => {
    const { socket, queries, live } = listen()
    queries.setQueryData(['board', 'area', 'board-sent'], { sent: [{ became: 'in Theme 4, 4.2' }] })
    queries.setQueryData(['board', 'area', 'board-quiet'], { sent: [] })
    const stale = (board: string) => queries.getQueryState(['board', 'area', board])?.isInvalidated
    socket().opens()
    vi.advanceTimersByTime(SOURCES_MS)
    queries.setQueryData(['board', 'area', 'board-sent'], { sent: [{ became: 'in Theme 4, 4.2' }] })
    queries.setQueryData(['board', 'area', 'board-quiet'], { sent: [] })
    for (const what of ['home', 'actions', 'home'] as const) socket().says({ type: 'changed', what })
    expect(stale('board-sent')).toBe(false)
    vi.advanceTimersByTime(SOURCES_MS)
    expect([stale('board-sent'), stale('board-quiet')]).toEqual([true, false])
    live.close()
  })
  it('what a newer server says beyond us is passed over', () => {
    const { socket, invalidated, live } = listen()
    socket().opens()
    socket().says({ type: 'changed', what: 'weather' })
    expect(invalidated).not.toHaveBeenCalled()
    live.close()
  })
  it('comes back by itself, and reads everything again that it may have missed', () => {
    const { socket, invalidated, live } = listen()
    socket().opens()
    socket().ends(1012)
    expect(FakeSocket.made).toHaveLength(1)
    vi.advanceTimersByTime(400)
    expect(FakeSocket.made).toHaveLength(2)
    socket().opens()
    expect(invalidated).toHaveBeenCalledTimes(1)
    live.close()
  })
  it('what was read before it first opens is read again once, and what was not read is not', async () => {
    const { socket, queries, live } = listen()
    const read = vi.fn(async () => 'before')
    const other = vi.fn(async () => 'elsewhere')
    await Promise.all([shows(queries, ['home', 'area'], read), shows(queries, ['home', 'moor'], other)])
    expect(read).toHaveBeenCalledTimes(1)
    socket().opens()
    await vi.advanceTimersByTimeAsync(0)
    expect([read.mock.calls.length, other.mock.calls.length]).toEqual([2, 1])
    live.close()
  })
  it('a change while something is first read has it read once more when that is there', async () => {
    const { socket, queries, live } = listen()
    socket().opens()
    const answers: ((value: string) => void)[] = []
    const read = vi.fn(() => new Promise<string>((resolve) => void answers.push(resolve)))
    const shown = shows(queries, ['home', 'area'], read)
    for (let times = 0; times < 3; times++) socket().says({ type: 'changed', what: 'presence' })
    await vi.advanceTimersByTimeAsync(20)
    expect(read, 'what is under way is not thrown away').toHaveBeenCalledTimes(1)
    answers[0]?.('before')
    await shown
    expect(queries.getQueryData(['home', 'area'])).toBe('before')
    await vi.advanceTimersByTimeAsync(0)
    expect(read).toHaveBeenCalledTimes(2)
    answers[1]?.('after')
    await vi.advanceTimersByTimeAsync(0)
    expect(queries.getQueryData(['home', 'area'])).toBe('after')
    expect(read).toHaveBeenCalledTimes(2)
    live.close()
  })
  it('what is first read while the channel opens is read once more; what is refused is not', async () => {
    const { socket, queries, live } = listen()
    const answers: (() => void)[] = []
    const read = vi.fn(() => new Promise<string>((resolve) => void answers.push(() => resolve('x'))))
    const refused = vi.fn(
      () => new Promise<string>((_, reject) => void answers.push(() => reject(new Error()))),
    )
    const shown = [shows(queries, ['home', 'area'], read), shows(queries, ['inbox', 'area'], refused)]
    socket().opens()
    for (const answer of answers.splice(0)) answer()
    await Promise.allSettled(shown)
    await vi.advanceTimersByTimeAsync(0)
    expect([read.mock.calls.length, refused.mock.calls.length]).toEqual([2, 1])
    live.close()
  })
  it('polls while it is down, and not while it is up', () => {
    const { socket, invalidated, live } = listen()
    socket().opens()
    vi.advanceTimersByTime(POLL_MS)
    expect(invalidated).not.toHaveBeenCalled()
    socket().ends(1006)
    vi.advanceTimersByTime(POLL_MS)
    expect(invalidated).toHaveBeenCalledTimes(1)
    live.close()
  })
  it('tells who is removed or signed out, and stops knocking then', () => {
    const { socket, you, live } = listen()
    socket().opens()
    socket().says({ type: 'you', what: 'removed' })
    socket().ends(4401)
    expect(you.mock.calls).toEqual([['removed'], ['signed out']])
    vi.advanceTimersByTime(60_000)
    expect(FakeSocket.made).toHaveLength(1)
    live.close()
  })
  it('knows what each event touches', () => {
    expect(touched({ type: 'changed', what: 'people' }, 'area')).toContainEqual(keys.members('area'))
    expect(touched({ type: 'changed', what: 'wording' }, 'area')).toContainEqual(['document', 'area'])
    expect(touched({ type: 'changed', what: 'presence' }, 'area')).toContainEqual(keys.home('area'))
  })
})
