import * as fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { judged, listed } from '../../../client/workspace/judged.ts'
import { newest } from '../../../client/workspace/newest.ts'
import { ApiProblem } from '../../../client/sync/api.ts'
import { actAs } from '../../../client/sync/identity.ts'
import { outbox } from '../../../client/sync/outbox.ts'
import {
  countCharacters,
  differing,
  offerInstead,
  standing,
  wordingInstead,
} from '../../../client/workspace/wording.ts'
import { wordingStep } from '../../../shared/inbox/wording-step.ts'
import type { ThemeSummary, Wording } from '../../../shared/domain/workspace.ts'
import type { Person } from '../../../shared/people/person.ts'

const person = (id: string, role: Person['role']): Person => ({
  id,
  name: id,
  partner: 'council',
  role,
  themes: [],
})
const lead = person('lead', 'NL')
const workstream = person('workstream', 'WL')
const sponsor = person('sponsor', 'SP')
const wording = (change: Partial<Wording>): { wording: Wording } => ({
  wording: {
    status: 'missing',
    text: null,
    source: null,
    enteredBy: null,
    lockedBy: null,
    proposal: null,
    ...change,
  },
})
const entered = wording({ status: 'entered', text: 'As in the letter.', enteredBy: lead })

const ended = (judgement: 'awaited' | 'sufficient' | 'not sufficient', name: string | null = null) => ({
  label: 'Theme 1',
  name,
  judgement,
})
const change = (section: string, at: number) => ({
  section,
  number: '1.0',
  title: '',
  partner: 'ccgs' as const,
  at,
})

describe('the next step with the wording (R51)', () => {
  it('the nominated lead enters it; nobody else is asked to', () => {
    expect(wordingStep(wording({}), lead).do).toBe('enter')
    expect(wordingStep(wording({}), workstream)).toMatchObject({ do: 'read', waits: false })
  })
  it('a second person checks it, never the one who entered it, never one who only comments', () => {
    expect(wordingStep(entered, workstream)).toMatchObject({ do: 'confirm', text: 'As in the letter.' })
    expect(wordingStep(entered, lead)).toMatchObject({ do: 'read', mayChange: true })
    expect(wordingStep(entered, sponsor)).toMatchObject({ do: 'read', mayChange: false })
  })
  it('a proposed change to locked wording waits for somebody else than its author', () => {
    const proposed = wording({
      status: 'locked',
      text: 'Old words.',
      enteredBy: lead,
      lockedBy: workstream,
      proposal: { text: 'New words.', by: lead, at: 1 },
    })
    expect(wordingStep(proposed, workstream)).toMatchObject({
      do: 'confirm',
      text: 'New words.',
      before: 'Old words.',
    })
    expect(wordingStep(proposed, lead).do).toBe('read')
  })
  it('counts what a person sees as one character as one', () => {
    expect(countCharacters('naïve – “yes”')).toBe(13)
    expect(countCharacters('e\u0301')).toBe(1)
  })
  it('shows what differs, and only that', () => {
    expect(differing('The old wording.', 'The new wording.')).toEqual({
      same: 'The ',
      changed: 'new',
      rest: ' wording.',
    })
  })
  it('what differs, with its surroundings, is the whole (property)', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const { same, changed, rest } = differing(before, after)
        expect(same + changed + rest).toBe(after)
        expect(before.startsWith(same) && before.endsWith(rest)).toBe(true)
      }),
      { seed: 3 },
    )
  })
})

describe('the conclusion of the revisit (R83)', () => {
  it('is a sentence of its own', () => {
    const four = Array.from({ length: 4 }, () => ended('sufficient'))
    expect(judged([...four, ended('not sufficient', 'Persistent absences')])).toBe(
      'Judged at the revisit: sufficient progress in four of the five areas; not sufficient on persistent absences.',
    )
  })
  it('is silent while all are awaited', () => {
    expect(judged([ended('awaited'), ended('awaited')])).toBeNull()
  })
  it('lists as people do', () => {
    expect([listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
      'a',
      'a and b',
      'a, b and c',
    ])
  })
})

describe('what is new', () => {
  it('is newest first over all themes, each section and partner once', () => {
    const theme = (id: string, changes: ReturnType<typeof change>[]) =>
      ({ id, since: { lastHere: 1, changes } }) as unknown as ThemeSummary
    const found = newest([
      theme('3', [change('a', 5), change('b', 9)]),
      theme('4', [change('a', 7), change('a', 8)]),
    ])
    expect(found.map(({ theme, section, at }) => [theme.id, section, at])).toEqual([
      ['3', 'b', 9],
      ['4', 'a', 8],
      ['3', 'a', 5],
    ])
  })
})

describe('wording somebody else entered first', () => {
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })
  const proposed = wording({
    status: 'locked',
    text: 'Old words.',
    proposal: { text: 'New words.', by: lead, at: 1 },
  }).wording

  it('what would be replaced is the proposal, else the wording, else nothing', () => {
    expect(standing(proposed)).toBe('New words.')
    expect(standing(entered.wording)).toBe('As in the letter.')
    expect(standing(wording({}).wording)).toBeNull()
  })
  it('the answer to a stale entry holds what stands; other refusals do not', () => {
    expect(wordingInstead(new ApiProblem('stale', 'Changed.', proposed))).toMatchObject({
      text: 'Old words.',
    })
    expect(wordingInstead(new ApiProblem('stale', 'Changed.'))).toBeNull()
    expect(wordingInstead(new ApiProblem('not allowed', 'No.', proposed))).toBeNull()
  })
  it('typed offline and refused: sent again it says what its author has now read, and goes only when it is taken', async () => {
    actAs('lead', 'area')
    vi.spyOn(navigator, 'locks', 'get').mockReturnValue({
      request: async (_name: string, act: () => Promise<unknown>) => act(),
    } as unknown as LockManager)
    let stands: Wording | null = null // null: out of reach
    const heard: unknown[] = []
    vi.stubGlobal('fetch', async (_url: string, { body }: RequestInit) => {
      if (stands === null) throw new TypeError('Failed to fetch')
      const asked = JSON.parse(body as string) as { text: string; seen: string | null }
      heard.push(asked)
      const stale = { error: 'stale', say: 'Somebody else came first.', theirs: stands }
      return asked.seen === standing(stands) ? Response.json(stands) : Response.json(stale, { status: 409 })
    })
    const mine = { text: 'Mine, as in the letter.', source: null }
    await outbox.send('enterWording', {
      params: { workspace: 'area', theme: '4' },
      body: { ...mine, seen: null },
    })
    stands = entered.wording
    await outbox.flush()
    const refused = outbox.list()[0]!
    expect(refused).toMatchObject({ refused: { kind: 'stale' } })
    await expect(offerInstead(refused, 'What stood an hour ago.')).rejects.toThrow(
      'Somebody else came first.',
    )
    expect(outbox.list()).toEqual([refused])
    await offerInstead(refused, 'As in the letter.')
    expect(heard.at(-1)).toEqual({ ...mine, seen: 'As in the letter.' })
    expect(outbox.list()).toEqual([])
  })
})
