import { useMemo, useSyncExternalStore } from 'react'
import type { Here } from '../../../shared/presence/state.ts'
import { watchHere } from '../../presence/here.ts'
import { HereTabs } from '../../presence/here-list.tsx'
import { useStore } from '../../sync/store.ts'
import { answer } from '../../ui/announcer.tsx'
import { InBar } from '../../ui/bar.tsx'
import { Button } from '../../ui/button.tsx'
import { MenuButton, MenuItem, MenuSection } from '../../ui/menu.tsx'
import { follow, useCanvas } from '../canvas/canvas.ts'
import { useHere } from '../here.ts'
import { useNarrow } from '../use-narrow.ts'

/** Who is on the board now; one can go where somebody looks, and stay with them. */
export function PeopleHere() {
  const { board, session, short } = useHere()
  const canvas = useCanvas()
  const { following, hidePointers } = canvas
  const hidden = useStore(hidePointers)
  const followed = useStore(following)
  const narrow = useNarrow()
  const here = useMemo(() => watchHere(session.awareness, board.me.id), [session, board.me.id])
  const people = useSyncExternalStore(here.subscribe, here.get)
  if (people.length === 0) return null
  const alone = (): void => {
    follow(canvas, null)
    answer('You look around by yourself.')
  }
  const goWith = (whom: Here): void => {
    follow(canvas, whom)
    answer(`You see what ${whom.name} sees, until you move.`)
  }
  const menu = (
    <MenuButton
      label="People on the board"
      trigger={
        narrow ? (
          <Button look="text" small>
            {people.length + 1} people here
          </Button>
        ) : (
          <Button look="plain">
            <span className="vh">People on the board, {people.length} and you:</span>
            <HereTabs here={here} short={short} />
          </Button>
        )
      }
    >
      <MenuSection title="Follow what they see">
        {people.map((whom) => (
          <MenuItem
            key={whom.id}
            label={`${whom.name}, ${short[whom.partner]}`}
            chosen={followed?.id === whom.id}
            onAction={() => (followed?.id === whom.id ? alone() : goWith(whom))}
          />
        ))}
      </MenuSection>
      <MenuItem
        label="Hide the others’ pointers"
        chosen={hidden}
        onAction={() => hidePointers.set(!hidden)}
      />
      {followed === null ? null : <MenuItem label="Look around by myself" onAction={alone} />}
    </MenuButton>
  )
  // The bar of a phone has no room for tabs.
  return narrow ? menu : <InBar place="tools">{menu}</InBar>
}
