import { Link } from 'react-router'
import { type Counts, sayEvidence } from '../../shared/domain/actions.ts'
import { roleBeside } from '../../shared/domain/roles.ts'
import type { ThemeSummary, Workspace } from '../../shared/domain/workspace.ts'
import { wordingStep } from '../../shared/inbox/wording-step.ts'
import { isAgreed, statusOf } from '../../shared/positions/status.ts'
import { initials, type Person } from '../../shared/people/person.ts'
import { CountsLine } from '../ui/action-mark.tsx'
import { Button } from '../ui/button.tsx'
import { PartnerTab } from '../ui/partner.tsx'
import { StatusMark } from '../ui/standing.tsx'
import { SectionsLine } from '../ui/through-line.tsx'
import { when } from '../ui/when.ts'
import { Conclusions } from './conclusions.tsx'
import { shortOf } from './partners.ts'

/** One theme of the contents page; one click leads into it. */
export function ThemeRow({
  theme,
  workspace,
  me,
  now,
  counts,
  onWording,
}: {
  theme: ThemeSummary
  workspace: Workspace
  me: Person
  now: number
  /** Of its actions; undefined where nothing is known of them. */
  counts: Counts | undefined
  onWording: () => void
}) {
  const words = theme.sections.reduce((sum, section) => sum + section.words, 0)
  // Freezing agrees nothing: a frozen text is agreed only where its partners have said so.
  const settled = isAgreed(statusOf({ words, frozen: false, positions: theme.positions }))
  const step = wordingStep(theme, me)
  return (
    <li className={theme.status === 'not started' ? 'is-none' : 'is-draft'}>
      <span className="theme-no" aria-hidden>
        {theme.id}
      </span>
      <div className="theme-words">
        <ThemeHeading theme={theme} to={`/w/${workspace.slug}/themes/${theme.id}`} />
        {theme.name !== null && theme.note !== null ? <p className="note">{theme.note}</p> : null}
        <SectionsLine
          sections={theme.sections.map(({ id, number, title, state }) => ({
            id,
            number,
            title,
            progress: state === 'draft' && settled ? 'agreed' : state,
          }))}
        />
        <Conclusions theme={theme} workspace={workspace} />
        {counts === undefined || counts.total === 0 ? null : (
          <p className="facts">
            <span>
              {counts.total === 1 ? '1 action' : `${counts.total} actions`} <CountsLine counts={counts} />
            </span>
            <span>{sayEvidence(counts)}</span>
            {counts.overdue === 0 ? null : <span>{counts.overdue} overdue</span>}
          </p>
        )}
        {words === 0 ? null : (
          <p className="facts">
            <span>
              {words.toLocaleString('en-GB')} {words === 1 ? 'word' : 'words'}
            </span>
          </p>
        )}
      </div>
      <div className="theme-side">
        <StatusMark status={theme.status} />
        <Comments theme={theme} />
        {theme.lastEdit === null ? null : (
          <div title={`${theme.lastEdit.by.name}, ${shortOf(workspace, theme.lastEdit.by.partner)}`}>
            {shortOf(workspace, theme.lastEdit.by.partner)} edited {theme.lastEdit.number}{' '}
            {when(theme.lastEdit.at, now)}
          </div>
        )}
        <Button look="text" small onPress={onWording}>
          {step.row}
          <span className="vh"> of {theme.label}</span>
        </Button>
        {theme.here.length === 0 ? null : (
          <div className="here">
            {theme.here.map((one) => (
              <PartnerTab
                key={one.id}
                partner={one.partner}
                letters={initials(one.name)}
                label={[one.name, shortOf(workspace, one.partner), roleBeside(one), 'here now']
                  .filter((part) => part !== null)
                  .join(', ')}
              />
            ))}
          </div>
        )}
      </div>
    </li>
  )
}

function ThemeHeading({ theme, to }: { theme: ThemeSummary; to: string }) {
  const { text } = theme.wording
  return (
    <h2 className={text === null ? 'is-missing' : ''}>
      <Link to={to}>
        <span className="vh">{theme.label}. </span>
        {text ?? (
          <>
            {theme.name === null ? null : (
              <>
                <b>{theme.name}</b>
                {'. '}
              </>
            )}
            Wording to be entered from the letter
          </>
        )}
      </Link>
    </h2>
  )
}

function Comments({ theme }: { theme: ThemeSummary }) {
  if (theme.openComments === 0 && theme.unreadComments === 0) return null
  return (
    <div>
      {theme.openComments === 1 ? '1 open comment' : `${theme.openComments} open comments`}
      {theme.unreadComments === 0 ? null : (
        <>
          , <span className="unread">{theme.unreadComments} unread</span>
        </>
      )}
    </div>
  )
}
