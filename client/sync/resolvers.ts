/** Promise.withResolvers, which is younger than the browsers that partners have. */
export function resolvers<T>(): { promise: Promise<T>; resolve(value: T): void } {
  let take: ((value: T) => void) | null = null
  const promise = new Promise<T>((resolve) => {
    take = resolve
  })
  return { promise, resolve: (value) => take?.(value) }
}
