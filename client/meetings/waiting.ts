import { z } from 'zod'

/** What waits on this device of a record, as far as it has to be shown; an older page may have kept it. */
export const AddEntryBody = z.object({ id: z.string(), item: z.string(), words: z.string() })
export const AmendBody = z.object({ id: z.string(), words: z.string(), writtenAt: z.number() })
