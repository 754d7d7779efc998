import { z } from 'zod'
import { ThemeId } from '../domain/themes.ts'

/** What went by on the live channel of a workspace (`/live/<workspace>`): a page re-reads what it shows of it. */
export const LiveEvent = z.union([
  z.object({ type: z.literal('changed'), what: z.enum(['home', 'people', 'wording', 'presence']) }),
  z.object({ type: z.literal('changed'), what: z.literal('comments'), theme: ThemeId }),
  z.object({ type: z.literal('you'), what: z.enum(['rights', 'removed']) }),
])
export type LiveEvent = z.infer<typeof LiveEvent>
