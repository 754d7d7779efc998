import type { Migration } from 'kysely'
import { up as start } from './0001-start.ts'

/** In order; one that has shipped is never edited, a later one amends it. */
export const MIGRATIONS: Record<string, Migration> = { '0001-start': { up: start } }
