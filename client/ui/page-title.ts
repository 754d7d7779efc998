import { useEffect } from 'react'

/** The page's title, most particular first: "Theme 4, evidence narrative - Throughline". */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Throughline' : `${title} - Throughline`
  }, [title])
}
