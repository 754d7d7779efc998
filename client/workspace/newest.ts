import type { Since, ThemeSummary } from '../../shared/domain/workspace.ts'

export type ThemeChange = Since['changes'][number] & { theme: ThemeSummary }

/** Changes of all themes, newest first; each section and partner once. */
export function newest(themes: readonly ThemeSummary[]): ThemeChange[] {
  const latest = new Map<string, ThemeChange>()
  for (const theme of themes)
    for (const change of theme.since.changes) {
      const key = `${theme.id}|${change.section}|${change.partner}`
      const known = latest.get(key)
      if (known === undefined || known.at < change.at) latest.set(key, { ...change, theme })
    }
  return [...latest.values()].toSorted((a, b) => b.at - a.at)
}
