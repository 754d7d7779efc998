import type { IncomingMessage } from 'node:http'
import cookies from '@fastify/cookie'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Doorkeeper } from '../sync/doorkeeper.ts'
import { type Holder, holderOf } from './sessions.ts'

/** One cookie per person: one browser may hold several, and each window says which of them it is. */
export const cookieName = (member: string): string => `tl_${member}`

const NOBODY = no('signed out', 'You are signed out here. Ask your lead for a fresh link.')
const SEVERAL = no('choose', 'Several people are signed in here. Choose who you are.')

export interface Credentials {
  cookie: string | undefined
  /** The member this window or program says it is: `x-throughline-as`, or `as=` on a socket. */
  as: string | undefined
  /** An access token: `Authorization: Bearer …`, or `token=` on a socket. */
  token: string | undefined
}

/** Everyone a browser holds a good session of. */
export async function holders(ledger: Ledger, cookie: string | undefined): Promise<Holder[]> {
  const found = await Promise.all(
    Object.entries(cookies.parse(cookie ?? ''))
      .filter(([name, secret]) => name.startsWith('tl_') && secret !== undefined && secret !== '')
      .slice(0, 40) // a made-up header full of cookies is not worth more look-ups
      .map(async ([name, secret]) => {
        const holder = await holderOf(ledger, secret ?? '', 'session')
        return holder !== null && cookieName(holder.visitor.id) === name ? holder : null
      }),
  )
  return found.filter((holder) => holder !== null)
}

/** Who is asking. */
export async function identify(
  ledger: Ledger,
  { cookie, as, token }: Credentials,
): Promise<Result<Holder, 'signed out' | 'choose'>> {
  if (token !== undefined) {
    const holder = await holderOf(ledger, token, 'token')
    return holder === null ? NOBODY : ok(holder)
  }
  if (as !== undefined) {
    const secret = cookies.parse(cookie ?? '')[cookieName(as)]
    const holder = secret === undefined ? null : await holderOf(ledger, secret, 'session')
    return holder === null || holder.visitor.id !== as ? NOBODY : ok(holder)
  }
  const [only, ...others] = await holders(ledger, cookie)
  if (only === undefined) return NOBODY
  return others.length > 0 ? SEVERAL : ok(only)
}

/** The same answer for the socket door. `prepare` gives a new workspace its template before anyone enters. */
export const createDoorkeeper = (
  ledger: Ledger,
  prepare: (workspace: string) => Promise<void>,
): Doorkeeper => ({
  async identify(request: IncomingMessage) {
    const query = new URL(request.url ?? '/', 'http://door').searchParams
    const found = await identify(ledger, {
      cookie: request.headers.cookie,
      as: query.get('as') ?? undefined,
      token: query.get('token') ?? undefined,
    })
    return found.ok ? found.value.visitor : null
  },
  async workspaceExists(slug) {
    const row = await ledger.db
      .selectFrom('workspace')
      .select('slug')
      .where('slug', '=', slug)
      .executeTakeFirst()
    if (row === undefined) return false
    await prepare(slug)
    return true
  },
})
