import { initials } from '../../shared/people/person.ts'
import { actAs } from '../sync/identity.ts'
import type { Holder } from '../sync/signed-in.ts'
import { Button } from '../ui/button.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { PartnerTab } from '../ui/partner.tsx'
import { JoinSheet } from './join-sheet.tsx'

/** Several people share this browser: this window asks which of them it is. */
export function WhoAreYou({ workspace, people }: { workspace: string; people: readonly Holder[] }) {
  usePageTitle('Who are you here?')
  const here = people.filter((one) => one.workspace.slug === workspace)
  return (
    <JoinSheet title="Who are you here?">
      <p>
        {here.length === 1
          ? 'Who this window was is signed out. Somebody else is signed in on this browser.'
          : 'Several people are signed in on this browser. Each window is one of them.'}
      </p>
      <ul className="who-list">
        {here.map((one) => (
          <li key={one.person.id}>
            <Button look="plain" onPress={() => actAs(one.person.id, workspace)}>
              <WhoLine holder={one} />
            </Button>
          </li>
        ))}
      </ul>
    </JoinSheet>
  )
}

/** A person of this browser, with their workspace where it helps. */
export const WhoLine = ({ holder, place = false }: { holder: Holder; place?: boolean }) => {
  const label = `${holder.person.name}, ${holder.partnerShort}`
  return (
    <>
      <span aria-hidden>
        <PartnerTab partner={holder.person.partner} letters={initials(holder.person.name)} label={label} />
      </span>
      <span>
        {label}
        {place ? <small>{holder.workspace.name}</small> : null}
      </span>
    </>
  )
}
