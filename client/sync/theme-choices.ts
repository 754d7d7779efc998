import { THEME_IDS, type ThemeId } from '../../shared/domain/themes.ts'
import { useHome } from './records.ts'

interface ThemeChoice<Id> {
  id: Id
  words: string
}

/** The five themes, as this area calls them. */
export function useFiveThemes(workspace: string): ThemeChoice<ThemeId>[] {
  const themes = useHome(workspace).data?.themes ?? []
  return THEME_IDS.map((id) => {
    const theme = themes.find((one) => one.id === id)
    const label = theme?.label ?? `Theme ${id}`
    return { id, words: theme?.name == null ? label : `${label}: ${theme.name}` }
  })
}

/** The themes something can be about, and none. */
export const useThemes = (workspace: string): ThemeChoice<ThemeId | 'none'>[] => [
  { id: 'none', words: 'No theme' },
  ...useFiveThemes(workspace),
]
