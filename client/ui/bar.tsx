import { createContext, useContext, useMemo, useState, type ReactNode } from 'react'
import { createPortal } from 'react-dom'

type Place = 'trail' | 'tools'
type Places = Readonly<Record<Place, HTMLElement | null>>
const Bar = createContext<{ places: Places; set(place: Place, element: HTMLElement | null): void } | null>(
  null,
)

/** Lets pages put their trail and tools into the one bar of the shell. */
export function BarProvider({ children }: { children: ReactNode }) {
  const [places, setPlaces] = useState<Places>({ trail: null, tools: null })
  const [set] = useState(() => (place: Place, element: HTMLElement | null) => {
    setPlaces((before) => (before[place] === element ? before : { ...before, [place]: element }))
  })
  const value = useMemo(() => ({ places, set }), [places, set])
  return <Bar value={value}>{children}</Bar>
}

/** Where the bar shows what the page put in. */
export function BarPlace({ place }: { place: Place }) {
  const bar = useContext(Bar)
  const [ref] = useState(() => (element: HTMLElement | null) => bar?.set(place, element))
  return <div className={`bar-${place}`} ref={ref} />
}

/** Puts children into the bar: `trail` says where you are, `tools` stands at the right. */
export function InBar({ place, children }: { place: Place; children: ReactNode }) {
  const element = useContext(Bar)?.places[place] ?? null
  return element === null ? null : createPortal(children, element)
}
