import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '../../../client/sync/api.ts'
import { actAs } from '../../../client/sync/identity.ts'
import { memoryDrawer } from '../../../client/sync/kept.ts'
import { createOutbox, outbox as pageOutbox, type Waiting } from '../../../client/sync/outbox.ts'

type Answer = 'ok' | ApiProblem

/** An outbox whose server answers as told; `heard` is what reached the server, in order. */
function world(answers: { now: (text: string) => Answer }) {
  const kept = memoryDrawer<Waiting>()
  const heard: string[] = []
  const delivered: string[] = []
  let clock = 0
  let who = 'anna'
  let turn: Promise<unknown> = Promise.resolve() // all tabs of a browser share one lock
  const open = () =>
    createOutbox({
      kept,
      call: async (_route, { body }) => {
        const { text } = body as { text: string }
        const answer = answers.now(text)
        if (answer !== 'ok') throw answer
        heard.push(text)
        return {}
      },
      member: () => who,
      now: () => ++clock,
      exclusive: (act) => {
        const mine = turn.then(act)
        turn = mine.catch(() => {})
        return mine
      },
      delivered: (waiting) => delivered.push((waiting.body as { text: string }).text),
    })
  return {
    open,
    heard,
    delivered,
    become: (name: string) => {
      who = name
    },
  }
}

const down = new ApiProblem('unreachable', 'no answer')
const PARAMS = { workspace: 'area', document: '4', comment: 'comment-0001' } as const
const write = (outbox: ReturnType<typeof createOutbox>, text: string) =>
  outbox.send('editComment', { params: PARAMS, body: { text } })

