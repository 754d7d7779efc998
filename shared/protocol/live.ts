import { z } from 'zod'
import { DocumentId } from '../domain/documents.ts'

/** What is told of a whole workspace. */
export const WORKSPACE_WIDE = [
  'home',
  'people',
  'wording',
  'presence',
  'positions',
  'analyses',
  'purges',
  'actions',
  'meetings',
  'presentation',
  'rehearsals',
  'boards',
] as const

/** What went by on the live channel of a workspace (`/live/<workspace>`): a page re-reads what it shows of it. */
export const LiveEvent = z.union([
  z.object({
    type: z.literal('changed'),
    what: z.enum(WORKSPACE_WIDE),
  }),
  z.object({
    type: z.literal('changed'),
    what: z.enum(['comments', 'history', 'links', 'meeting', 'board']),
    document: DocumentId,
  }),
  z.object({ type: z.literal('you'), what: z.enum(['rights', 'removed']) }),
])
export type LiveEvent = z.infer<typeof LiveEvent>
