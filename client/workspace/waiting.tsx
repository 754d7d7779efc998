import { useQueries } from '@tanstack/react-query'
import { MessageCircleWarning, Pin } from 'lucide-react'
import { Fragment } from 'react'
import { Link } from 'react-router'
import type { Comment } from '../../shared/annotations/comments.ts'
import { routes } from '../../shared/api/routes.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import type { ThemeSummary, Workspace } from '../../shared/domain/workspace.ts'
import type { Person } from '../../shared/people/person.ts'
import { may } from '../../shared/permissions.ts'
import { call } from '../sync/api.ts'
import { pageOf } from '../sync/addresses.ts'
import { keys } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { shortOf } from './partners.ts'
import { wordingStep } from './wording.ts'

/** What only this person, or someone with their rights, can move on. */
export function WaitingSection({
  workspace,
  me,
  themes,
  onWording,
}: {
  workspace: Workspace
  me: Person
  themes: readonly ThemeSummary[]
  onWording: (theme: ThemeId) => void
}) {
  const challenges = useChallenges(workspace, me, themes)
  const wording = themes
    .map((theme) => ({ theme, step: wordingStep(theme, me) }))
    .filter(({ step }) => step.waits)
  return (
    <section>
      <h2>Waiting for you</h2>
      {wording.length + challenges.length === 0 ? (
        <p className="quiet">Nothing waits for you.</p>
      ) : (
        <ul>
          {WORDING.map(({ does, before, after }) => (
            <WordingItem
              key={does}
              before={before}
              after={after}
              themes={wording.filter(({ step }) => step.do === does).map(({ theme }) => theme)}
              onWording={onWording}
            />
          ))}
          {challenges.map((challenge) => (
            <li key={challenge.id}>
              <Icon of={MessageCircleWarning} />
              <Link to={`${pageOf(workspace.slug, challenge.document)}#comment=${challenge.id}`}>
                Answer the challenge from {shortOf(workspace, challenge.author.partner)} in{' '}
                {themes.find((theme) => theme.id === challenge.document)?.label}.
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const WORDING = [
  { does: 'enter', before: 'Enter the wording of ', after: ' from the letter.' },
  { does: 'confirm', before: 'Compare the wording of ', after: ' with the letter.' },
] as const

/** "Enter the wording of Theme 1, Theme 2 and Theme 5 from the letter.", each a button. */
const WordingItem = ({
  before,
  after,
  themes,
  onWording,
}: {
  before: string
  after: string
  themes: readonly ThemeSummary[]
  onWording: (theme: ThemeId) => void
}) =>
  themes.length === 0 ? null : (
    <li>
      <Icon of={Pin} />
      {before}
      {themes.map((theme, index) => (
        <Fragment key={theme.id}>
          {index === 0 ? '' : index === themes.length - 1 ? ' and ' : ', '}
          <Button look="text" onPress={() => onWording(theme.id)}>
            {theme.label}
          </Button>
        </Fragment>
      ))}
      {after}
    </li>
  )

/** Open challenges of other partners in the themes this person writes. */
function useChallenges(workspace: Workspace, me: Person, themes: readonly ThemeSummary[]): Comment[] {
  const mine = themes.filter(
    (theme) => theme.openComments > 0 && may(me, { do: 'edit narrative', theme: theme.id }),
  )
  const found = useQueries({
    queries: mine.map((theme) => ({
      queryKey: keys.comments(workspace.slug, theme.id),
      queryFn: () => call(routes.comments, { params: { workspace: workspace.slug, document: theme.id } }),
    })),
  })
  return found
    .flatMap((query) => query.data ?? [])
    .filter(
      (comment) =>
        comment.kind === 'challenge' &&
        comment.state === 'open' &&
        !comment.deleted &&
        comment.author.partner !== me.partner,
    )
}
