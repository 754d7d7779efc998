import { useSyncExternalStore } from 'react'
import { initials } from '../../shared/people/person.ts'
import type { Here } from '../../shared/presence/state.ts'
import { PartnerTab } from '../ui/partner.tsx'
import { sayPlace, type HereStore, type ShortNames } from './here.ts'

/** Who else is here and where; press one to go there. */
export function HereList({
  here,
  short,
  placeOf,
  goTo,
}: {
  here: HereStore
  short: ShortNames
  placeOf: (section: string) => string | undefined
  goTo: (person: Here) => void
}) {
  const people = useSyncExternalStore(here.subscribe, here.get)
  return (
    <section aria-label="Here now">
      <h2>{people.length === 0 ? 'Here now, only you' : `Here now, ${people.length} and you`}</h2>
      <ul className="herelist">
        {people.map((person) => {
          const inside = person.section !== null && placeOf(person.section) !== undefined
          const words = (
            <>
              <PartnerTab
                partner={person.partner}
                letters={initials(person.name)}
                label={`${person.name}, ${short[person.partner]}`}
              />
              <span>
                {person.name}
                <span className="at">{sayPlace(person, short, placeOf)}</span>
              </span>
            </>
          )
          return (
            <li key={person.id}>
              {inside ? (
                <button title="Go to where they are" onClick={() => goTo(person)}>
                  {words}
                </button>
              ) : (
                <span className="person">{words}</span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** The tabs of who is here, for the narrow bar: at most four and then a number. */
export function HereTabs({ here, short }: { here: HereStore; short: ShortNames }) {
  const people = useSyncExternalStore(here.subscribe, here.get)
  const shown = people.length > 4 ? people.slice(0, 3) : people
  return (
    <span className="here">
      {shown.map((person) => (
        <PartnerTab
          key={person.id}
          partner={person.partner}
          letters={initials(person.name)}
          label={`${person.name}, ${short[person.partner]}`}
        />
      ))}
      {people.length > shown.length ? <span className="more">+{people.length - shown.length}</span> : null}
    </span>
  )
}
