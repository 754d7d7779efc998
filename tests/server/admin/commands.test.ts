import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { readCommand } from '../../../server/admin/options.ts'
import { start } from '../../../server/main.ts'
import { routes } from '../../../shared/api/routes.ts'
import { fileOf } from '../../support/source.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'

// Each of these starts processes, which a busy machine takes its time over.
vi.setConfig({ testTimeout: 120_000 })

let server: TestServer
let out: string
beforeAll(async () => {
  server = await startTestServer()
  out = await mkdtemp(join(tmpdir(), 'throughline-export-'))
})
afterAll(async () => {
  await server.stop()
  await rm(out, { recursive: true, force: true })
})

interface Ran {
  code: number
  stdout: string
  stderr: string
}

/** Runs a command as an operator does, beside the running server. */
const admin = async (args: string[], dataDir = server.dataDir): Promise<Ran> => {
  const command = await fileOf('admin')
  return new Promise((resolve) =>
    execFile(
      process.execPath,
      [command, ...args],
      { env: { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, PUBLIC_URL: server.url } },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    ),
  )
}

const WHO = ['--workspace', 'surrey-demo', '--name', 'A program', '--partner', 'council', '--role', 'DO']

test('token prints the token alone, and it works on the running server at once', async () => {
  const { code, stdout, stderr } = await admin(['token', ...WHO, '--theme', '3', '--theme', '4'])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^[A-Za-z0-9_-]{43}\n$/)
  const home = await server.call(routes.home, {
    params: { workspace: 'surrey-demo' },
    headers: { authorization: `Bearer ${stdout.trim()}` },
  })
  expect(home.body.me).toMatchObject({ name: 'A program', role: 'DO', themes: ['3', '4'] })
})

test('invite prints a one-time link; a member who is there already gets it, and is not doubled', async () => {
  const who = [
    '--workspace',
    'surrey-demo',
    '--name',
    'Nominated lead',
    '--partner',
    'council',
    '--role',
    'NL',
  ]
  const { code, stdout } = await admin(['invite', ...who])
  expect(code).toBe(0)
  expect(stdout).toMatch(new RegExp(`^${server.url}/join#[A-Za-z0-9_-]{43}\n$`))
  const joined = await server.call(routes.join, { body: { code: stdout.trim().split('#')[1] } })
  expect(joined.body.person.role).toBe('NL')
  const leads = await server.running.ledger.db
    .selectFrom('member')
    .where('role', '=', 'NL')
    .selectAll()
    .execute()
  expect(leads).toHaveLength(1)
})

test('workspace makes an empty workspace that is served at once, and only once', async () => {
  const make = ['workspace', '--workspace', 'north-area', '--name', 'North area']
  expect((await admin(make)).code).toBe(0)
  const again = await admin(make)
  expect([again.code, again.stderr]).toEqual([2, 'There is a workspace "north-area" already.\n'])
  const guest = await server.signIn({ role: 'NL', workspace: 'north-area' })
  const home = await guest.call(routes.home)
  expect(home.body.workspace).toMatchObject({ slug: 'north-area', name: 'North area', banner: null })
  expect(home.body.themes[0].sections).toHaveLength(7)
})