describe('the outbox', () => {
  it('sends at once while the server answers, and keeps nothing', async () => {
    const { open, heard } = world({ now: () => 'ok' })
    const outbox = open()
    expect(await write(outbox, 'one')).toMatchObject({ sent: true })
    expect(heard).toEqual(['one'])
    expect(outbox.list()).toEqual([])
  })
  it('keeps writes while the server is away and delivers them in order, also after a reload', async () => {
    let answer: Answer = down
    const { open, heard, delivered } = world({ now: () => answer })
    const before = open()
    for (const text of ['one', 'two', 'three'])
      expect(await write(before, text)).toMatchObject({ sent: false })
    const reloaded = open()
    answer = 'ok'
    await reloaded.flush()
    expect(heard).toEqual(['one', 'two', 'three'])
    expect(delivered).toEqual(['one', 'two', 'three'])
    expect(reloaded.list()).toEqual([])
  })
  it('a later write never overtakes one that waits, not even on a page that has just opened', async () => {
    let answer: Answer = down
    const { open, heard } = world({ now: () => answer })
    await write(open(), 'first')
    answer = 'ok'
    const reloaded = open()
    expect(await write(reloaded, 'second')).toMatchObject({ sent: true })
    expect(heard).toEqual(['first', 'second'])
  })
  it('a tab that closes while its request hangs loses nothing: the next page delivers it', async () => {
    const kept = memoryDrawer<Waiting>()
    const parts = {
      kept,
      member: () => 'anna',
      now: () => 1,
      exclusive: <T>(act: () => Promise<T>) => act(), // the lock of a closed tab is free
      delivered: () => undefined,
    }
    const asked = vi.fn<() => void>()
    const hanging = createOutbox({
      ...parts,
      call: () => {
        asked()
        return new Promise(() => {})
      },
    })
    void write(hanging, 'begun')
    await vi.waitFor(() => expect(asked).toHaveBeenCalled())
    const heard: unknown[] = []
    const next = createOutbox({ ...parts, call: async (_route, { body }) => heard.push(body) })
    await next.flush()
    expect(heard).toEqual([{ text: 'begun' }])
  })
  it('a refusal is thrown to its author when it comes at once, and kept with its reason when it comes later', async () => {
    const no = new ApiProblem('not allowed', 'Only its author changes a comment.')
    let answer: Answer = no
    const { open, heard } = world({
      now: (text) => (text === 'bad' ? answer : answer === down ? down : 'ok'),
    })
    const outbox = open()
    await expect(write(outbox, 'bad')).rejects.toBe(no)
    expect(outbox.list()).toEqual([])
    answer = down
    await write(outbox, 'bad')
    await write(outbox, 'good')
    answer = no
    await outbox.flush()
    expect(heard).toEqual(['good'])
    expect(outbox.list()).toMatchObject([
      { body: { text: 'bad' }, refused: { kind: 'not allowed', say: 'Only its author changes a comment.' } },
    ])
    await outbox.throwAway(outbox.list()[0]!.id)
    expect(outbox.list()).toEqual([])
  })
  it('a refused write can be offered again', async () => {
    let answer: Answer = down
    const { open, heard } = world({ now: () => answer })
    const outbox = open()
    await write(outbox, 'one')
    answer = new ApiProblem('stale', 'It has changed.')
    await outbox.flush()
    answer = 'ok'
    await outbox.offerAgain(outbox.list()[0]!.id)
    expect(heard).toEqual(['one'])
    expect(outbox.list()).toEqual([])
  })
  it('a session that ended refuses nothing: the words wait for its author, and nobody else sends them', async () => {
    let answer: Answer = down
    const { open, heard, become } = world({ now: () => answer })
    const outbox = open()
    await write(outbox, 'one')
    answer = new ApiProblem('signed out', 'You are signed out.')
    await outbox.flush()
    expect(outbox.list()).toMatchObject([{ refused: null }])
    answer = 'ok'
    become('ben')
    await outbox.flush()
    expect(heard).toEqual([])
    become('anna')
    await outbox.flush()
    expect(heard).toEqual(['one'])
  })
  it('a write the server breaks over five times is given back to its author, and the others go on', async () => {
    let answer: Answer = down
    const { open, heard } = world({
      now: (text) => (text === 'bad' ? answer : answer === down ? down : 'ok'),
    })
    const outbox = open()
    await write(outbox, 'bad')
    await write(outbox, 'good')
    for (let round = 0; round < 10; round++) await outbox.flush() // out of reach is nobody's fault: never counted
    answer = new ApiProblem('broken', 'The server could not do that.')
    for (let round = 1; round < 5; round++) await open().flush() // counted over reloads too
    await outbox.flush()
    expect(heard).toEqual(['good'])
    expect(outbox.list()).toMatchObject([{ body: { text: 'bad' }, refused: { kind: 'broken' } }])
    await outbox.offerAgain(outbox.list()[0]!.id)
    expect(outbox.list()).toMatchObject([{ refused: null }])
  })
  it('a server broken for a moment refuses nothing', async () => {
    let answer: Answer = new ApiProblem('broken', 'The server could not do that.')
    const { open, heard } = world({ now: () => answer })
    const outbox = open()
    await write(outbox, 'one')
    for (let round = 0; round < 3; round++) await outbox.flush()
    expect(outbox.list()).toMatchObject([{ refused: null }])
    answer = 'ok'
    await outbox.flush()
    expect(heard).toEqual(['one'])
  })
  it('two tabs in one instant and a clock set back: nothing is lost, and the order of writing holds', async () => {
    const kept = memoryDrawer<Waiting>()
    let answer: Answer = down
    let clock = 1_000
    const heard: string[] = []
    const tab = () =>
      createOutbox({
        kept,
        call: async (_route, { body }) => {
          if (answer !== 'ok') throw answer
          heard.push((body as { text: string }).text)
          return {}
        },
        member: () => 'anna',
        now: () => clock,
        exclusive: (act) => act(),
        delivered: () => undefined,
      })
    const [one, two] = [tab(), tab()]
    await Promise.all([write(one, 'a'), write(two, 'b')])
    clock = 500
    await write(two, 'c')
    await write(tab(), 'd')
    answer = 'ok'
    await one.flush()
    expect(heard.slice(0, 2).toSorted()).toEqual(['a', 'b'])
    expect(heard.slice(2)).toEqual(['c', 'd'])
  })
  it('two deliveries at once send each write once', async () => {
    let answer: Answer = down
    const { open, heard } = world({ now: () => answer })
    const outbox = open()
    await write(outbox, 'one')
    answer = 'ok'
    await Promise.all([outbox.flush(), outbox.flush(), outbox.flush()])
    expect(heard).toEqual(['one'])
  })
})

describe('the outbox of the page', () => {
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })

  it('an answer that never comes does not hold the lock of all tabs: the write waits, the next go on', async () => {
    actAs('anna', 'area')
    let held = false
    vi.spyOn(navigator, 'locks', 'get').mockReturnValue({
      request: async (_name: string, act: () => Promise<unknown>) => {
        held = true
        return act().finally(() => {
          held = false
        })
      },
    } as unknown as LockManager)
    const late = new AbortController()
    const limit = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(late.signal)
    const asked = vi.fn<() => void>()
    vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => {
      asked()
      return new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error))
      })
    })
    const sending = write(pageOutbox, 'one')
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1))
    expect(held).toBe(true)
    expect(limit.mock.calls[0]?.[0]).toBeLessThanOrEqual(15_000)
    late.abort(new DOMException('Too late', 'TimeoutError'))
    expect(await sending).toMatchObject({ sent: false })
    expect(held).toBe(false)
    expect(asked).toHaveBeenCalledTimes(1)
    await pageOutbox.throwAway(pageOutbox.list()[0]!.id)
  })
})
