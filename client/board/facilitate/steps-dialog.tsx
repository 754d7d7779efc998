import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { nanoid } from 'nanoid'
import { useState } from 'react'
import { routes } from '../../../shared/api/routes.ts'
import { Anonymity, Stage, StageKind } from '../../../shared/board/boards.ts'
import { call } from '../../sync/api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Select } from '../../ui/select.tsx'
import type { BoardHere } from '../here.ts'
import { ANONYMITY_WORDS, KIND_WORDS } from './steps.ts'

/** A step as it is being planned: its numbers are still what was typed. */
interface Draft extends Omit<Stage, 'minutes' | 'votes'> {
  minutes: string
  votes: string
}

const draftOf = (stage: Stage): Draft => ({
  ...stage,
  minutes: String(stage.minutes),
  votes: String(stage.votes),
})

const stageOf = (draft: Draft) =>
  Stage.safeParse({ ...draft, minutes: Number(draft.minutes), votes: Number(draft.votes) })

/** Plans the steps of a workshop: what each sets up, how long it takes, and what it promises. */
export function StepsDialog({ here, onClose }: { here: BoardHere; onClose: () => void }) {
  const { workspace, board } = here
  const [version] = useState(board.version)
  const [drafts, setDrafts] = useState(() => board.stages.map(draftOf))
  const [wrong, setWrong] = useState<string | null>(null)
  const change = (id: string, said: Partial<Draft>) =>
    setDrafts((all) => all.map((one) => (one.id === id ? { ...one, ...said } : one)))
  const move = (at: number, by: 1 | -1) =>
    setDrafts((all) => {
      const next = all.toSpliced(at, 1)
      const one = all[at]
      return one === undefined ? all : next.toSpliced(at + by, 0, one)
    })
  const keep = async (): Promise<void> => {
    const stages: Stage[] = []
    for (const draft of drafts) {
      const read = stageOf(draft)
      if (!read.success)
        return setWrong(`${draft.title || 'A step'}: ${sayWrong(read.error.issues[0]?.path[0])}`)
      stages.push(read.data)
    }
    setWrong(null)
    const done = await here.act(
      () => call(routes.changeBoard, { params: { workspace, board: board.id }, body: { version, stages } }),
      'The steps are kept.',
    )
    if (done) onClose()
  }
  return (
    <Dialog title="Steps of the workshop" open onClose={onClose}>
      <div className="dialog-words">
        <p className="small quiet">
          Each step sets its timer when it begins. A step of writing or voting opens its round.
        </p>
        <ol className="bd-plan">
          {drafts.map((draft, at) => (
            <li key={draft.id} aria-label={`Step ${at + 1}`}>
              <Step draft={draft} change={(said) => change(draft.id, said)} />
              <div className="bd-plan-acts">
                <Button look="text" small isDisabled={at === 0} onPress={() => move(at, -1)}>
                  <Icon of={ArrowUp} />
                  Earlier
                </Button>
                <Button look="text" small isDisabled={at === drafts.length - 1} onPress={() => move(at, 1)}>
                  <Icon of={ArrowDown} />
                  Later
                </Button>
                <Button
                  look="text"
                  small
                  grave
                  onPress={() => setDrafts((all) => all.filter(({ id }) => id !== draft.id))}
                >
                  <Icon of={Trash2} />
                  Take it out
                </Button>
              </div>
            </li>
          ))}
        </ol>
        <Button small onPress={() => setDrafts((all) => [...all, fresh()])}>
          <Icon of={Plus} />
          Add a step
        </Button>
      </div>
      {wrong === null && here.refused === null ? null : (
        <p role="alert" className="wrong">
          {wrong ?? here.refused}
        </p>
      )}
      <div className="acts">
        <Button look="main" onPress={() => void keep()}>
          Keep these steps
        </Button>
        <Button onPress={onClose}>Go back</Button>
      </div>
    </Dialog>
  )
}

function Step({ draft, change }: { draft: Draft; change: (said: Partial<Draft>) => void }) {
  return (
    <>
      <div className="bd-plan-row">
        <TextField label="Step" maxLength={80} value={draft.title} onChange={(title) => change({ title })} />
        <TextField
          label="Minutes"
          type="number"
          value={draft.minutes}
          onChange={(minutes) => change({ minutes })}
        />
      </div>
      <Select
        label="What it does"
        value={draft.kind}
        onChange={(kind) => change({ kind, ...(draft.title === '' ? { title: KIND_WORDS[kind] } : {}) })}
        options={StageKind.options.map((id) => ({ id, words: KIND_WORDS[id] }))}
      />
      {draft.kind === 'write' ? (
        <Select
          label="When the notes are shown"
          value={draft.anonymity}
          onChange={(anonymity) => change({ anonymity })}
          options={Anonymity.options.map((id) => ({ id, words: ANONYMITY_WORDS[id] }))}
        />
      ) : null}
      {draft.kind === 'vote' ? (
        <TextField
          label="Votes each person has"
          type="number"
          value={draft.votes}
          onChange={(votes) => change({ votes })}
        />
      ) : null}
    </>
  )
}

const fresh = (): Draft => ({
  id: nanoid(),
  kind: 'talk',
  title: '',
  minutes: '10',
  anonymity: 'named',
  votes: '3',
})

const sayWrong = (field: PropertyKey | undefined): string =>
  field === 'minutes'
    ? 'give whole minutes, from 1 to 240.'
    : field === 'votes'
      ? 'give whole votes, from 1 to 20.'
      : 'give it a title of at most 80 characters.'
