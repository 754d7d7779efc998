import { Link } from 'react-router'
import type { Issue } from '../../shared/board/boards.ts'
import { shorten } from '../../shared/board/said.ts'
import { useHome } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { useNow } from '../ui/use-now.ts'
import { when } from '../ui/when.ts'

/** One issue: its words, whose they are, and how it was settled. */
export function IssueLine({
  workspace,
  issue,
  ask,
}: {
  workspace: string
  issue: Issue
  /** Null for who only reads. */
  ask: ((what: 'words' | 'settle') => void) | null
}) {
  const { words, theme, board, item, title, state, outcome, settled, by, at } = issue
  const home = useHome(workspace).data
  const now = useNow()
  const about =
    theme === null ? null : (home?.themes.find(({ id }) => id === theme)?.label ?? `Theme ${theme}`)
  const name = <span className="vh">: {shorten(words, 80)}</span>
  return (
    <li>
      <p className="issue-words">{words}</p>
      {outcome === null ? null : (
        <p className="issue-words">
          <b>Settled:</b> {outcome}
          {settled === null ? null : (
            <span className="small quiet">
              {' '}
              By {settled.by.name}, {when(settled.at, now)}
            </span>
          )}
        </p>
      )}
      <p className="small quiet">
        {about === null ? '' : `${about}. `}
        Raised by {by.name}, {when(at, now)}.{' '}
        {board === null ? null : (
          <>
            From the wall{' '}
            <Link to={`/w/${workspace}/boards/${board}#item=${item ?? ''}`}>{title ?? 'it came from'}</Link>.
          </>
        )}
      </p>
      {ask === null ? null : (
        <p className="issue-acts no-print">
          <Button look="text" small onPress={() => ask('settle')}>
            {state === 'open' ? 'Say how it was settled' : 'Open it again'}
            {name}
          </Button>
          {state === 'open' ? (
            <Button look="text" small onPress={() => ask('words')}>
              Change it{name}
            </Button>
          ) : null}
        </p>
      )}
    </li>
  )
}
