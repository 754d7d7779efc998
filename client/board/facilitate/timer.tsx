import { ChevronDown, Timer as TimerIcon } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { routes } from '../../../shared/api/routes.ts'
import type { Board, Timer } from '../../../shared/board/boards.ts'
import { call } from '../../sync/api.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { MenuButton, MenuItem } from '../../ui/menu.tsx'
import type { BoardHere } from '../here.ts'
import { useTick } from '../../sync/use-tick.ts'
import { clockWords, LEFT, leftOf, passed, spokenTime } from './steps.ts'

/** What is left of a timer, by the server's clock, as everybody sees it. */
export function TimeLeft({ board, timer }: { board: Board; timer: Timer }) {
  const left = leftOf(timer, useTick(timer.state === 'running'))
  const kind = board.stages.find(({ id }) => id === board.stage)?.kind
  const words =
    left === 0
      ? 'time is up'
      : timer.state === 'halted'
        ? 'left, halted'
        : kind === undefined
          ? 'left'
          : LEFT[kind]
  return (
    <span
      className={left === 0 ? 'bd-time is-up' : timer.state === 'halted' ? 'bd-time is-halted' : 'bd-time'}
      role="timer"
      aria-label={`${spokenTime(left)}, ${words}`}
    >
      <Icon of={TimerIcon} />
      <b aria-hidden>{clockWords(left)}</b>
      <span aria-hidden>{words}</span>
    </span>
  )
}

/** The timer of the strip; said when it is nearly over, and over. */
export function BoardTimer({ here: { board } }: { here: BoardHere }) {
  useTimerSaid(board.timer)
  return board.timer === null ? null : <TimeLeft board={board} timer={board.timer} />
}

/** Whoever runs the workshop starts, halts and lengthens the timer. */
export function TimerMenu({ here }: { here: BoardHere }) {
  const { timer, rights } = here.board
  if (!rights.run) return null
  const set = (body: Parameters<typeof setTimer>[1], done: string) =>
    void here.act(() => setTimer(here, body), done)
  const start = (minutes: number) => (
    <MenuItem
      label={minutes === 1 ? 'Start 1 minute' : `Start ${minutes} minutes`}
      onAction={() => set({ do: 'start', minutes }, `The timer runs for ${spokenTime(minutes * 60_000)}.`)}
    />
  )
  return (
    <MenuButton
      label="Timer"
      trigger={
        <Button look="text" small>
          {timer === null ? 'Start a timer' : <span className="bd-change">Change the timer</span>}
          {timer === null ? null : <Icon of={ChevronDown} />}
        </Button>
      }
    >
      {timer === null ? null : timer.state === 'running' ? (
        <MenuItem label="Halt it" onAction={() => set({ do: 'halt' }, 'The timer is halted.')} />
      ) : (
        <MenuItem label="Go on with it" onAction={() => set({ do: 'go on' }, 'The timer runs again.')} />
      )}
      {timer === null ? null : (
        <MenuItem
          label="Add a minute"
          onAction={() => set({ do: 'add', minutes: 1 }, 'A minute more for everyone.')}
        />
      )}
      {timer === null ? null : (
        <MenuItem
          label="Add 5 minutes"
          onAction={() => set({ do: 'add', minutes: 5 }, 'Five minutes more for everyone.')}
        />
      )}
      {start(1)}
      {start(3)}
      {start(5)}
      {start(10)}
      {timer === null ? null : (
        <MenuItem label="Take it away" onAction={() => set({ do: 'stop' }, 'The timer is gone.')} />
      )}
    </MenuButton>
  )
}

const setTimer = (
  { workspace, board }: BoardHere,
  body: { do: 'start'; minutes: number } | { do: 'add'; minutes: number } | { do: 'halt' | 'go on' | 'stop' },
) => call(routes.setBoardTimer, { params: { workspace, board: board.id }, body })

/** Says it politely when a minute is left, and when the time is up. */
function useTimerSaid(timer: Timer | null): void {
  const runs = timer?.state === 'running'
  const now = useTick(runs)
  const left = timer === null ? null : leftOf(timer, now)
  const before = useRef<number | null>(null)
  useEffect(() => {
    const words = runs && left !== null && before.current !== null ? passed(before.current, left) : null
    before.current = left
    if (words !== null) announce(words, 'timer')
  }, [runs, left])
}
