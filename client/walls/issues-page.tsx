import './walls.css'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import type { Issue } from '../../shared/board/boards.ts'
import { may } from '../../shared/permissions.ts'
import { ApiProblem, call } from '../sync/api.ts'
import { useHome, useKnown } from '../sync/records.ts'
import { useAct } from '../sync/use-act.ts'
import { answer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { ProblemLine } from '../ui/problem-line.tsx'
import { Trail } from '../ui/trail.tsx'
import { useNow } from '../ui/use-now.ts'
import { when } from '../ui/when.ts'

/** What came up in workshops and is not for a narrative, kept in view until somebody says how it was settled. */
export function IssuesPage() {
  const { workspace = '' } = useParams()
  usePageTitle('Issues')
  const { data, problem, retry } = useKnown(['issues', workspace], () =>
    call(routes.issues, { params: { workspace } }),
  )
  const home = useHome(workspace).data
  const [settling, setSettling] = useState<Issue | null>(null)
  const [all, setAll] = useState(false)
  const now = useNow()
  const settled = (data ?? []).filter(({ state }) => state === 'settled')
  const open = (data ?? []).filter(({ state }) => state === 'open')
  const edits = home !== undefined && may(home.me, { do: 'edit board' })
  const labelOf = ({ theme }: Issue): string | null =>
    theme === null ? null : (home?.themes.find(({ id }) => id === theme)?.label ?? `Theme ${theme}`)
  const lines = (issues: readonly Issue[]) => (
    <ul className="issue-list">
      {issues.map((issue) => (
        <li key={issue.id}>
          <p>{issue.words}</p>
          {issue.outcome === null ? null : (
            <p>
              <b>Settled:</b> {issue.outcome}
            </p>
          )}
          <p className="small quiet">
            {[labelOf(issue), `${issue.by.name}, ${when(issue.at, now)}`]
              .filter((one) => one !== null)
              .join('. ')}
            {issue.board === null ? null : (
              <>
                {'. '}
                <Link to={`/w/${workspace}/boards/${issue.board}#item=${issue.item ?? ''}`}>
                  From the wall
                </Link>
              </>
            )}{' '}
            {edits ? (
              <Button look="text" small onPress={() => setSettling(issue)}>
                {issue.state === 'open' ? 'Say how it was settled' : 'Open it again'}{' '}
                <span className="vh">“{issue.words}”</span>
              </Button>
            ) : null}
          </p>
        </li>
      ))}
    </ul>
  )
  return (
    <>
      <Trail workspace={workspace} under={[{ name: 'Boards', to: `/w/${workspace}/boards` }]} page="Issues" />
      <main id="main" className="narrow-page" tabIndex={-1}>
        <h1>Issues</h1>
        <p className="quiet">What came up in workshops and is not for a narrative, until it is settled.</p>
        <ProblemLine problem={problem} retry={retry} />
        {data === undefined && problem === null ? <p role="status">Catching up…</p> : null}
        {data !== undefined && open.length === 0 ? (
          <p>Nothing is open. A note on a board can be sent here.</p>
        ) : null}
        {lines(open)}
        {settled.length === 0 ? null : (
          <p className="acts no-print">
            <Button look="text" aria-expanded={all} onPress={() => setAll(!all)}>
              {all ? 'Hide the settled ones' : `Show ${settled.length} settled`}
            </Button>
          </p>
        )}
        {all ? lines(settled) : null}
        {settling === null ? null : (
          <Settle
            key={settling.id}
            workspace={workspace}
            issue={settling}
            onClose={() => setSettling(null)}
          />
        )}
      </main>
    </>
  )
}

function Settle({ workspace, issue, onClose }: { workspace: string; issue: Issue; onClose: () => void }) {
  const opens = issue.state === 'settled'
  const [outcome, setOutcome] = useState(issue.outcome ?? '')
  const [wrong, setWrong] = useState<string>()
  const { act, busy, refused } = useAct([['issues', workspace]])
  const send = async (): Promise<void> => {
    if (!opens && outcome.trim() === '') return setWrong('Say in a few words how it was settled.')
    const body = {
      state: opens ? ('open' as const) : ('settled' as const),
      outcome: opens ? null : outcome.trim(),
      version: issue.version,
    }
    const done = await act(() =>
      call(routes.settleIssue, { params: { workspace, issue: issue.id }, body }).catch((error: unknown) => {
        if (error instanceof ApiProblem && error.kind === 'stale')
          throw new ApiProblem('stale', 'Somebody changed this issue meanwhile. Close this and look again.')
        throw error
      }),
    )
    if (!done) return
    onClose()
    answer(opens ? 'The issue is open again.' : 'The issue is settled.')
  }
  return (
    <Dialog title={opens ? 'Open the issue again' : 'How it was settled'} open onClose={onClose}>
      <p>{issue.words}</p>
      {opens ? null : (
        <TextField label="Outcome" rows={3} value={outcome} onChange={setOutcome} wrong={wrong} />
      )}
      {refused === null ? null : (
        <p role="alert" className="wrong">
          {refused}
        </p>
      )}
      <div className="acts">
        <Button look="main" isDisabled={busy} onPress={() => void send()}>
          {opens ? 'Open it again' : 'Settle the issue'}
        </Button>
        <Button onPress={onClose}>Leave it as it is</Button>
      </div>
    </Dialog>
  )
}
