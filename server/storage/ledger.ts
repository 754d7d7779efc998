import type { LiveEvent } from '../../shared/protocol/live.ts'
import type { Records } from './tables.ts'

/** What every rule about a record needs: the tables, the time, and a bell to ring when a change stands. */
export interface Ledger {
  db: Records
  /** Milliseconds since 1970. */
  now(): number
  /** Tells every open page of a workspace; call it after the transaction, never inside. */
  tell(workspace: string, event: LiveEvent): void
  /** Tells the open pages and sockets of one member that what they may do has changed, or that they are out. */
  rightsChanged(workspace: string, member: string): void
  removed(workspace: string, member: string): void
}
