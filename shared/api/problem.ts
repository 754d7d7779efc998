import { z } from 'zod'

/** Every error body: what was wrong and what to do, in plain words; `theirs` is the value that stands, for a stale write. */
export const Problem = z.object({
  error: z.enum([
    'bad request',
    'signed out',
    'choose',
    'not allowed',
    'not found',
    'stale',
    'gone',
    'too many',
    'no room',
    'broken',
  ]),
  say: z.string(),
  theirs: z.unknown().optional(),
})
export type Problem = z.infer<typeof Problem>
