import { useQueryClient } from '@tanstack/react-query'
import { routes } from '../../shared/api/routes.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { call } from '../sync/api.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { useQuestions } from './runs.ts'

/** The questions to expect in this section; ticked when somebody asked one in this run (R92). */
export function Expected({
  workspace,
  run,
  theme,
  asked,
}: {
  workspace: string
  run: string
  theme: ThemeId | null
  asked: readonly string[]
}) {
  const queries = useQueryClient()
  const mine = (useQuestions(workspace).data ?? []).filter((question) => question.theme === theme)
  const tick = (question: string, value: boolean) =>
    void call(routes.askQuestion, { params: { workspace, run, question }, body: { asked: value } }).finally(
      () => queries.invalidateQueries({ queryKey: ['runs', workspace] }),
    )
  return (
    <section aria-labelledby="expected">
      <h2 id="expected" className="presenter-h">
        Questions to expect
      </h2>
      {mine.length === 0 ? <p className="quiet">None are noted for this section.</p> : null}
      {mine.map(({ id, question, answer }) => (
        <div key={id} className="expected">
          <Checkbox checked={asked.includes(id)} onChange={(value) => tick(id, value)}>
            <span>
              {question}
              <span className="vh"> asked in this run</span>
            </span>
          </Checkbox>
          {answer === null || answer === '' ? null : <p className="small quiet">{answer}</p>}
        </div>
      ))}
    </section>
  )
}
