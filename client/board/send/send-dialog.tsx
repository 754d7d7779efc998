import { nanoid } from 'nanoid'
import { useState } from 'react'
import { routes } from '../../../shared/api/routes.ts'
import type { Board, SentAs } from '../../../shared/board/boards.ts'
import type { ThemeId } from '../../../shared/domain/themes.ts'
import { call } from '../../sync/api.ts'
import { useHome } from '../../sync/records.ts'
import { createStore, useStore } from '../../sync/store.ts'
import { useFiveThemes } from '../../sync/theme-choices.ts'
import { useAct } from '../../sync/use-act.ts'
import { answer } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { AS_WORDS, GOALS, type Goal, IN_NARRATIVE } from './words.ts'

/** What is being sent from the wall: a note, or a cluster with its notes as lines. */
interface Sending {
  item: string
  words: string
  /** Takes the focus back to where the sending began, if it would be lost. */
  back: () => void
}

const sending = createStore<Sending | null>(null)
function close(): void {
  const back = sending.get()?.back
  sending.set(null)
  back?.()
}

/** Asks where something from the wall goes. */
export const beginSending = (what: Sending): void => sending.set(what)

/** Where a note or a cluster goes, once one was chosen on the wall or in the list. */
export function SendDialog({ workspace, board }: { workspace: string; board: Board }) {
  const what = useStore(sending)
  return what === null ? null : <Send key={what.item} workspace={workspace} board={board} what={what} />
}

function Send({ workspace, board, what }: { workspace: string; board: Board; what: Sending }) {
  const home = useHome(workspace)
  const [id] = useState(() => nanoid())
  const [goal, setGoal] = useState<Goal>('narrative')
  const [form, setForm] = useState<(typeof IN_NARRATIVE)[number]>('paragraph')
  const [theme, setTheme] = useState<ThemeId>(board.theme ?? '4')
  const [section, setSection] = useState<string | null>(null)
  const [words, setWords] = useState(what.words)
  const [ref, setRef] = useState('')
  const [wrong, setWrong] = useState<string>()
  const { act, busy, refused } = useAct([['board', workspace, board.document]])
  const choices = useFiveThemes(workspace)
  const themes = home.data?.themes ?? []
  const sections = themes.find((one) => one.id === theme)?.sections ?? []
  const chosen = sections.find((one) => one.id === section) ?? sections[0] ?? null
  const as: SentAs = goal === 'narrative' ? form : goal
  const send = async (): Promise<void> => {
    if (words.trim() === '') return setWrong('There are no words to send. Write what should go there.')
    const toNarrative = goal === 'narrative'
    const body = {
      id,
      item: what.item,
      as,
      document: toNarrative ? theme : null,
      section: toNarrative ? (chosen?.id ?? null) : null,
      words: words.trim(),
      theme,
      ref: goal === 'action' && ref.trim() !== '' ? ref.trim() : null,
    }
    if (!(await act(() => call(routes.sendFromBoard, { params: { workspace, board: board.id }, body }))))
      return
    close()
    answer(`${AS_WORDS[as].done} The note keeps its link.`)
  }
  return (
    <Dialog title="Send from the wall" open onClose={close}>
      <div className="dialog-words">
        <p>It stays on the wall and keeps a link to where it went. What becomes of it is shown here.</p>
        <Choice label="Where it goes" options={GOALS} value={goal} onChange={setGoal} />
        {goal === 'narrative' ? (
          <Choice
            label="As what"
            options={IN_NARRATIVE.map((id) => ({ id, words: AS_WORDS[id].choice }))}
            value={form}
            onChange={setForm}
          />
        ) : null}
        <Select
          label="Theme"
          value={theme}
          onChange={(next) => {
            setTheme(next)
            setSection(null)
          }}
          options={choices}
        />
        {goal === 'narrative' ? (
          <Select
            label="Section"
            value={chosen?.id ?? null}
            onChange={setSection}
            placeholder="Catching up…"
            options={sections.map(({ id, number, title }) => ({ id, words: `${number} ${title}` }))}
          />
        ) : null}
        {goal === 'action' ? (
          <TextField
            label="Reference"
            hint="As the written statement counts, such as 4.7. Left empty, the next free one is taken."
            value={ref}
            onChange={setRef}
          />
        ) : null}
        <TextField
          label="Words"
          hint="As they will stand there. The note itself is not changed."
          rows={Math.min(8, words.split('\n').length + 2)}
          value={words}
          onChange={(next) => {
            setWords(next)
            setWrong(undefined)
          }}
          wrong={wrong}
        />
      </div>
      {refused === null ? null : (
        <p role="alert" className="wrong">
          {refused}
        </p>
      )}
      <div className="acts">
        <Button
          look="main"
          isDisabled={busy || (goal === 'narrative' && chosen === null)}
          onPress={() => void send()}
        >
          {AS_WORDS[as].act}
        </Button>
        <Button onPress={close}>Keep it on the wall only</Button>
      </div>
    </Dialog>
  )
}
