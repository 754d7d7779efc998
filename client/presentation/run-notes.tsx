import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useQuestions, useRun } from './runs.ts'

/** What listeners noted in a run, section by section, and the questions that were asked. */
export function RunNotes({
  workspace,
  run,
  onClose,
}: {
  workspace: string
  run: string
  onClose: () => void
}) {
  const { data, problem } = useRun(workspace, run)
  const questions = useQuestions(workspace).data ?? []
  const asked = questions.filter(({ id }) => data?.asked.includes(id) === true)
  const noted = (data?.run.order ?? [])
    .map(({ section, title }) => ({
      section,
      title,
      notes: data?.notes.filter((note) => note.section === section) ?? [],
    }))
    .filter(({ notes }) => notes.length > 0)
  return (
    <Dialog title="Notes of this run" open onClose={onClose}>
      {data === undefined ? <p role="status">{problem?.message ?? 'Catching up…'}</p> : null}
      {data !== undefined && noted.length === 0 ? <p>Nobody noted anything.</p> : null}
      {noted.map(({ section, title, notes }) => (
        <section key={section}>
          <h3>{title}</h3>
          <ul className="listener-notes">
            {notes.map(({ id, words, by }) => (
              <li key={id}>
                {words} <span className="small quiet">{by.name}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {asked.length === 0 ? null : (
        <section>
          <h3>Asked</h3>
          <ul className="listener-notes">
            {asked.map(({ id, question }) => (
              <li key={id}>{question}</li>
            ))}
          </ul>
        </section>
      )}
      <div className="acts">
        <Button onPress={onClose}>Close the notes</Button>
      </div>
    </Dialog>
  )
}
