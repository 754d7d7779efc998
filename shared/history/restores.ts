import { z } from 'zod'
import { DocumentId } from '../domain/documents.ts'
import { Author } from '../people/person.ts'

/** Made by the client, so that a restore sent twice is done once. */
export const RestoreId = z.string().regex(/^[A-Za-z0-9_-]{8,40}$/)

/** A version, or one section of it, brought back by an edit that goes forward; or such an edit taken back. */
export const Restore = z.object({
  id: RestoreId,
  document: DocumentId,
  /** The version whose words were brought back, and when it was kept. */
  version: z.string(),
  versionAt: z.number(),
  versionName: z.string().nullable(),
  /** The one section brought back; null: the whole document. */
  section: z.object({ id: z.string(), title: z.string() }).nullable(),
  by: Author,
  /** Milliseconds since 1970. */
  at: z.number(),
  /** Places that others had changed meanwhile, where both wordings stand now. */
  kept: z.number(),
  /** The restore that this one took back. */
  undoes: z.string().nullable(),
  /** It has been taken back since. */
  undone: z.boolean(),
})
export type Restore = z.infer<typeof Restore>

/** What is to be brought back. */
export const Wanted = z.object({
  version: z.string().max(40),
  /** One section; null: the whole document. */
  section: z.string().max(60).nullable(),
})
export type Wanted = z.infer<typeof Wanted>

/** `seen` is the version its author was shown as what stands now: whatever was written since it stays. */
export const NewRestore = Wanted.extend({ id: RestoreId, seen: z.string().max(40).nullable() })
export type NewRestore = z.infer<typeof NewRestore>
