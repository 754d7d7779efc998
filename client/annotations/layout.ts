/** One note of the margin; all measures in CSS pixels from the margin's top. */
export interface Standing {
  id: string
  /** Where its words stand: the top of their first line. */
  at: number
  height: number
}

interface Laid {
  /** The top of each note that is shown. */
  tops: ReadonlyMap<string, number>
  /** Notes pushed past the top, in their order: "3 above". */
  above: readonly string[]
}

export const APART = 14

/**
 * Where the notes stand (looks.md, Margin): in the order given, each level with its words or below the one
 * before it; the selected one exactly level, the notes above it moved up and those below it down, `APART`
 * apart. What would go past `ceiling` is folded. Notes never overlap.
 */
export function lay(notes: readonly Standing[], selected: string | null, ceiling: number): Laid {
  const tops = notes.map((note) => note.at)
  const chosen = notes.findIndex((note) => note.id === selected)
  const bottom = (index: number): number => (tops[index] ?? 0) + (notes[index]?.height ?? 0)

  for (const [index, note] of notes.entries()) {
    const least = index === 0 ? ceiling : bottom(index - 1) + APART
    tops[index] = index === chosen ? Math.max(ceiling, note.at) : Math.max(least, note.at)
  }
  for (let index = chosen - 1; index >= 0; index -= 1)
    tops[index] = Math.min(tops[index] ?? 0, (tops[index + 1] ?? 0) - APART - (notes[index]?.height ?? 0))

  const above: string[] = []
  const shown = new Map<string, number>()
  for (const [index, note] of notes.entries()) {
    const top = tops[index] ?? 0
    if (index < chosen && top < ceiling) above.push(note.id)
    else shown.set(note.id, top)
  }
  return { tops: shown, above }
}
