import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createActions } from '../../../client/annotations/actions.ts'
import { createStore } from '../../../client/sync/store.ts'
import type { CommentDesk } from '../../../client/annotations/desk.ts'
import type { Shown, Write } from '../../../client/annotations/overlay.ts'
import { actAs } from '../../../client/sync/identity.ts'
import type { NarrativeContext } from '../../../client/sync/narrative-slots.ts'
import { keys } from '../../../client/sync/records.ts'
import type { Comment } from '../../../shared/annotations/comments.ts'

const ANNA = { id: 'anna', name: 'Anna', partner: 'council', role: 'NL' } as const
const STANDING: Comment = {
  id: 'comment-0001',
  author: ANNA,
  text: 'Is it so?',
  writtenAt: 1,
  at: 1,
  editedAt: null,
  mentions: [],
  deleted: false,
  document: '4',
  kind: 'question',
  state: 'open',
  anchor: { section: 'overview', start: {}, end: {}, quote: 'words', before: '', after: '' },
  version: 3,
  replies: [],
  suggestion: null,
  unread: true,
}
const COMMENT: Shown = { ...STANDING, replies: [], pending: null }

/** A desk whose actions are made anew at will, as they are whenever the page's context changes. */
function world(answer: () => { status: number; body: unknown }) {
  const asked: { url: string; body: unknown }[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, body: JSON.parse(init.body as string) })
    const { status, body } = answer()
    return new Response(JSON.stringify(body), { status })
  })
  const desk = {
    writes: createStore<readonly Write[]>([]),
    problems: createStore<ReadonlyMap<string, string>>(new Map()),
    replies: new Map(),
    names: createStore([]),
  } as unknown as CommentDesk
  const queries = new QueryClient()
  const actions = () => createActions({ workspace: 'area', document: '4' } as NarrativeContext, desk, queries)
  return { asked, desk, queries, actions }
}

describe('what one can do with comments', () => {
  beforeEach(() => {
    sessionStorage.clear()
    localStorage.clear()
    actAs('anna', 'area')
    vi.spyOn(navigator, 'locks', 'get').mockReturnValue({
      request: async (_name: string, act: () => Promise<unknown>) => act(),
    } as unknown as LockManager)
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })

  it('words refused are sent again as written, also after the page has changed around them', async () => {
    let status = 403
    const { asked, desk, actions } = world(() => ({
      status,
      body: status === 403 ? { error: 'not allowed', say: 'Not now.' } : STANDING,
    }))
    await actions().reply(COMMENT, 'My words')
    const refused = desk.writes.get()[0]!
    expect(refused.refused).toMatchObject({ say: 'Not now.' })
    status = 200
    await actions().offerAgain(refused)
    expect(asked).toHaveLength(2)
    expect(asked[1]).toEqual(asked[0])
  })

  it('seen as far as it was shown: a comment that has changed since stays new', async () => {
    const { asked, queries, actions } = world(() => ({ status: 200, body: { done: true } }))
    const key = keys.comments('area', '4')
    queries.setQueryData<Comment[]>(key, [
      { ...STANDING, version: 4 },
      { ...STANDING, id: 'comment-0002' },
    ])
    await actions().seen([
      COMMENT,
      { ...COMMENT, id: 'comment-0002' },
      { ...COMMENT, id: 'read', unread: false },
    ])
    expect(asked.map(({ body }) => body)).toEqual([
      {
        seen: [
          { id: 'comment-0001', version: 3 },
          { id: 'comment-0002', version: 3 },
        ],
      },
    ])
    expect(queries.getQueryData<Comment[]>(key)?.map(({ unread }) => unread)).toEqual([true, false])
  })
})
