import { useRef, useState } from 'react'
import { useParams } from 'react-router'
import type { Member } from '../../shared/people/members.ts'
import type { Person } from '../../shared/people/person.ts'
import { may } from '../../shared/permissions.ts'
import { ROLES } from '../../shared/domain/roles.ts'
import { PARTNER_KINDS } from '../../shared/domain/partners.ts'
import { call } from '../sync/api.ts'
import { routes } from '../../shared/api/routes.ts'
import { keys, useHome, useKnown } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { Trail } from '../ui/trail.tsx'
import { Devices } from './devices.tsx'
import { InvitationsList } from './invitations.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { LinkDialog, type LinkOut } from './link-dialog.tsx'
import { MemberRow } from './member-row.tsx'
import { Signatories } from './signatories.tsx'
import './people.css'

/** Everyone in the workspace by partner, who may be invited and changed, links that are out, and my devices. */
export function PeoplePage() {
  const { workspace = '' } = useParams()
  usePageTitle('People')
  const home = useHome(workspace)
  const members = useKnown(keys.members(workspace), () => call(routes.members, { params: { workspace } }))
  const [inviting, setInviting] = useState(false)
  const [link, setLink] = useState<LinkOut | null>(null)
  const inviteButton = useRef<HTMLButtonElement>(null)
  const me = home.data?.me
  const partners = home.data?.workspace.partners ?? []
  const invites = me !== undefined && mayInviteSomeone(me)
  const closeLink = (): void => {
    setLink(null)
    // The form that led here is gone, and with it the place the focus came from.
    setTimeout(() => {
      if (document.activeElement === document.body) inviteButton.current?.focus()
    })
  }
  return (
    <>
      <Trail workspace={workspace} page="People" />
      <main id="main" className="people-page" tabIndex={-1}>
        <div className="people-top">
          <h1>People</h1>
          {invites ? (
            <Button look="main" ref={inviteButton} onPress={() => setInviting(true)}>
              Invite someone
            </Button>
          ) : null}
        </div>
        <p className="quiet">
          {invites
            ? 'Each person joins with a link of their own, that works once. Give it to them directly.'
            : 'Everyone who writes, comments or reads here.'}
        </p>
        {members.problem === null ? null : (
          <p role="alert">
            {members.problem.message}{' '}
            {members.problem.passes ? (
              <Button look="text" onPress={members.retry}>
                Try again
              </Button>
            ) : null}
          </p>
        )}
        {members.data === undefined && members.problem === null ? (
          <p className="quiet" role="status">
            Catching up…
          </p>
        ) : null}
        {me === undefined || members.data === undefined
          ? null
          : partners
              .map((partner) => ({
                partner,
                people: members.data?.filter((member) => member.partner === partner.kind) ?? [],
              }))
              .filter(({ people }) => people.length > 0)
              .map(({ partner, people }) => (
                <section key={partner.kind} aria-labelledby={`people-${partner.kind}`}>
                  <h2 id={`people-${partner.kind}`}>
                    {partner.name}
                    <span className="count">
                      {people.length === 1 ? '1 person' : `${people.length} people`}
                    </span>
                  </h2>
                  <ul>
                    {people.map((member) => (
                      <MemberRow
                        key={member.id}
                        workspace={workspace}
                        member={member}
                        me={me}
                        partners={partners}
                        leads={leadsOf(members.data ?? [])}
                        onLink={setLink}
                      />
                    ))}
                  </ul>
                </section>
              ))}
        {members.data === undefined || me === undefined || !may(me, { do: 'see members' }) ? null : (
          <Signatories workspace={workspace} members={members.data} />
        )}
        {invites ? <InvitationsList workspace={workspace} partners={partners} /> : null}
        <Devices workspace={workspace} />
        {home.data?.workspace.banner === undefined || home.data.workspace.banner === null ? null : (
          <p className="demo-foot">{home.data.workspace.banner}</p>
        )}
      </main>
      {inviting && me !== undefined ? (
        <InviteDialog
          workspace={workspace}
          me={me}
          partners={partners}
          onClose={() => setInviting(false)}
          onLink={(out) => {
            setInviting(false)
            setLink(out)
          }}
        />
      ) : null}
      {link === null ? null : <LinkDialog link={link} onClose={closeLink} />}
    </>
  )
}

const mayInviteSomeone = (me: Person): boolean =>
  PARTNER_KINDS.some((partner) => ROLES.some((role) => may(me, { do: 'manage member', partner, role })))

/** How many nominated leads there are: the last one stays. */
const leadsOf = (members: readonly Member[]): number =>
  members.filter((member) => member.role === 'NL').length