test('export writes every text and record with a manifest, and no secret', async () => {
  const { code, stdout } = await admin(['export', '--workspace', 'surrey-demo', '--out', out])
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^Wrote \d+ files/)])
  const read = (file: string) => readFile(join(out, file), 'utf8')
  const json = async (file: string) => JSON.parse(await read(file))

  const themes = ['1', '2', '3', '4', '5'].map((theme) => `theme-${theme}`)
  const sections = ['closing', 'context', 'journey', 'outline', 'questions', ...themes, 'voice']
  expect((await readdir(join(out, 'texts'))).toSorted()).toEqual(
    [...sections.map((section) => `presentation-${section}`), ...themes].flatMap((file) => [
      `${file}.html`,
      `${file}.json`,
    ]),
  )
  const html = await read('texts/theme-4.html')
  expect(html).toContain('<h2>1.0 Overview position statement</h2>')
  expect(html).toContain('<b>Figure 1:</b> % of Pupils')
  expect(html).toContain('<p>11.00</p>')
  expect(html).toContain('see Figure 1.')
  const text = await json('texts/theme-4.json')
  expect(text.sections[0].content.content[1].type).toBe('figure')

  const comments = await json('records/comments.json')
  expect(comments.length).toBeGreaterThanOrEqual(7)
  expect(comments[0].anchor.quote).toEqual(expect.any(String))
  for (const name of [
    'members',
    'themes',
    'trail',
    'audit',
    'replies',
    'partners',
    'credentials',
    'actions',
    'presentation-sections',
  ])
    expect((await json(`records/${name}.json`)).length, name).toBeGreaterThan(0)
  expect(await read('records/credentials.json')).not.toMatch(/[0-9a-f]{64}/)

  const manifest = await json('manifest.json')
  expect(manifest).toMatchObject({ workspace: 'surrey-demo', throughline: expect.any(String) })
  for (const { file, bytes, sha256 } of manifest.files) {
    const content = await readFile(join(out, file))
    expect([content.length, createHash('sha256').update(content).digest('hex')], file).toEqual([
      bytes,
      sha256,
    ])
  }
})

