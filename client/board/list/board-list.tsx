import './list.css'
import { ChevronDown } from 'lucide-react'
import { useMemo, useRef } from 'react'
import type { Sent } from '../../../shared/board/boards.ts'
import { useStore } from '../../sync/store.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { MenuButton, MenuItem } from '../../ui/menu.tsx'
import { BallotLine } from '../facilitate/ballot.tsx'
import { NotHeard } from '../facilitate/not-heard.tsx'
import { PrivateWriting } from '../facilitate/private-writing.tsx'
import { resultOf } from '../facilitate/votes.ts'
import { useHere } from '../here.ts'
import { desk } from './desk.ts'
import { ItemDialogs } from './item-dialogs.tsx'
import { LineMenu } from './line-menu.tsx'
import { countOf, shelvesOf } from './lines.ts'
import { ShelfPart } from './shelf.tsx'
import { SteadyContext, useSteadied } from './steady.ts'
import { TakenOff } from './taken-off.tsx'
import { useKeptFocus } from './use-kept-focus.ts'

/** The board as a list in reading order, in which everything can be done that the wall can. */
export function BoardList() {
  const here = useHere()
  const { board, session } = here
  const items = useStore(session.items)
  const sort = useStore(desk.sort)
  const list = useRef<HTMLElement>(null)
  const steady = useSteadied(here)
  const votes = useMemo(() => resultOf(board, items), [board, items])
  const alone = useMemo(
    () => new Map((board.ballot?.tally ?? []).map(({ item, total }) => [item, total])),
    [board.ballot],
  )
  const shelves = useMemo(() => shelvesOf(items, sort, alone), [items, sort, alone])
  const sent = useMemo(() => byItem(board.sent), [board.sent])
  useKeptFocus(list)
  const framed = shelves.some(({ frame }) => frame !== null)
  return (
    <SteadyContext value={steady}>
      <section className="bl" id="board-list" tabIndex={-1} aria-label="The same board as a list" ref={list}>
        <PrivateWriting />
        <BallotLine />
        <NotHeard />
        <header className="bl-top">
          <h2>As a list, {countOf(items)}</h2>
          {votes.size === 0 ? null : (
            <MenuButton
              label="Sort the list"
              trigger={
                <Button look="plain" small>
                  {sort === 'votes' ? 'Sorted by votes' : 'As it stands'}
                  <Icon of={ChevronDown} />
                </Button>
              }
            >
              <MenuItem
                label="As it stands on the wall"
                chosen={sort === 'as it stands'}
                onAction={() => desk.sort.set('as it stands')}
              />
              <MenuItem
                label="Most votes first"
                chosen={sort === 'votes'}
                onAction={() => desk.sort.set('votes')}
              />
            </MenuButton>
          )}
        </header>
        {shelves.map(({ frame, depth, items: inside }) => (
          <ShelfPart
            key={frame?.id ?? 'outside'}
            frame={frame}
            depth={depth}
            items={inside}
            votes={votes}
            sent={sent}
            alone={!framed}
          />
        ))}
        {shelves.some(({ frame }) => frame === null) ? null : (
          <ShelfPart frame={null} depth={0} items={[]} votes={votes} sent={sent} alone={!framed} />
        )}
        <TakenOff />
        <LineMenu />
        <ItemDialogs />
      </section>
    </SteadyContext>
  )
}

function byItem(sent: readonly Sent[]): ReadonlyMap<string, readonly Sent[]> {
  const map = new Map<string, Sent[]>()
  for (const one of sent) map.set(one.item, [...(map.get(one.item) ?? []), one])
  return map
}
