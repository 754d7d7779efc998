import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig, type Config } from '../config.ts'
import { exportWorkspace } from '../exports/workspace.ts'
import { checkSqliteLog, openSqliteLog } from '../storage/sqlite-log.ts'
import { purgeFaults } from '../purge/check.ts'
import { openRecords, type RecordsFile } from '../storage/sqlite-records.ts'
import { hydrate } from '../sync/hydrate.ts'
import { VERSION } from '../version.ts'
import { checkStores, type Found } from './check.ts'
import { HELP, readCommand, type Command } from './options.ts'
import { exists, makeInvitation, makeToken, makeWorkspace, unknownWorkspace } from './people.ts'

/** One command on the data directory, beside a running server or without one. */
async function run(command: Exclude<Command, { do: 'help' }>, config: Config): Promise<number> {
  const { dataDir } = config
  const logFile = join(dataDir, 'log.db')
  // Only a new workspace may begin a data directory: anything else is a slip in DATA_DIR.
  if (command.do !== 'workspace' && !existsSync(join(dataDir, 'records.db')))
    return fail(`There is no Throughline data in ${dataDir}. Set DATA_DIR.`)
  if (command.do === 'check' && existsSync(logFile)) {
    const damage = checkSqliteLog(logFile)
    if (damage.length > 0) return report({ faults: damage.map((line) => `log.db: ${line}`), heads: [] })
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const records = await openRecords(join(dataDir, 'records.db'))
  try {
    return await obey(command, config, records, logFile)
  } finally {
    await records.close()
  }
}

async function obey(
  command: Exclude<Command, { do: 'help' }>,
  config: Config,
  { db, integrity }: RecordsFile,
  logFile: string,
): Promise<number> {
  const now = Date.now()
  switch (command.do) {
    case 'token':
      return say(await makeToken(db, command.workspace, command.member, now))
    case 'invite': {
      const made = await makeInvitation(db, command.workspace, command.member, now)
      const url = config.publicUrl ?? `http://${config.host}:${config.port}`
      return say(made.ok ? { ok: true, value: `${url}/join#${made.value}` } : made)
    }
    case 'workspace': {
      const made = await makeWorkspace(db, command.workspace, command.name, now)
      return say(
        made.ok
          ? {
              ok: true,
              value: `Made "${command.name}". Next: npm run admin -- invite --workspace ${made.value} --name "Nominated lead" --partner council --role NL`,
            }
          : made,
      )
    }
    case 'export': {
      if (!(await exists(db, command.workspace))) return say(await unknownWorkspace(db, command.workspace))
      const log = openSqliteLog({ file: logFile })
      try {
        const read = async (room: string) => (await hydrate(log, room)).doc
        const source = { db, read, dataDir: config.dataDir, version: VERSION, now }
        const { written, missing } = await exportWorkspace(source, command.workspace, command.out)
        for (const file of missing) process.stderr.write(`${file}: its file is missing here.\n`)
        return say({ ok: true, value: `Wrote ${written.length + 1} files to ${command.out}` })
      } finally {
        await log.close()
      }
    }
    case 'check': {
      const state = integrity()
      if (state !== 'ok') return report({ faults: [`records.db: ${state}`], heads: [] })
      const log = openSqliteLog({ file: logFile })
      try {
        const read = async (room: string) => (await hydrate(log, room)).doc
        const found = await checkStores({ db, rooms: () => log.rooms(), read, dataDir: config.dataDir })
        return report({ ...found, faults: [...found.faults, ...(await purgeFaults(db, log))] })
      } finally {
        await log.close()
      }
    }
  }
}

function say(result: { ok: true; value: string } | { ok: false; say: string }): number {
  if (!result.ok) return fail(result.say)
  process.stdout.write(`${result.value}\n`)
  return 0
}

function report({ faults, heads }: Found): number {
  process.stdout.write(
    faults.length === 0 ? 'All is well: both stores are sound.\n' : `${faults.join('\n')}\n`,
  )
  // Whoever notes these down elsewhere can see later whether entries were cut off at the end.
  for (const { workspace, entries, hash } of heads)
    process.stdout.write(`The trail of ${workspace} ends with entry ${entries}: ${hash}\n`)
  return faults.length === 0 ? 0 : 1
}

function fail(line: string): number {
  process.stderr.write(`${line}\n`)
  return 2
}

async function main(): Promise<number> {
  const command = readCommand(process.argv.slice(2))
  if (!command.ok) return fail(command.say)
  if (command.value.do === 'help') {
    process.stdout.write(HELP)
    return 0
  }
  const config = readConfig(process.env)
  return config.ok ? run(command.value, config.value) : fail(config.say)
}

process.exitCode = await main().catch((error: Error) => fail(error.message))
