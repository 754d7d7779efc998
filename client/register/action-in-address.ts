import { useEffect } from 'react'
import { useLocation } from 'react-router'

/** "#action=…" in the address opens that action, each time somebody comes by it. */
export function useActionInAddress(open: (action: string) => void): void {
  const location = useLocation()
  useEffect(() => {
    const action = new URLSearchParams(location.hash.slice(1)).get('action')
    if (action !== null) open(action)
  }, [location, open])
}