test('check finds the stores sound, beside the running server, and says what is not', async () => {
  expect(await admin(['check'])).toEqual({
    code: 0,
    stdout: expect.stringMatching(
      /^All is well: both stores are sound.\nThe trail of surrey-demo ends with entry \d+: [0-9a-f]{64}\n$/,
    ),
    stderr: '',
  })

  const { db } = server.running.ledger
  await db
    .insertInto('image')
    .values({ workspace: 'surrey-demo', name: 'gone.png', bytes: 1, by: '{}', at: 1 })
    .execute()
  await db
    .updateTable('comment')
    .set({ author_id: 'nobody', outcome: '{}' })
    .where('document', '=', '3')
    .execute()
  const faulty = await admin(['check'])
  expect(faulty.code).toBe(1)
  expect(faulty.stdout).toMatch(/image gone\.png of surrey-demo: its file is missing\./)
  expect(faulty.stdout).toMatch(/comment \S+ in surrey-demo, document 3: its author is unknown\./)
  expect(faulty.stdout).toMatch(/comment \S+ in surrey-demo, document 3: its outcome cannot be read\./)
  // The server has not noticed any of it.
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

test.each([
  [['token', ...WHO.with(5, 'councl')], /^"councl" is no partner\. It is one of: council, ccgs/],
  [['token', ...WHO.with(7, 'XX')], /^"XX" is no role\. It is one of: NL/],
  [['invite', ...WHO, '--theme', '6'], /^"6" is no theme\. It is one of: 1, 2, 3, 4, 5\./],
  [['invite', '--workspace', 'surrey-demo'], /^invite needs --name\./],
  [['token', ...WHO.with(1, '../etc')], /is no workspace: small letters/],
  [['export', '--workspace', 'surrey-demo'], /^export needs --out/],
  [['workspace', '--workspace', 'a'], /^workspace needs --name/],
  [['token', ...WHO.with(3, '  ')], /^--name: Give a name/],
  [['frobnicate'], /^There is no command "frobnicate"/],
  [['token', 'two', 'words'], /^"two" is one word too many/],
  [['token', '--nmae', 'x'], /Unknown option '--nmae'/],
])('%j: one clear line', (args, line) => {
  const command = readCommand(args)
  expect(command.ok).toBe(false)
  if (command.ok) return
  expect(command.say).toMatch(line)
  expect(command.say).not.toContain('\n')
})

test('a workspace that is not there: one line that names those that are, nothing on standard output, and 2', async () => {
  const { code, stdout, stderr } = await admin(['token', ...WHO.with(1, 'nowhere')])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^There is no workspace "nowhere"\. There is: .*surrey-demo.*\.\n$/)
})

test('--help says all of it; a directory without data is named, not filled', async () => {
  const help = await admin(['--help'])
  expect(help.code).toBe(0)
  for (const command of ['token', 'invite', 'workspace', 'export', 'check'])
    expect(help.stdout).toContain(`-- ${command}`)
  const empty = await mkdtemp(join(tmpdir(), 'throughline-empty-'))
  expect((await admin(['token', ...WHO], empty)).stderr).toMatch(/^There is no Throughline data in /)
  expect(await readdir(empty)).toEqual([])
  await rm(empty, { recursive: true })
})

test('open pages hear of what a command has changed', async () => {
  const guest = await server.signIn({ role: 'NL' })
  const live = new WebSocket(`${server.url.replace('http', 'ws')}/live/surrey-demo?as=${guest.person.id}`, {
    headers: { cookie: guest.cookie, origin: server.url },
  })
  await once(live, 'open')
  const awaited = new Set([
    'people',
    'home',
    'meetings',
    'actions',
    'positions',
    'presentation',
    'rehearsals',
  ])
  const told = new Promise<void>((resolve) =>
    live.on('message', (data: Buffer) => {
      for (const what of awaited) if (data.includes(`"${what}"`)) awaited.delete(what)
      if (awaited.size === 0) resolve()
    }),
  )
  expect((await admin(['invite', ...WHO, '--theme', '1'])).code).toBe(0)
  await told
  live.close()
})

test('the backup of the operator’s page, taken while the server runs, is sound and starts', async () => {
  const backup = await mkdtemp(join(tmpdir(), 'throughline-backup-'))
  const program = `
    const Database = require('better-sqlite3')
    for (const name of ['records', 'log']) {
      const db = new Database('${server.dataDir}/' + name + '.db')
      db.exec("vacuum into '${backup}/" + name + ".db'")
      db.close()
    }`
  await promisify(execFile)(process.execPath, ['-e', program])
  const started = await start({
    port: 0,
    host: '127.0.0.1',
    dataDir: backup,
    publicUrl: null,
    logLevel: 'silent',
  })
  expect(started.firstLinks).toEqual([])
  const guest = await server.signIn({ role: 'NL' })
  const mine = await guest.call(routes.storedText, { params: { document: '4' } })
  // The copy is from before this sign-in: it knows the text, but not this session.
  expect(
    (await fetch(`${started.url}/api/w/surrey-demo/home`, { headers: { cookie: guest.cookie } })).status,
  ).toBe(401)
  const copied = await started.ledger.db.selectFrom('comment').selectAll().execute()
  expect(copied.length).toBeGreaterThanOrEqual(7)
  await started.stop()
  const out = await mkdtemp(join(tmpdir(), 'throughline-backup-export-'))
  const exported = await admin(['export', '--workspace', 'surrey-demo', '--out', out], backup)
  // The image that an earlier test has lost is named, and keeps nothing else from being written.
  expect([exported.code, exported.stderr]).toEqual([0, 'images/gone.png: its file is missing here.\n'])
  expect(await readFile(join(out, 'texts/theme-4.html'), 'utf8')).toContain(mine.body.sections[0].html)
  // The server still writes: nothing was locked or moved away under it.
  expect(
    (await guest.call(routes.seenComments, { params: { document: '4' }, body: { seen: [] } })).status,
  ).toBe(200)
  await Promise.all([backup, out].map((dir) => rm(dir, { recursive: true })))
})

test('check names a damaged store', async () => {
  const broken = await mkdtemp(join(tmpdir(), 'throughline-broken-'))
  expect((await admin(['workspace', '--workspace', 'a', '--name', 'A'], broken)).code).toBe(0)
  expect((await admin(['check'], broken)).code).toBe(0)
  await unlink(join(broken, 'log.db'))
  await writeFile(join(broken, 'log.db'), 'This is not a database, and never was one. '.repeat(200))
  const { code, stdout, stderr } = await admin(['check'], broken)
  expect(code).not.toBe(0)
  expect(stdout + stderr).toMatch(/log\.db/)
  await rm(broken, { recursive: true })
})
