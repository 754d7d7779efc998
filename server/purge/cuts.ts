import { REMOVED, type Stretch } from './words.ts'

/** Stretches that give way to `REMOVED`, in the flat text of a section, in order. */
export type Cuts = readonly Stretch[]

/** Where a place of the old flat text is in the new one; inside a cut, at its beginning or (`end`) behind it. */
export function moved(cuts: Cuts, at: number, end: boolean): number {
  let shift = 0
  for (const { from, to } of cuts) {
    if (at <= from) break
    if (at < to) return from + shift + (end ? REMOVED.length : 0)
    shift += REMOVED.length - (to - from)
  }
  return at + shift
}

/** Runs of authorship after the cuts; `removed` is whose that is which stands in their place. */
export function cutRuns<T extends { length: number }>(
  runs: readonly T[],
  cuts: Cuts,
  removed: (length: number) => T,
): T[] {
  const left: T[] = []
  const keep = (run: T, from: number, to: number): void => {
    if (to > from) left.push({ ...run, length: to - from })
  }
  let at = 0
  let next = 0
  for (const run of runs) {
    const end = at + run.length
    let from = at
    for (let cut = cuts[next]; cut !== undefined && cut.from < end; cut = cuts[next]) {
      if (cut.from >= at) {
        keep(run, from, cut.from)
        left.push(removed(REMOVED.length))
      }
      from = Math.min(end, cut.to)
      if (cut.to > end) break
      next += 1
    }
    keep(run, from, end)
    at = end
  }
  return left
}
