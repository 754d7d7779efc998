import { QueryObserver } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { Queries } from '../../../client/sync/queries.ts'

const KEY = ['actions', 'area']

/** A page that is opening: what it reads first is answered when the test says so. */
function opening() {
  const queries = new Queries()
  const answers: ((value: string) => void)[] = []
  const queryFn = vi.fn(() => new Promise<string>((resolve) => void answers.push(resolve)))
  const stop = new QueryObserver(queries, { queryKey: KEY, queryFn, retry: false }).subscribe(() => undefined)
  return { queries, answers, queryFn, stop }
}

test('whoever acts while a page is first read sees what stands after the act, when the act says it is over', async () => {
  const { queries, answers, queryFn } = opening()
  let over = false
  const act = queries.invalidateQueries({ queryKey: KEY }).then(() => (over = true))
  const other = queries.invalidateQueries({ queryKey: ['actions'] })
  answers[0]?.('before the act')
  await vi.waitFor(() => expect(queryFn).toHaveBeenCalledTimes(2))
  expect([queries.getQueryData(KEY), over]).toEqual(['before the act', false])
  answers[1]?.('after the act')
  await Promise.all([act, other])
  expect(queries.getQueryData(KEY)).toBe('after the act')
  expect(queryFn, 'once for both').toHaveBeenCalledTimes(2)
})

test('what is there already is read again at once, and a reading under way is thrown away for it', async () => {
  const { queries, answers, queryFn } = opening()
  answers[0]?.('first')
  await vi.waitFor(() => expect(queries.getQueryData(KEY)).toBe('first'))
  const one = queries.invalidateQueries({ queryKey: KEY })
  const two = queries.invalidateQueries({ queryKey: KEY })
  expect(queryFn).toHaveBeenCalledTimes(3)
  answers[2]?.('third')
  answers[1]?.('second')
  await Promise.all([one, two])
  expect([queries.getQueryData(KEY), queryFn.mock.calls.length]).toEqual(['third', 3])
})

test('a page that is closed before its first reading came has nobody wait for it', async () => {
  const { queries, queryFn, stop } = opening()
  const act = queries.invalidateQueries({ queryKey: KEY })
  stop()
  queries.removeQueries({ queryKey: KEY })
  await act
  expect(queryFn).toHaveBeenCalledTimes(1)
})
