import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { routes } from '../../shared/api/routes.ts'
import type { Route } from '../../shared/api/route.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { Role } from '../../shared/domain/roles.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import type { JoinOffer } from '../../shared/people/members.ts'
import type { Person } from '../../shared/people/person.ts'
import { issueInvitation } from '../../server/accounts/invitations.ts'
import { insertMember } from '../../server/accounts/members.ts'
import { issueToken } from '../../server/accounts/tokens.ts'
import { start, type Running } from '../../server/main.ts'
import { insertWorkspace } from '../../server/records/workspaces.ts'
import { quickDir } from './scratch.ts'
import { fileOf } from './source.ts'

export const STARTER = 'surrey-demo'

/** Somebody signed in: what their browser holds, and how they call the server. */
export interface Guest {
  person: Person
  workspace: string
  /** The `Cookie` header of their browser. */
  cookie: string
  call(route: Route, options?: CallOptions): Promise<Reply>
}

interface CallOptions {
  params?: Record<string, string>
  body?: unknown
  headers?: Record<string, string>
}

interface Reply {
  status: number
  body: any // oxlint-disable-line typescript/no-explicit-any -- a test reads what it expects, and fails when it is not there
  headers: Headers
}

export interface TestServer {
  url: string
  dataDir: string
  running: Running
  /** A member of a name and standing; found in the workspace, or added to it. */
  member(options: MemberOptions): Promise<Person>
  /** A fresh one-time link of a member. */
  link(options: MemberOptions): Promise<string>
  /** Signs a member in, by a link, as a browser does. */
  signIn(options: MemberOptions): Promise<Guest>
  /** Spends a one-time link, as a browser does. */
  enter(link: string): Promise<Guest>
  token(options: MemberOptions): Promise<string>
  /** A further, empty workspace. */
  workspace(slug: string): Promise<void>
  /** Anybody's request, without a session. */
  call(route: Route, options?: CallOptions): Promise<Reply>
  stop(): Promise<void>
  /** Stops the server and starts it again on the same data and port. */
  restart(): Promise<void>
}

export interface MemberOptions {
  role: Role
  partner?: PartnerKind
  name?: string
  themes?: ThemeId[]
  workspace?: string
}

/** Starts the whole real server in this process, on a port of its own with a data directory of its own. */
export async function startTestServer(
  options: { port?: number; publicUrl?: string; pages?: string } = {},
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(quickDir(), 'throughline-'))
  const open = (port: number) =>
    start(
      { port, host: '127.0.0.1', dataDir, publicUrl: options.publicUrl ?? null, logLevel: 'silent' },
      options.pages,
    )
  let running = await open(options.port ?? 0)
  const { url } = running

  const found = async ({
    role,
    partner = 'council',
    name,
    themes = [],
    workspace = STARTER,
  }: MemberOptions) => {
    const { db } = running.ledger
    let query = db
      .selectFrom('member')
      .selectAll()
      .where('workspace', '=', workspace)
      .where('role', '=', role)
      .where('partner', '=', partner)
      .where('removed_at', 'is', null)
    if (name !== undefined) query = query.where('name', '=', name)
    const row = await query.orderBy('created_at').executeTakeFirst()
    const wanted = { name: name ?? `${role} of ${partner}`, partner, role, themes }
    return row !== undefined && themes.length === 0 ? row : insertMember(db, workspace, wanted, Date.now())
  }

  const server: TestServer = {
    url,
    dataDir,
    get running() {
      return running
    },
    async member(options) {
      const { id, name, partner, role, themes } = await found(options)
      return { id, name, partner, role, themes: JSON.parse(themes) as ThemeId[] }
    },
    async link(options) {
      const { code } = await issueInvitation(running.ledger.db, await found(options), null, Date.now())
      return `${url}/join#${code}`
    },
    signIn: async (options) => server.enter(await server.link(options)),
    async enter(link) {
      const code = link.split('#')[1]
      // From an address of its own: a suite signs in more people than one address may in a minute.
      const address = `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`
      const joined = await server.call(routes.join, {
        body: { code },
        headers: { 'x-forwarded-for': address },
      })
      if (joined.status !== 200) throw new Error(`could not join: ${JSON.stringify(joined.body)}`)
      const { person, workspace } = joined.body as JoinOffer
      const cookie = joined.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ')
      return {
        person,
        workspace: workspace.slug,
        cookie,
        call: (route, { params, headers, ...rest } = {}) =>
          server.call(route, {
            ...rest,
            params: { workspace: workspace.slug, ...params },
            headers: { cookie, 'x-throughline-as': person.id, ...headers },
          }),
      }
    },
    token: async (options) => issueToken(running.ledger.db, await found(options), null, Date.now()),
    workspace: (slug) =>
      insertWorkspace(
        running.ledger.db,
        { slug, name: `Workspace ${slug}`, banner: null, purpose: null },
        Date.now(),
      ),
    async call({ method, path }, { params = {}, body, headers = {} } = {}) {
      const address = path.replace(/:(\w+)/g, (_, name: string) =>
        encodeURIComponent(params[name] ?? `no-${name}`),
      )
      const reply = await fetch(url + address, {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await reply.text()
      const json = reply.headers.get('content-type')?.includes('json') === true
      return {
        status: reply.status,
        body: json ? (JSON.parse(text) as unknown) : text,
        headers: reply.headers,
      }
    },
    async stop() {
      await running.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
    async restart() {
      await running.stop()
      running = await open(Number(new URL(url).port))
    },
  }
  return server
}

/** A server as a process of its own, from the source: for signals, exit codes and kills. */
export interface SpawnedServer {
  url: string
  /** Everything it has printed. */
  output(): string
  child: ChildProcess
  /** Resolves with its exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>
}

/** Starts `server/main.ts` and waits until it says where it is; rejects with its output when it ends before. */
export async function spawnServer(env: Record<string, string>): Promise<SpawnedServer> {
  const child = spawn(process.execPath, [await fileOf('server')], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'SIGKILL')),
  )
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      output += chunk.toString()
      const url = /^Throughline \S+ on (http\S+)\n/m.exec(output)?.[1]
      if (url !== undefined) resolve({ url, output: () => output, child, ended })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void ended.then((code) => reject(Object.assign(new Error(output), { code })))
  })
}
