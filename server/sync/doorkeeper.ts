import type { IncomingMessage } from 'node:http'
import type { Person } from '../../shared/people/person.ts'

/** A person with the workspace they are a member of: nobody reaches another workspace. */
export type Visitor = Person & { workspace: string }

/** The accounts' side of the socket door. */
export interface Doorkeeper {
  /** Who stands behind this upgrade request (cookie + `?as=`, or `?token=`); null when nobody we know. */
  identify(request: IncomingMessage): Promise<Visitor | null>
  /** false: no such workspace. */
  workspaceExists(slug: string): Promise<boolean>
}
