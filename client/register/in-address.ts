import { useEffect } from 'react'
import { useLocation } from 'react-router'

/** "#action=…" in the address opens that action, each time somebody comes by it; "#claim=…" leads to a claim. */
export function useInAddress(what: 'action' | 'claim', open: (id: string) => void): void {
  const location = useLocation()
  useEffect(() => {
    const id = new URLSearchParams(location.hash.slice(1)).get(what)
    if (id !== null) open(id)
  }, [location, what, open])
}
