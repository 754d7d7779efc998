import './walls.css'
import { Plus } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useParams } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import type { Issue } from '../../shared/board/boards.ts'
import { may } from '../../shared/permissions.ts'
import { call } from '../sync/api.ts'
import { useHome, useKnown } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { ProblemLine } from '../ui/problem-line.tsx'
import { Trail } from '../ui/trail.tsx'
import { IssueForm } from './issue-form.tsx'
import { IssueLine } from './issue-line.tsx'
import { SettleDialog } from './settle-dialog.tsx'

/** What is asked about an issue; `issue` null: a new one is entered. */
interface Asking {
  what: 'words' | 'settle'
  issue: Issue | null
}

/** What came up and is not for a narrative, kept in view until somebody says how it was settled. */
export function IssuesPage() {
  const { workspace = '' } = useParams()
  usePageTitle('Issues')
  const { data, problem, retry } = useKnown(['issues', workspace], () =>
    call(routes.issues, { params: { workspace } }),
  )
  const home = useHome(workspace).data
  const [asking, setAsking] = useState<Asking | null>(null)
  const [all, setAll] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const [moved, setMoved] = useState(0)
  // The button that was pressed has gone to the other list with its issue.
  useEffect(() => {
    if (moved > 0) heading.current?.focus()
  }, [moved])
  const open = (data ?? []).filter(({ state }) => state === 'open')
  const settled = (data ?? []).filter(({ state }) => state === 'settled')
  const keeps = home !== undefined && may(home.me, { do: 'edit board' })
  const lines = (issues: readonly Issue[]) => (
    <ul className="issue-list">
      {issues.map((issue) => (
        <IssueLine
          key={issue.id}
          workspace={workspace}
          issue={issue}
          ask={keeps ? (what) => setAsking({ what, issue }) : null}
        />
      ))}
    </ul>
  )
  const close = (): void => setAsking(null)
  /** As it stands now, while the dialog shows what was seen. */
  const live = data?.find(({ id }) => id === asking?.issue?.id) ?? asking?.issue ?? null
  return (
    <>
      <Trail workspace={workspace} under={[{ name: 'Boards', to: `/w/${workspace}/boards` }]} page="Issues" />
      <main id="main" className="issues-page" tabIndex={-1}>
        <h1>Issues</h1>
        <p className="quiet">
          What came up and is not for a narrative, until somebody says how it was settled.
        </p>
        {keeps ? (
          <p className="issues-acts no-print">
            <Button look="main" onPress={() => setAsking({ what: 'words', issue: null })}>
              <Icon of={Plus} />
              Add an issue
            </Button>
          </p>
        ) : null}
        <ProblemLine problem={problem} retry={retry} />
        {data === undefined && problem === null ? <p role="status">Catching up…</p> : null}
        {data === undefined ? null : (
          <>
            <h2 ref={heading} tabIndex={-1}>
              Open <span className="count">{open.length}</span>
            </h2>
            {open.length === 0 ? (
              <p>Nothing is open. Add what comes up, or send a note here from a board.</p>
            ) : (
              lines(open)
            )}
          </>
        )}
        {settled.length === 0 ? null : (
          <>
            <h2>
              Settled <span className="count">{settled.length}</span>
            </h2>
            <p className="no-print">
              <Button look="text" aria-expanded={all} onPress={() => setAll(!all)}>
                {all ? 'Hide those that are settled' : 'Show those that are settled'}
              </Button>
            </p>
            {all ? lines(settled) : null}
          </>
        )}
        {asking?.what === 'words' ? (
          <IssueForm
            key={asking.issue?.id}
            workspace={workspace}
            was={asking.issue}
            now={live}
            onClose={close}
          />
        ) : null}
        {asking?.what === 'settle' && asking.issue !== null && live !== null ? (
          <SettleDialog
            key={asking.issue.id}
            workspace={workspace}
            was={asking.issue}
            now={live}
            onClose={close}
            onDone={() => {
              close()
              setMoved(moved + 1)
            }}
          />
        ) : null}
      </main>
    </>
  )
}
