import { Archive, ArchiveRestore, ChevronDown, Lock, LockOpen } from 'lucide-react'
import { useState } from 'react'
import { routes } from '../../../shared/api/routes.ts'
import { call } from '../../sync/api.ts'
import { useStore } from '../../sync/store.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { MenuButton, MenuItem, MenuSection } from '../../ui/menu.tsx'
import type { BoardHere } from '../here.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { NameDialog } from './name-dialog.tsx'
import { RoundDialog } from './round-dialog.tsx'
import { StepsDialog } from './steps-dialog.tsx'

type Open = 'steps' | 'name' | 'hand over' | 'writing' | 'voting' | null

/** What whoever runs the workshop can do; everybody else is told who that is. */
export function RunMenu({ here }: { here: BoardHere }) {
  const { board } = here
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  if (board.rights.bringBack)
    return (
      <Button small onPress={() => void archive(here)}>
        <Icon of={ArchiveRestore} />
        Bring it back from the archive
      </Button>
    )
  if (!board.rights.run)
    return board.facilitator === null ? null : (
      <span className="small quiet">
        {board.facilitator.name}, {here.short[board.facilitator.partner]}, facilitates
      </span>
    )
  return (
    <>
      <MenuButton
        label="Facilitate"
        trigger={
          <Button small>
            Facilitate
            <Icon of={ChevronDown} />
          </Button>
        }
      >
        {board.stages.length === 0 ? null : (
          <MenuSection title="Go to a step">
            {board.stages.map(({ id, title }) => (
              <MenuItem
                key={id}
                label={title}
                chosen={id === board.stage}
                onAction={() => void goTo(here, id, `The workshop is at ${title}.`)}
              />
            ))}
            <MenuItem
              label="Before it begins"
              chosen={board.stage === null}
              onAction={() => void goTo(here, null, 'The workshop has not begun.')}
            />
          </MenuSection>
        )}
        <MenuSection title="The workshop">
          <MenuItem label="Plan the steps…" onAction={() => setOpen('steps')} />
          {board.writing?.state === 'open' ? null : (
            <MenuItem label="Start private writing…" onAction={() => setOpen('writing')} />
          )}
          {board.ballot?.state === 'open' ? (
            <MenuItem label="Show the result of the vote" onAction={() => void endVote(here)} />
          ) : (
            <MenuItem label="Start a vote…" onAction={() => setOpen('voting')} />
          )}
          <BringEveryone here={here} />
        </MenuSection>
        <MenuSection title="The board">
          <MenuItem
            label={board.locked ? 'Unlock it for everyone' : 'Lock it for everyone else'}
            icon={board.locked ? LockOpen : Lock}
            onAction={() => void lock(here)}
          />
          {board.facilitator?.id === board.me.id ? null : (
            <MenuItem label="Facilitate it myself" onAction={() => void takeOver(here)} />
          )}
          <MenuItem label="Hand over to…" onAction={() => setOpen('hand over')} />
          <MenuItem label="Change title or theme…" onAction={() => setOpen('name')} />
          <MenuItem label="Project it" href={`/w/${here.workspace}/boards/${board.id}/show`} />
          <MenuItem label="Put it in the archive" icon={Archive} onAction={() => void archive(here)} />
        </MenuSection>
      </MenuButton>
      {open === 'steps' ? <StepsDialog here={here} onClose={close} /> : null}
      {open === 'name' ? <NameDialog here={here} onClose={close} /> : null}
      {open === 'hand over' ? <HandOverDialog here={here} onClose={close} /> : null}
      {open === 'writing' || open === 'voting' ? (
        <RoundDialog here={here} kind={open} onClose={close} />
      ) : null}
    </>
  )
}

function BringEveryone({ here }: { here: BoardHere }) {
  const seen = useStore(here.session.seen)
  const { workspace, board } = here
  const bring = () =>
    here.act(
      () =>
        call(routes.callToView, {
          params: { workspace, board: board.id },
          body: { view: [seen.x, seen.y, Math.max(1, seen.w), Math.max(1, seen.h)] },
        }),
      'Everyone is brought to what you see.',
    )
  return <MenuItem label="Bring everyone here" onAction={() => void bring()} />
}

const params = ({ workspace, board }: BoardHere) => ({ workspace, board: board.id })

const goTo = (here: BoardHere, stage: string | null, done: string) =>
  here.act(
    () => call(routes.goToStage, { params: params(here), body: { version: here.board.version, stage } }),
    done,
  )

const endVote = (here: BoardHere) =>
  here.act(
    () =>
      call(routes.endRound, { params: { ...params(here), round: here.board.ballot?.id ?? '' }, body: {} }),
    'The result is shown.',
  )

const change = (
  here: BoardHere,
  said: { locked?: boolean; state?: 'open' | 'archived'; facilitator?: string },
  done: string,
) =>
  here.act(
    () => call(routes.changeBoard, { params: params(here), body: { version: here.board.version, ...said } }),
    done,
  )

const lock = (here: BoardHere) =>
  change(
    here,
    { locked: !here.board.locked },
    here.board.locked ? 'Everyone can change the board again.' : 'Only you can change the board now.',
  )

const takeOver = (here: BoardHere) => change(here, { facilitator: here.board.me.id }, 'You facilitate now.')

const archive = (here: BoardHere) =>
  change(
    here,
    { state: here.board.state === 'open' ? 'archived' : 'open' },
    here.board.state === 'open' ? 'The board is in the archive.' : 'The board is open again.',
  )
