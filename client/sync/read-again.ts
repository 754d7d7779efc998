import type { Query, QueryClient, QueryFilters } from '@tanstack/react-query'

/** Reads again what pages show, also where the first reading is still under way. */
export interface Reader {
  /** What matches the filters is read again, now if it is shown. */
  again(filters?: QueryFilters): void
  close(): void
}

/**
 * A query's first reading is never thrown away, and an invalidation meanwhile only joins it: what it brings may be from
 * before the change, so that query is read once more when it is there.
 */
export function createReader(queries: QueryClient): Reader {
  const cache = queries.getQueryCache()
  const late = new Set<Query>()
  const stop = cache.subscribe(({ query }) => {
    const { fetchStatus, data } = query.state
    if (fetchStatus === 'fetching' || !late.delete(query) || data === undefined) return
    // Not in the midst of the answer that is being told.
    queueMicrotask(() => void queries.invalidateQueries({ queryKey: query.queryKey, exact: true }))
  })
  return {
    again(filters) {
      for (const query of cache.findAll(filters)) {
        const { fetchStatus, data } = query.state
        if (fetchStatus === 'fetching' && data === undefined) late.add(query)
      }
      void queries.invalidateQueries(filters)
    },
    close: stop,
  }
}
