import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Unlink } from 'lucide-react'
import { Link, useLocation, useNavigate } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import type { JoinOffer } from '../../shared/people/members.ts'
import { initials } from '../../shared/people/person.ts'
import { may } from '../../shared/permissions.ts'
import { ApiProblem, call, sayProblem } from '../sync/api.ts'
import { actAs } from '../sync/identity.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { PartnerTab } from '../ui/partner.tsx'
import { JoinSheet } from './join-sheet.tsx'

/** A one-time link: says what it offers, and spends it only when Join is pressed. */
export function JoinPage() {
  usePageTitle('Join')
  const { hash } = useLocation()
  // The code stays in the address until it is spent, so that a reload before that loses nothing.
  const code = hash.slice(1)
  const offer = useQuery({
    queryKey: ['join', code],
    queryFn: () => call(routes.joinOffer, { body: { code } }),
    enabled: code !== '',
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  if (code === '')
    return <Spent say="This address has no code in it. Open the whole link, as your lead gave it to you." />
  if (offer.data !== undefined) return <Offer offer={offer.data} code={code} />
  if (offer.error !== null) return <Spent say={sayProblem(offer.error)} retry={retryOf(offer)} />
  return (
    <JoinSheet title="Your link">
      <p role="status">Looking at your link…</p>
    </JoinSheet>
  )
}

const retryOf = (query: { error: Error; refetch: () => Promise<unknown> }): (() => void) | undefined =>
  query.error instanceof ApiProblem && query.error.passes ? () => void query.refetch() : undefined

function Offer({ offer, code }: { offer: JoinOffer; code: string }) {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const join = useMutation({
    mutationFn: () => call(routes.join, { body: { code } }),
    onSuccess: async ({ person, workspace }) => {
      actAs(person.id, workspace.slug)
      queries.clear()
      await navigate(`/w/${workspace.slug}`, { replace: true })
    },
  })
  const { person, partnerShort, workspace } = offer
  const label = `${person.name}, ${partnerShort}`
  if (join.error instanceof ApiProblem && !join.error.passes) return <Spent say={join.error.message} />
  return (
    <JoinSheet title={workspace.name}>
      <div className="me">
        <PartnerTab partner={person.partner} letters={initials(person.name)} label={label} />
        <span>
          You are joining as
          <br />
          <b>{label}</b>
        </span>
      </div>
      <p>{whatYouCan(person)} Others see your name, role and partner, and when you are here.</p>
      {join.error === null ? null : <p role="alert">{sayProblem(join.error)}</p>}
      <Button look="main" wide isDisabled={join.isPending} onPress={() => join.mutate()}>
        {join.isPending ? 'Joining…' : 'Join'}
      </Button>
      <p className="small">The link works once. This browser then stays signed in, until you sign out.</p>
    </JoinSheet>
  )
}

function whatYouCan(person: JoinOffer['person']): string {
  const themes = person.themes.length === 0 ? 'all five themes' : themeNames(person.themes)
  if (may(person, { do: 'edit narrative', theme: person.themes[0] ?? '1' }))
    return `You can write in ${themes}, and comment everywhere.`
  if (may(person, { do: 'comment', theme: '1' })) return 'You can read everything, and comment.'
  return 'You can read what is published.'
}

const themeNames = (themes: readonly string[]): string =>
  themes.length === 1
    ? `Theme ${themes[0]}`
    : `Themes ${themes.slice(0, -1).join(', ')} and ${themes[themes.length - 1]}`

const Spent = ({ say, retry }: { say: string; retry?: (() => void) | undefined }) => (
  <JoinSheet title="This link does not open">
    <p className="spent" role="alert">
      <Icon of={Unlink} />
      <span>{say}</span>
    </p>
    {retry === undefined ? null : (
      <Button look="main" wide onPress={retry}>
        Try again
      </Button>
    )}
    <p className="small">
      Joined before in this browser? <Link to="/">Go to your workspaces</Link>
    </p>
  </JoinSheet>
)
