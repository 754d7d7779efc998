import { z } from 'zod'
import { RecordId } from '../annotations/comments.ts'
import { DocumentId } from '../domain/documents.ts'
import { ThemeId } from '../domain/themes.ts'
import { SLUG } from '../rooms.ts'

/** What stands in the paths of routes. */
export const OfNothing = z.object({})
export const OfWorkspace = z.object({ workspace: z.string().regex(SLUG) })
export const OfTheme = OfWorkspace.extend({ theme: ThemeId })
export const OfDocument = OfWorkspace.extend({ document: DocumentId })
export const OfComment = OfDocument.extend({ comment: RecordId })

export const Done = z.object({ done: z.literal(true) })
