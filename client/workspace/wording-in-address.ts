import { useEffect } from 'react'
import { useLocation } from 'react-router'
import { ThemeId } from '../../shared/domain/themes.ts'

/** "#wording=4" in the address opens that theme's wording, each time somebody comes by it. */
export function useWordingInAddress(open: (theme: ThemeId) => void): void {
  const location = useLocation()
  useEffect(() => {
    const theme = ThemeId.safeParse(new URLSearchParams(location.hash.slice(1)).get('wording'))
    if (theme.success) open(theme.data)
  }, [location, open])
}
