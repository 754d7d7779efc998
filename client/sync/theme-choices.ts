import { THEME_IDS, type ThemeId } from '../../shared/domain/themes.ts'
import { useHome } from './records.ts'

/** The themes something can be about, as this area calls them, and none. */
export function useThemes(workspace: string): { id: ThemeId | 'none'; words: string }[] {
  const themes = useHome(workspace).data?.themes ?? []
  return [
    { id: 'none', words: 'No theme' },
    ...THEME_IDS.map((id) => {
      const theme = themes.find((one) => one.id === id)
      const label = theme?.label ?? `Theme ${id}`
      return { id, words: theme?.name == null ? label : `${label}: ${theme.name}` }
    }),
  ]
}
