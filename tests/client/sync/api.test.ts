import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem, call, pathOf, sayProblem } from '../../../client/sync/api.ts'
import { actAs } from '../../../client/sync/identity.ts'
import { routes } from '../../../shared/api/routes.ts'

const answers = (status: number, body: unknown) =>
  vi.fn<typeof fetch>(
    async () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }),
  )

const confirm = () => call(routes.removeMember, { params: { workspace: 'area', member: 'm/1' } })

describe('call', () => {
  beforeEach(() => {
    sessionStorage.clear()
    localStorage.clear()
  })
  afterEach(() => vi.unstubAllGlobals())

  it('fills in the path, safely', () => {
    expect(pathOf('/api/w/:workspace/members/:member', { workspace: 'area', member: 'a/b' })).toBe(
      '/api/w/area/members/a%2Fb',
    )
    expect(() => pathOf('/api/w/:workspace', {})).toThrow(/needs workspace/)
  })
  it('says who this window is, and sends the body as JSON', async () => {
    const fetched = answers(200, { people: [] })
    vi.stubGlobal('fetch', fetched)
    actAs('anna', 'area')
    await call(routes.signedIn, {})
    expect(fetched.mock.calls[0]?.[1]?.headers).toMatchObject({ 'x-throughline-as': 'anna' })
  })
  it('throws the problem of the server in its own words', async () => {
    vi.stubGlobal('fetch', answers(403, { error: 'not allowed', say: 'The last nominated lead stays.' }))
    const error = await confirm().catch((problem: unknown) => problem)
    expect(error).toBeInstanceOf(ApiProblem)
    expect(error).toMatchObject({
      kind: 'not allowed',
      message: 'The last nominated lead stays.',
      passes: false,
    })
  })
  it('a stale write comes with the value that stands', async () => {
    vi.stubGlobal('fetch', answers(409, { error: 'stale', say: 'It has changed.', theirs: { version: 3 } }))
    await expect(confirm()).rejects.toMatchObject({ kind: 'stale', theirs: { version: 3 } })
  })
  it.each([502, 503, 504])('a proxy without a server (%i) is no answer, and passes', async (status) => {
    vi.stubGlobal('fetch', answers(status, '<html>Bad gateway</html>'))
    await expect(confirm()).rejects.toMatchObject({ kind: 'unreachable', passes: true })
  })
  it('no network is no answer', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch')
    })
    await expect(confirm()).rejects.toMatchObject({ kind: 'unreachable', passes: true })
  })
  it('what was asked in vain is not said to be kept', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch')
    })
    const error = await confirm().catch((problem: unknown) => problem)
    expect(sayProblem(error)).toBe('We could not reach the server. Try again when you are online.')
    expect(sayProblem(new ApiProblem('unreachable', 'The file is made there.'))).toBe(
      'The file is made there.',
    )
  })
  it('an answer that breaks off at the time limit is no answer', async () => {
    const limit = new AbortController()
    const broken = { ok: true, status: 200, json: () => Promise.reject(limit.signal.reason as Error) }
    vi.stubGlobal('fetch', async () => {
      limit.abort(new DOMException('Too late', 'TimeoutError'))
      return broken
    })
    const asked = call(routes.signedIn, {}, { signal: limit.signal })
    await expect(asked).rejects.toMatchObject({ kind: 'unreachable', passes: true })
  })
  it('an answer it cannot read is said so, never passed on', async () => {
    vi.stubGlobal('fetch', answers(200, { people: 'nonsense' }))
    await expect(call(routes.signedIn, {})).rejects.toMatchObject({ kind: 'broken' })
  })
})
