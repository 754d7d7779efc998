import './facilitate.css'
import { Check, Circle, Contrast, Ellipsis, X } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { routes } from '../../../shared/api/routes.ts'
import { call } from '../../sync/api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { type BoardHere, useHere } from '../here.ts'
import { PeopleHere } from './people.tsx'
import { ExportMenu } from '../export/export-menu.tsx'
import { RunMenu } from './run-menu.tsx'
import { ANONYMITY_WORDS, type Next, nextOf, stepsOf, type StepState } from './steps.ts'
import { useNarrow } from '../use-narrow.ts'
import { BoardTimer, TimerMenu } from './timer.tsx'
import { countWords, leftToGive } from './votes.ts'

const SYMBOLS = { done: Check, now: Contrast, 'to come': Circle } as const
const SAID: Readonly<Record<StepState, string>> = { done: 'done', now: 'now', 'to come': 'to come' }

/** Where the workshop is, what time is left, and what whoever runs it does next. */
export function StageStrip({
  write,
  places,
}: {
  /** Goes to where one writes privately; null while that is in view. */
  write: (() => void) | null
  /** Chooses between wall and list, where they have no room beside each other. */
  places: ReactNode
}) {
  const here = useHere()
  const { board } = here
  const narrow = useNarrow()
  const writes =
    write !== null && board.writing?.state === 'open' && board.rights.takePart ? (
      <Button small onPress={write}>
        Write a private note
      </Button>
    ) : null
  const votes = <VotesLeft here={here} />
  const locked = board.locked ? <span className="bd-locked">Locked</span> : null
  const next = board.rights.run ? <NextButton here={here} /> : null
  return (
    <>
      {narrow ? (
        <section className="bd-stage is-narrow no-print" aria-label="Steps of the workshop">
          <div className="bd-where">
            <Where here={here} />
            {votes}
            {locked}
          </div>
          <BoardTimer here={here} />
          <Rest here={here} />
          <div className="bd-stage-now">
            {places}
            {writes}
            {next}
          </div>
        </section>
      ) : (
        <section className="bd-stage no-print" aria-label="Steps of the workshop">
          <Where here={here} />
          <div className="bd-stage-acts">
            {locked}
            {writes}
            {votes}
            <BoardTimer here={here} />
            <TimerMenu here={here} />
            {next}
            <RunMenu here={here} />
            <ExportMenu />
            <PeopleHere />
          </div>
        </section>
      )}
      {here.refused === null ? null : (
        <p role="alert" className="bd-refused">
          {here.refused}
          <Button look="text" small onPress={here.forget}>
            <Icon of={X} />
            Close
          </Button>
        </p>
      )}
    </>
  )
}

/** On a phone the board needs the room: what is not of this moment stands behind a button. */
function Rest({ here }: { here: BoardHere }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <>
      <Button
        look="plain"
        aria-label="More about this board"
        aria-expanded={open}
        {...(open ? { 'aria-controls': id } : {})}
        onPress={() => setOpen(!open)}
      >
        <Icon of={open ? X : Ellipsis} />
      </Button>
      {open ? (
        <div className="bd-stage-acts" id={id}>
          <RunMenu here={here} />
          <TimerMenu here={here} />
          <ExportMenu />
          <PeopleHere />
        </div>
      ) : null}
    </>
  )
}

/** The board's title and how far its steps are. */
function Where({ here }: { here: BoardHere }) {
  const { board } = here
  const steps = stepsOf(board)
  const at = steps.findIndex(({ state }) => state === 'now')
  return (
    <>
      <h1>{board.title}</h1>
      {steps.length === 0 ? null : (
        <>
          <ol className="bd-steps" aria-label="Steps">
            {steps.map(({ stage, state }) => (
              <li
                key={stage.id}
                className={`is-${state.replace(' ', '-')}`}
                aria-current={state === 'now' ? 'step' : undefined}
                title={stage.title}
              >
                <Icon of={SYMBOLS[state]} />
                <span className="bd-step-name">{stage.title}</span>
                <span className="vh">, {SAID[state]}</span>
              </li>
            ))}
          </ol>
          <p className="bd-step-now" aria-hidden>
            {at === -1 ? 'Not begun' : `${at + 1} of ${steps.length}: ${steps[at]?.stage.title}`}
          </p>
        </>
      )}
    </>
  )
}

/** How many votes one has left, in view wherever in the list one is. */
function VotesLeft({ here }: { here: BoardHere }) {
  const { ballot, rights } = here.board
  if (ballot?.state !== 'open' || !rights.takePart) return null
  const left = leftToGive(ballot)
  return <span className="bd-left">{left === 0 ? 'No votes left' : `${countWords(left)} left`}</span>
}

function NextButton({ here }: { here: BoardHere }) {
  const [sure, setSure] = useState<Next | null>(null)
  const [busy, setBusy] = useState(false)
  const next = nextOf(here.board)
  if (next === null) return null
  const go = async (what: Next): Promise<void> => {
    setBusy(true)
    setSure(null)
    await here.act(() => goOn(here, what), `Done: ${what.words}.`)
    setBusy(false)
  }
  return (
    <>
      <Button
        look="main"
        isDisabled={busy}
        onPress={() => (next.reveals === null ? void go(next) : setSure(next))}
      >
        {next.words}
      </Button>
      {sure === null ? null : (
        <RevealDialog
          here={here}
          next={nextOf(here.board) ?? sure}
          onClose={() => setSure(null)}
          go={(what) => void go(what)}
        />
      )}
    </>
  )
}

/** What is revealed is not hidden again: says how many notes, and what is told of their writers. */
function RevealDialog({
  here,
  next,
  onClose,
  go,
}: {
  here: BoardHere
  next: Next
  onClose: () => void
  go: (next: Next) => void
}) {
  const { writing } = here.board
  const notes = next.reveals?.notes ?? 0
  return (
    <Dialog title={`${next.words}?`} open onClose={onClose} grave>
      <p>
        {notes === 0
          ? 'Nobody has written a note yet. Whoever is still writing can then write on the wall.'
          : `${notes === 1 ? 'The note' : `All ${notes} notes`} will stand on the wall for everyone, in mixed order. This is not taken back. Whoever is still writing can then write on the wall.`}
      </p>
      {writing === null || notes === 0 ? null : (
        <p className="quiet">{ANONYMITY_WORDS[writing.anonymity]}.</p>
      )}
      <div className="acts">
        <Button look="main" onPress={() => go(next)}>
          {next.words}
        </Button>
        <Button onPress={onClose}>Keep writing</Button>
      </div>
    </Dialog>
  )
}

function goOn({ workspace, board }: BoardHere, { to }: Next) {
  const params = { workspace, board: board.id }
  if (to !== null) return call(routes.goToStage, { params, body: { version: board.version, stage: to } })
  const round = [board.writing, board.ballot].find((one) => one?.state === 'open')
  return call(routes.endRound, { params: { ...params, round: round?.id ?? '' }, body: {} })
}
