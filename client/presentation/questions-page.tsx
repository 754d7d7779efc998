import { useQueryClient } from '@tanstack/react-query'
import { nanoid } from 'nanoid'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import { THEME_IDS, type ThemeId } from '../../shared/domain/themes.ts'
import type { Question } from '../../shared/presentation/rehearsals.ts'
import { ApiProblem, call } from '../sync/api.ts'
import { outbox } from '../sync/outbox.ts'
import { useHome } from '../sync/records.ts'
import { useUnsent } from '../sync/use-unsent.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { Select } from '../ui/select.tsx'
import { Trail } from '../ui/trail.tsx'
import { UnsentStrips } from '../ui/unsent-strips.tsx'
import { useQuestions } from './runs.ts'
import './presenter.css'

/** Where a question goes that is not about one theme. */
const WHOLE = 'The presentation as a whole'

/** Writes of the bank that go by the outbox. */
const WRITES = ['addQuestion', 'changeQuestion'] as const

/** The questions inspectors may ask, theme by theme, and what would be said (R92). */
export function QuestionsPage() {
  const { workspace = '' } = useParams()
  usePageTitle('Questions to expect')
  const { data, problem } = useQuestions(workspace)
  const home = useHome(workspace).data
  const unsent = useUnsent(workspace, WRITES)
  const [open, setOpen] = useState<Question | 'new' | null>(null)
  const labelOf = (theme: ThemeId | null): string =>
    theme === null ? WHOLE : (home?.themes.find(({ id }) => id === theme)?.label ?? `Theme ${theme}`)
  const groups = [null, ...THEME_IDS]
    .map((theme) => ({ theme, questions: (data ?? []).filter((one) => one.theme === theme) }))
    .filter(({ questions }) => questions.length > 0)
  return (
    <>
      <Trail
        workspace={workspace}
        under={[{ name: 'Opening presentation', to: `/w/${workspace}/presentation` }]}
        page="Questions to expect"
      />
      <main id="main" className="questions-page" tabIndex={-1}>
        <h1>Questions to expect</h1>
        <UnsentStrips unsent={unsent} />
        <p className="quiet">
          Presenters see those of their theme beside their slides. A rehearsal counts which were asked.
        </p>
        {problem === null ? null : <p role="alert">{problem.message}</p>}
        <p className="acts no-print">
          <Button look="main" onPress={() => setOpen('new')}>
            <Icon of={Plus} />
            Add a question
          </Button>
        </p>
        {data?.length === 0 ? (
          <p>No questions yet. Start with the one you would rather not be asked.</p>
        ) : null}
        {groups.map(({ theme, questions }) => (
          <section key={theme ?? 'whole'} aria-labelledby={`questions-${theme ?? 'whole'}`}>
            <h2 id={`questions-${theme ?? 'whole'}`}>{labelOf(theme)}</h2>
            <ul>
              {questions.map((one) => (
                <li key={one.id}>
                  <b>{one.question}</b>
                  <p>{one.answer ?? <span className="quiet">No answer yet.</span>}</p>
                  <p className="small quiet">
                    Added by {one.by.name}
                    {one.asked === 0
                      ? ''
                      : `; asked in ${one.asked} ${one.asked === 1 ? 'run' : 'runs'}`}{' '}
                    <Button look="text" small onPress={() => setOpen(one)}>
                      Change <span className="vh">“{one.question}”</span>
                    </Button>
                  </p>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {open === null ? null : (
          <QuestionDialog
            key={open === 'new' ? 'new' : open.id}
            workspace={workspace}
            was={open === 'new' ? null : open}
            themes={THEME_IDS.map((theme) => ({ id: theme, words: labelOf(theme) }))}
            onClose={() => setOpen(null)}
          />
        )}
      </main>
    </>
  )
}

function QuestionDialog({
  workspace,
  was,
  themes,
  onClose,
}: {
  workspace: string
  was: Question | null
  themes: readonly { id: ThemeId; words: string }[]
  onClose: () => void
}) {
  const queries = useQueryClient()
  const [theme, setTheme] = useState<ThemeId | 'whole'>(was === null ? 'whole' : (was.theme ?? 'whole'))
  const [question, setQuestion] = useState(was?.question ?? '')
  const [said, setSaid] = useState(was?.answer ?? '')
  const [version, setVersion] = useState(was?.version ?? 0)
  const [wrong, setWrong] = useState<string>()
  const [theirs, setTheirs] = useState<Question | null>(null)
  const act = async (what: () => Promise<unknown>) => {
    setWrong(undefined)
    try {
      await what()
      await queries.invalidateQueries({ queryKey: ['questions', workspace] })
      onClose()
    } catch (error) {
      setWrong(
        error instanceof ApiProblem ? error.message : 'That could not be kept. Your words are still here.',
      )
      if (error instanceof ApiProblem && error.kind === 'stale') {
        const now = error.theirs as Question
        setTheirs(now)
        setVersion(now.version)
      }
    }
  }
  const save = () => {
    const body = {
      theme: theme === 'whole' ? null : theme,
      question: question.trim(),
      answer: said.trim() === '' ? null : said.trim(),
    }
    if (body.question === '') return setWrong('Write the question first.')
    void act(() =>
      was === null
        ? outbox.send('addQuestion', { params: { workspace }, body: { ...body, id: nanoid() } })
        : outbox.send('changeQuestion', {
            params: { workspace, question: was.id },
            body: { ...body, version },
          }),
    )
  }
  return (
    <Dialog title={was === null ? 'Add a question' : 'Change the question'} open onClose={onClose}>
      <Select
        label="Theme"
        options={[{ id: 'whole' as const, words: WHOLE }, ...themes]}
        value={theme}
        onChange={setTheme}
      />
      <TextField
        label="The question"
        rows={2}
        value={question}
        onChange={setQuestion}
        wrong={wrong}
        maxLength={2_000}
      />
      <TextField
        label="What would be said (may be left out)"
        rows={4}
        value={said}
        onChange={setSaid}
        maxLength={4_000}
      />
      {theirs === null ? null : (
        <p className="small">
          Now it says: “{theirs.question}” {theirs.answer === null ? '' : `“${theirs.answer}”`} Saving again
          puts yours in its place.
        </p>
      )}
      <div className="acts">
        <Button look="main" onPress={save}>
          {was === null ? 'Add the question' : 'Save the change'}
        </Button>
        {was === null ? null : (
          <Button
            grave
            onPress={() =>
              void act(() => call(routes.removeQuestion, { params: { workspace, question: was.id } }))
            }
          >
            Take it out
          </Button>
        )}
        <Button onPress={onClose}>Leave it</Button>
      </div>
    </Dialog>
  )
}
