import { flushSync } from 'react-dom'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { actAs } from '../../../client/sync/identity.ts'
import { outbox } from '../../../client/sync/outbox.ts'
import { useUnsent, wordsIn } from '../../../client/sync/use-unsent.ts'
import { UnsentStrips } from '../../../client/ui/unsent-strips.tsx'

const Shown = () => <UnsentStrips unsent={useUnsent('area', ['noteAction', 'setActionStatus'])} />
const PARAMS = { workspace: 'area', action: 'action-00001' }

let root: Root
let place: HTMLElement
beforeEach(() => {
  vi.spyOn(navigator, 'locks', 'get').mockReturnValue({
    request: async (_name: string, act: () => Promise<unknown>) => act(),
  } as unknown as LockManager)
  actAs('anna', 'area')
  place = document.createElement('div')
  root = createRoot(place)
  flushSync(() => root.render(<Shown />))
})
afterEach(async () => {
  flushSync(() => root.unmount())
  for (const { id } of outbox.list()) await outbox.throwAway(id)
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** The server is away, or answers with a problem. */
const server = (problem: { status: number; error: string; say: string } | 'away') =>
  vi.stubGlobal('fetch', async () => {
    if (problem === 'away') throw new TypeError('no answer')
    return Response.json({ error: problem.error, say: problem.say }, { status: problem.status })
  })

test('what was written of an action without a connection is told, and with its words when it is refused', async () => {
  server('away')
  const body = { id: 'note-000001', words: 'The list is with the school.' }
  expect(await outbox.send('noteAction', { params: PARAMS, body })).toMatchObject({ sent: false })
  await vi.waitFor(() => expect(place.textContent).toContain('1 change is kept on this device'))
  expect(place.textContent).toContain('The list is with the school.')

  server({ status: 404, error: 'not found', say: 'There is no such action in the register.' })
  await outbox.flush()
  await vi.waitFor(() => expect(place.textContent).toContain('Not accepted. There is no such action'))
  expect(place.textContent).toContain('The list is with the school.')
  const buttons = () => [...place.querySelectorAll('button')].map(({ textContent }) => textContent)
  expect(buttons()).toEqual(['Copy my words', 'Send it again', 'Throw away'])

  actAs('ben', 'area') // another person at the same computer
  flushSync(() => root.render(<Shown key="ben" />))
  expect(place.textContent).toBe('')
})

test('a refusal for what somebody else has set meanwhile is not sent again as it is', async () => {
  server('away')
  const said = { status: 'Completed', statusNote: null, startDate: null, recoveryNote: null } as const
  await outbox.send('setActionStatus', { params: PARAMS, body: { ...said, revisedDue: null, version: 1 } })
  server({ status: 409, error: 'stale', say: 'Somebody else has changed this action meanwhile.' })
  await outbox.flush()
  await vi.waitFor(() => expect(place.textContent).toContain('Not accepted.'))
  expect(place.textContent).toContain('Completed')
  expect(place.textContent).not.toContain('Send it again')
})

test('words are what people wrote, whatever holds them', () => {
  const rows = [
    { id: 'row-00000001', ref: '3.16', title: 'Visit', theme: '3', owner: { member: 'm', name: 'Ann' } },
  ]
  expect(wordsIn({ rows })).toEqual(['3.16', 'Visit', 'Ann'])
})
