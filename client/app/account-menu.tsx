import { useQueryClient } from '@tanstack/react-query'
import {
  CalendarClock,
  ChevronDown,
  FileText,
  ListChecks,
  ListTodo,
  LogOut,
  type LucideIcon,
  Presentation,
  Scale,
  ShieldOff,
  StickyNote,
  Users,
} from 'lucide-react'
import { useNavigate } from 'react-router'
import { roleBeside } from '../../shared/domain/roles.ts'
import { routes } from '../../shared/api/routes.ts'
import { initials } from '../../shared/people/person.ts'
import { call } from '../sync/api.ts'
import { forgetDevice } from '../sync/forget-device.ts'
import { actAs, forget } from '../sync/identity.ts'
import { placesOf, type Place } from '../sync/places.ts'
import { useSignedIn } from '../sync/signed-in.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { MenuButton, MenuItem, MenuSection } from '../ui/menu.tsx'
import { PartnerTab } from '../ui/partner.tsx'
import { chooseTheme, THEME_NAMES, THEMES, useTheme } from '../ui/theme.ts'

const ICONS: Readonly<Record<Place['id'], LucideIcon>> = {
  actions: ListTodo,
  meetings: CalendarClock,
  boards: StickyNote,
  presentation: Presentation,
  positions: Scale,
  analyses: FileText,
  said: ListChecks,
  people: Users,
  purges: ShieldOff,
}

/** Who this window is: how it looks, the other people of this browser, and the way out. */
export function AccountMenu({ workspace }: { workspace: string }) {
  const { me, people } = useSignedIn(workspace)
  const theme = useTheme()
  const navigate = useNavigate()
  const queries = useQueryClient()
  if (me === null) return null
  const { person, partnerShort } = me
  const label = `${person.name}, ${partnerShort}`
  const said = [label, roleBeside(person)].filter((part) => part !== null).join(', ')
  const others = people.filter((one) => one.person.id !== person.id)

  const become = (other: (typeof people)[number]): void => {
    actAs(other.person.id, other.workspace.slug)
    queries.clear()
    void navigate(`/w/${other.workspace.slug}`)
  }
  const signOut = async (): Promise<void> => {
    try {
      await call(routes.signOut, { params: { member: person.id } })
    } catch {
      announce('Could not sign out: the server did not answer. Try again.')
      return
    }
    forget(person.id)
    await forgetDevice(person.id)
    // A whole new page: nothing this person read stays in the memory of a shared computer.
    location.assign('/')
  }
  return (
    <MenuButton
      label="You and this window"
      trigger={
        <Button look="plain" aria-label={`You: ${said}. Looks and sign out`}>
          <PartnerTab partner={person.partner} letters={initials(person.name)} label={label} />
          <ChevronDown className="i" strokeWidth={1.75} aria-hidden />
        </Button>
      }
    >
      <MenuSection title={label}>
        {placesOf(person, workspace).map(({ id, label, to }) => (
          <MenuItem key={id} label={label} icon={ICONS[id]} href={to} />
        ))}
        <MenuItem label="Sign out here" icon={LogOut} onAction={() => void signOut()} />
      </MenuSection>
      {others.length === 0 ? null : (
        <MenuSection title="Others in this browser">
          {others.map((other) => (
            <MenuItem
              key={other.person.id}
              label={[
                other.person.name,
                other.partnerShort,
                ...(other.workspace.slug === workspace ? [] : [other.workspace.name]),
              ].join(', ')}
              onAction={() => become(other)}
            />
          ))}
        </MenuSection>
      )}
      <MenuSection title="Looks">
        {THEMES.map((one) => (
          <MenuItem
            key={one}
            label={THEME_NAMES[one]}
            chosen={one === theme}
            onAction={() => chooseTheme(one)}
          />
        ))}
      </MenuSection>
    </MenuButton>
  )
}
