import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { expect, it } from 'vitest'
import { told } from '../../../client/sync/records.ts'

const Votes = () => useQuery<number>({ queryKey: ['votes'], enabled: false }).data

it('what was put into the cache stands on the pages that show it, which it does not at once', async () => {
  const queries = new QueryClient()
  queries.setQueryData(['votes'], 0)
  const place = document.createElement('div')
  const root = createRoot(place)
  flushSync(() =>
    root.render(
      <QueryClientProvider client={queries}>
        <Votes />
      </QueryClientProvider>,
    ),
  )
  queries.setQueryData(['votes'], 1)
  await Promise.resolve()
  expect(place.textContent).toBe('0')
  await told()
  expect(place.textContent).toBe('1')
  root.unmount()
})
