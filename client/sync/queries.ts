import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  type Query,
  QueryClient,
} from '@tanstack/react-query'

/**
 * What pages read, and read again after a change. A query's first reading is never thrown away, and an invalidation
 * meanwhile only joins it: what it brings may be from before the change, so it is read once more when it is there.
 */
export class Queries extends QueryClient {
  readonly #again = new Map<Query, Promise<void>>()

  /** Resolves when what is shown has been read after this call. */
  override async invalidateQueries(
    filters?: InvalidateQueryFilters,
    options?: InvalidateOptions,
  ): Promise<void> {
    const first = this.getQueryCache()
      .findAll(filters)
      .filter(({ state }) => state.fetchStatus === 'fetching' && state.data === undefined)
    const again = first.map((query) => this.#onceMore(query))
    await Promise.all([super.invalidateQueries(filters, options), ...again])
  }

  #onceMore(query: Query): Promise<void> {
    const waits = this.#again.get(query)
    if (waits !== undefined) return waits
    const again = query
      .fetch() // the one that is under way
      .then(
        () => {
          this.#again.delete(query)
          return super.invalidateQueries({ queryKey: query.queryKey, exact: true })
        },
        () => void this.#again.delete(query), // what was refused, or is asked for no more
      )
    this.#again.set(query, again)
    return again
  }
}
