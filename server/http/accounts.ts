import type { FastifyInstance, FastifyReply } from 'fastify'
import { routes } from '../../shared/api/routes.ts'
import { no, ok } from '../../shared/lib/result.ts'
import { may } from '../../shared/permissions.ts'
import { deviceName } from '../accounts/devices.ts'
import { cookieName, holders } from '../accounts/identity.ts'
import { openInvitations, readOffer, revokeInvitation, spendInvitation } from '../accounts/invitations.ts'
import { changeMember, freshLink, inviteMember, listMembers, removeMember } from '../accounts/members.ts'
import { devices, endSession, SESSION_MS } from '../accounts/sessions.ts'
import type { Ledger } from '../storage/ledger.ts'
import { serve, serveMembers } from './serve.ts'

/** Joins one address may try in a minute: enough for a class room, far too few to guess. */
const JOINS_PER_MINUTE = 30

const LEADS_ONLY = no('not allowed', 'Only those who manage members see the links that are out.')

/** Joining, people, links and devices. `link` makes the address of a code. */
export function serveAccounts(
  app: FastifyInstance,
  ledger: Ledger,
  { link, secure }: { link: (code: string) => string; secure: boolean },
): void {
  const keep = (reply: FastifyReply, member: string, secret: string) =>
    reply.setCookie(cookieName(member), secret, {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure,
      maxAge: SESSION_MS / 1_000,
    })

  serve(app, routes.signedIn, async ({ request, reply }) => {
    const found = await holders(ledger, request.headers.cookie)
    for (const { visitor } of found) {
      // A page load makes the cookie last as long as the session it stands for.
      const secret = request.cookies[cookieName(visitor.id)]
      if (secret !== undefined) keep(reply, visitor.id, secret)
    }
    return ok({
      people: await Promise.all(
        found.map(async ({ visitor: { workspace: slug, ...person } }) => {
          const { name } = await ledger.db
            .selectFrom('workspace')
            .select('name')
            .where('slug', '=', slug)
            .executeTakeFirstOrThrow()
          const { short } = await ledger.db
            .selectFrom('partner')
            .select('short')
            .where('workspace', '=', slug)
            .where('kind', '=', person.partner)
            .executeTakeFirstOrThrow()
          return { person, workspace: { slug, name }, partnerShort: short }
        }),
      ),
    })
  })

  serve(app, routes.signOut, async ({ params, request, reply }) => {
    const found = await holders(ledger, request.headers.cookie)
    const holder = found.find(({ visitor }) => visitor.id === params.member)
    reply.clearCookie(cookieName(params.member), { path: '/' })
    if (holder !== undefined) await endSession(ledger, holder.visitor, holder.credential)
    return ok({ done: true })
  })

  serve(
    app,
    routes.joinOffer,
    async ({ body }) => {
      const offer = await readOffer(ledger, body.code)
      return offer.ok ? ok(offer.value) : offer
    },
    { perMinute: JOINS_PER_MINUTE },
  )

  serve(
    app,
    routes.join,
    async ({ body, request, reply }) => {
      const joined = await spendInvitation(ledger, body.code, deviceName(request.headers['user-agent']))
      if (!joined.ok) return joined
      keep(reply, joined.value.offer.person.id, joined.value.secret)
      return ok(joined.value.offer)
    },
    { perMinute: JOINS_PER_MINUTE },
  )

  serveMembers(app, ledger, routes.members, async ({ visitor }) =>
    may(visitor, { do: 'see members' })
      ? ok(await listMembers(ledger, visitor.workspace))
      : no('not allowed', 'Guest readers are not shown who the members are.'),
  )

  serveMembers(app, ledger, routes.invite, async ({ visitor, body }) => {
    const fresh = await inviteMember(ledger, visitor, body)
    return fresh.ok ? ok({ invitation: fresh.value.invitation, url: link(fresh.value.code) }) : fresh
  })

  serveMembers(app, ledger, routes.changeMember, ({ visitor, params, body }) =>
    changeMember(ledger, visitor, params.member, body),
  )

  serveMembers(app, ledger, routes.removeMember, ({ visitor, params }) =>
    removeMember(ledger, visitor, params.member),
  )

  serveMembers(app, ledger, routes.freshLink, async ({ visitor, params }) => {
    const fresh = await freshLink(ledger, visitor, params.member)
    return fresh.ok ? ok({ invitation: fresh.value.invitation, url: link(fresh.value.code) }) : fresh
  })

  const manageable = async (visitor: Parameters<typeof may>[0] & { workspace: string }) =>
    (await openInvitations(ledger, visitor.workspace)).filter(({ member }) =>
      may(visitor, { do: 'manage member', partner: member.partner, role: member.role }),
    )

  serveMembers(app, ledger, routes.invitations, async ({ visitor }) =>
    visitor.role === 'NL' || visitor.role === 'PP' ? ok(await manageable(visitor)) : LEADS_ONLY,
  )

  serveMembers(app, ledger, routes.revokeInvitation, async ({ visitor, params }) => {
    const invitation = (await manageable(visitor)).find(({ id }) => id === params.invitation)
    return invitation === undefined
      ? no('not found', 'That link is used, taken back or expired already.')
      : ok(await revokeInvitation(ledger, visitor, invitation))
  })

  serveMembers(app, ledger, routes.devices, async ({ visitor, credential }) =>
    ok(await devices(ledger, visitor.id, credential)),
  )

  serveMembers(app, ledger, routes.endDevice, ({ visitor, params }) =>
    endSession(ledger, visitor, params.device),
  )
}
