import { useMemo } from 'react'
import { Menu, Popover } from 'react-aria-components'
import type { Item } from '../../../shared/board/items.ts'
import { readingOrder } from '../../../shared/board/order.ts'
import { sayKind } from '../../../shared/board/said.ts'
import { useStore } from '../../sync/store.ts'
import { answer } from '../../ui/announcer.tsx'
import { MenuItem } from '../../ui/menu.tsx'
import { hasWords } from '../canvas/acts.ts'
import { giveVotes } from '../facilitate/vote-control.tsx'
import { canBeVotedFor, givenTo, leftToGive } from '../facilitate/votes.ts'
import { type BoardHere, useHere, wordsNow } from '../here.ts'
import { beginSending } from '../send/send-dialog.tsx'
import { changeOne, moveTo, standing } from './acts.ts'
import { type Asking, desk, focusLine } from './desk.ts'
import { edit } from './line.tsx'
import { besideIn } from './lines.ts'

const close = (): void => desk.menu.set(null)

/** The one menu of the list: what can be done with the thing whose button was pressed. */
export function LineMenu() {
  const here = useHere()
  const open = useStore(desk.menu)
  const items = useStore(here.session.items)
  const item = items.find(({ id }) => id === open?.item)
  const trigger = useMemo(() => ({ current: open?.button ?? null }), [open])
  return (
    <Popover
      className="float"
      offset={4}
      placement="bottom end"
      triggerRef={trigger}
      isOpen={open !== null && item !== undefined}
      onOpenChange={(now) => {
        if (!now) close()
      }}
    >
      {item === undefined ? null : (
        <Menu className="menu" aria-label="Actions" autoFocus="first" onClose={close}>
          {entries(here, item, items)}
        </Menu>
      )}
    </Popover>
  )
}

function entries(here: BoardHere, item: Item, items: readonly Item[]) {
  const { session, board } = here
  const ask = (what: Asking) => desk.asking.set({ item: item.id, what })
  const shelf = readingOrder(items).find((one) => one.items.some(({ id }) => id === item.id))?.items ?? []
  const before = besideIn(shelf, item.id, -1)
  const behind = besideIn(shelf, item.id, 1)
  const placed = item.kind !== 'connector'
  const name = sayKind(item).toLowerCase()
  const voting = votingOn(here, item)
  if (!board.rights.edit)
    return [
      <MenuItem key="show" label="Show it on the wall" onAction={() => session.goTo.get()?.([item.id])} />,
      ...voting,
    ]
  const free = !item.locked
  return [
    ...(hasWords(item) && free
      ? [
          <MenuItem
            key="edit"
            label={item.kind === 'frame' ? 'Change its name' : 'Edit the words'}
            keys="F2"
            onAction={() => edit(item, here)}
          />,
        ]
      : []),
    ...voting,
    ...(item.kind === 'note' || item.look === 'cluster'
      ? [
          <MenuItem
            key="send"
            label="Send it…"
            onAction={() =>
              beginSending({
                item: item.id,
                words: sendable(here, item, items),
                back: () => focusLine(item.id),
              })
            }
          />,
        ]
      : []),
    ...(placed && free
      ? [
          <MenuItem
            key="up"
            label="Move it up"
            isDisabled={before === null}
            onAction={() => {
              const two = before === null ? null : besideIn(shelf, before.id, -1)
              moveTo(here, item, { frame: item.parent, after: two?.id ?? null })
              answer(`The ${name} moved up.`)
            }}
          />,
          <MenuItem
            key="down"
            label="Move it down"
            isDisabled={behind === null || behind.kind === 'connector'}
            onAction={() => {
              moveTo(here, item, { frame: item.parent, after: behind?.id ?? null })
              answer(`The ${name} moved down.`)
            }}
          />,
          <MenuItem key="move" label="Move it to…" onAction={() => ask('move')} />,
        ]
      : []),
    ...(item.kind === 'note' && free
      ? [<MenuItem key="cluster" label="Put it in a cluster…" onAction={() => ask('cluster')} />]
      : []),
    ...(placed ? [<MenuItem key="connect" label="Connect it to…" onAction={() => ask('connect')} />] : []),
    ...(placed && item.kind !== 'frame' && item.kind !== 'stamp'
      ? [<MenuItem key="stamp" label="Stamp it…" onAction={() => ask('stamp')} />]
      : []),
    ...(item.kind === 'note' && free
      ? [<MenuItem key="partner" label="Whose it is…" onAction={() => ask('partner')} />]
      : []),
    <MenuItem key="show" label="Show it on the wall" onAction={() => session.goTo.get()?.([item.id])} />,
    <MenuItem
      key="lock"
      label={item.locked ? 'Unlock it' : 'Lock it'}
      onAction={() => {
        changeOne(session, item.id, { locked: !item.locked })
        answer(item.locked ? `The ${name} is unlocked.` : `The ${name} is locked.`)
      }}
    />,
    ...(free
      ? [
          <MenuItem
            key="remove"
            label="Take it off the board"
            onAction={() => standing(session, item, false)}
          />,
        ]
      : []),
  ]
}

/** What goes on from a thing: its words; a cluster’s name and its notes as lines. */
export function sendable({ session }: BoardHere, item: Item, items: readonly Item[]): string {
  if (item.kind !== 'frame') return wordsNow(session, item.id)
  const inside = readingOrder(items).find(({ frame }) => frame?.id === item.id)?.items ?? []
  return [item, ...inside.filter(({ kind }) => kind === 'note' || kind === 'text')]
    .map(({ id }) => wordsNow(session, id).replace(/\n+/g, ' '))
    .filter((words) => words !== '')
    .join('\n')
}

/** One's own votes for a thing, while a vote is open; also on a locked board. */
function votingOn(here: BoardHere, item: Item) {
  const { ballot, rights } = here.board
  if (ballot?.state !== 'open' || !rights.takePart || !canBeVotedFor(item)) return []
  const given = givenTo(ballot, item.id)
  return [
    <MenuItem
      key="vote"
      label="Give it a vote"
      isDisabled={leftToGive(ballot) <= 0}
      onAction={() => void giveVotes(here, item.id, given + 1)}
    />,
    <MenuItem
      key="back"
      label="Take a vote back"
      isDisabled={given === 0}
      onAction={() => void giveVotes(here, item.id, given - 1)}
    />,
  ]
}
