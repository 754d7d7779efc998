import { Printer } from 'lucide-react'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Run } from '../../shared/presentation/rehearsals.ts'
import { useHome } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Icon } from '../ui/icon.tsx'
import { ProblemLine } from '../ui/problem-line.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { Trail } from '../ui/trail.tsx'
import { useNow } from '../ui/use-now.ts'
import { dayAndTime, when } from '../ui/when.ts'
import { Begin } from './begin.tsx'
import { Compared } from './compared.tsx'
import { RunNotes } from './run-notes.tsx'
import { useRuns } from './runs.ts'
import './presenter.css'

const isEnded = (run: Run): boolean => run.steps.some(({ did }) => did === 'ended')
/** Beyond this a table of runs cannot be read. */
const COMPARED = 4

/** Runs under way to join or follow, and the log of those that ended, side by side (R48, F6). */
export function RunsPage() {
  const { workspace = '' } = useParams()
  usePageTitle('Rehearsals')
  const now = useNow()
  const { data, problem, retry } = useRuns(workspace)
  const me = useHome(workspace).data?.me
  const presents = me !== undefined && me.role !== 'SP' && me.role !== 'GR'
  const runs = data?.runs ?? []
  const open = runs.filter((run) => !isEnded(run))
  const ended = runs.filter(isEnded)
  const [left, setLeft] = useState<readonly string[]>([])
  const [shown, setShown] = useState<string | null>(null)
  const compared = ended.filter(({ id }) => !left.includes(id)).slice(0, COMPARED)
  return (
    <>
      <Trail
        workspace={workspace}
        under={[{ name: 'Opening presentation', to: `/w/${workspace}/presentation` }]}
        page="Rehearsals"
      />
      <main id="main" className="runs-page" tabIndex={-1}>
        <h1>Rehearsals</h1>
        <ProblemLine problem={problem} retry={retry} />
        {data === undefined && problem === null ? <p role="status">Catching up…</p> : null}
        {data === undefined ? null : (
          <>
            {presents ? (
              <p className="acts no-print">
                <Begin workspace={workspace} kind="rehearsal" main />
                <Begin workspace={workspace} kind="given" />
                {ended.length === 0 ? null : (
                  <Button onPress={() => window.print()}>
                    <Icon of={Printer} />
                    Print the log
                  </Button>
                )}
              </p>
            ) : null}
            {open.length === 0 ? null : (
              <section aria-labelledby="runs-open" className="no-print">
                <h2 id="runs-open">Under way</h2>
                <ul className="runs-open">
                  {open.map((run) => (
                    <li key={run.id}>
                      {run.kind === 'given' ? 'Presentation' : 'Rehearsal'} of {run.by.name}, begun{' '}
                      {when(run.startedAt, now)}{' '}
                      <Link to={`/w/${workspace}/presentation/follow/${run.id}`}>Follow it</Link>{' '}
                      {presents ? (
                        <Link to={`/w/${workspace}/presentation/present/${run.id}`}>Present in it</Link>
                      ) : null}
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <section aria-labelledby="runs-log">
              <h2 id="runs-log">Log of runs</h2>
              {ended.length === 0 ? (
                <p>No run has ended yet. A rehearsal shows each section’s time against its minutes.</p>
              ) : (
                <>
                  <Compared workspace={workspace} runs={compared} onNotes={setShown} />
                  {ended.length < 2 ? null : (
                    <fieldset className="runs-choice no-print">
                      <legend>Compare (the latest {COMPARED} of those ticked)</legend>
                      {ended.map((run) => (
                        <Checkbox
                          key={run.id}
                          checked={!left.includes(run.id)}
                          onChange={(on) =>
                            setLeft(on ? left.filter((id) => id !== run.id) : [...left, run.id])
                          }
                        >
                          {dayAndTime(run.startedAt, now)}, {run.by.name}
                        </Checkbox>
                      ))}
                    </fieldset>
                  )}
                </>
              )}
            </section>
            {shown === null ? null : (
              <RunNotes workspace={workspace} run={shown} onClose={() => setShown(null)} />
            )}
          </>
        )}
      </main>
    </>
  )
}
