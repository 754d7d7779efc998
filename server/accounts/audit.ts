import type { Author } from '../../shared/people/person.ts'
import { sortableId } from '../storage/ids.ts'
import type { Records } from '../storage/tables.ts'
import { toJson } from './people.ts'

export interface AuditEntry {
  workspace: string
  at: number
  /** null: the operator, by an admin command, or the server itself. */
  by: Author | null
  did: string
  about: string
}

/** Notes who did what to people and links, in the transaction of the change itself. Never holds a secret. */
export async function audit(db: Records, { workspace, at, by, did, about }: AuditEntry): Promise<void> {
  const row = { id: sortableId(at), workspace, at, by: by === null ? null : toJson(by), did, about }
  await db.insertInto('audit').values(row).execute()
}
