import type Database from 'better-sqlite3'

/** One step a version; `user_version` counts the steps taken. Never change a step that has shipped. */
const STEPS: readonly string[] = [
  `create table rooms (
     id integer primary key,
     name text not null unique,
     snapshot blob,
     up_to integer not null default 0
   ) strict;
   create table entries (
     room integer not null references rooms,
     seq integer not null,
     author text not null,
     at integer not null,
     data blob not null,
     primary key (room, seq)
   ) strict, without rowid;
   create table spans (
     room integer not null references rooms,
     client integer not null,
     clock integer not null,
     length integer not null,
     author text not null,
     at integer not null,
     primary key (room, client, clock)
   ) strict, without rowid;`,
  `alter table rooms add column epoch integer not null default 0;
   create table retired (
     room integer not null references rooms,
     client integer not null,
     primary key (room, client)
   ) strict, without rowid;`,
]

/** Brings the file to this build's schema; throws when a newer build has written it. */
export function migrateLog(db: Database.Database): void {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > STEPS.length)
    throw new Error(`log.db was written by a newer Throughline (schema ${version}). Start that one instead.`)
  for (const [index, step] of STEPS.entries()) {
    if (index < version) continue
    db.transaction(() => {
      db.exec(step)
      db.pragma(`user_version = ${index + 1}`)
    })()
  }
}

/** What is wrong with the file, a line each; empty when it is sound. Reads every page. */
export function damageOf(db: Database.Database): string[] {
  try {
    const lines = db.pragma('quick_check') as { quick_check: string }[]
    return lines.map((line) => line.quick_check).filter((line) => line !== 'ok')
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
}
