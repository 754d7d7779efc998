import { z } from 'zod'
import { Passage } from '../analyses/analyses.ts'
import { RecordId } from '../annotations/comments.ts'
import { SectionKind } from '../domain/presentation.ts'
import { ThemeId } from '../domain/themes.ts'
import { Brought } from '../presentation/brought.ts'
import { InSections, Presentation, SectionChange } from '../presentation/order.ts'
import { Done, OfWorkspace } from './params.ts'
import { route } from './route.ts'

const SectionId = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/)
const OfSection = OfWorkspace.extend({ section: SectionId })
const OfBrought = OfSection.extend({ brought: RecordId })

/** The running order of the opening presentation, and what was brought into it from the narratives (R63–R74). */
export const presentationRoutes = {
  presentation: route({
    method: 'GET',
    path: '/api/w/:workspace/presentation',
    summary: 'The running order of the opening presentation',
    params: OfWorkspace,
    body: undefined,
    reply: Presentation,
  }),
  inSections: route({
    method: 'GET',
    path: '/api/w/:workspace/presentation/here',
    summary: 'Whose people are in which section of the presentation now',
    params: OfWorkspace,
    body: undefined,
    reply: InSections,
  }),
  setPresentation: route({
    method: 'PUT',
    path: '/api/w/:workspace/presentation',
    summary: 'Set when the presentation begins and how long it may take',
    params: OfWorkspace,
    body: z.object({
      starts: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give the time as 11:00.')
        .nullable(),
      slotMinutes: z.number().int().min(5).max(600),
      version: z.number().int().min(0),
    }),
    reply: Presentation,
  }),
  addPresentationSection: route({
    method: 'POST',
    path: '/api/w/:workspace/presentation/sections',
    summary: 'Add a section to the running order, with its first blocks',
    params: OfWorkspace,
    body: z.object({
      id: SectionId,
      kind: SectionKind,
      title: z.string().trim().min(1).max(120).nullable(),
      theme: ThemeId.nullable(),
      /** The section it comes behind; null: first. */
      after: SectionId.nullable(),
    }),
    reply: Presentation,
  }),
  changePresentationSection: route({
    method: 'PATCH',
    path: '/api/w/:workspace/presentation/sections/:section',
    summary:
      'Change a section’s title, minutes or presenter, remove it or bring it back; it says what it saw',
    params: OfSection,
    body: z.object({ seen: SectionChange, set: SectionChange }),
    reply: Presentation,
  }),
  movePresentationSection: route({
    method: 'POST',
    path: '/api/w/:workspace/presentation/sections/:section/move',
    summary: 'Put a section behind another',
    params: OfSection,
    body: z.object({
      after: SectionId.nullable(),
      /** Its order when it was taken up. */
      seen: z.string().max(200),
    }),
    reply: Presentation,
  }),
  brought: route({
    method: 'GET',
    path: '/api/w/:workspace/presentation/sections/:section/brought',
    summary: 'Paragraphs brought from narratives, and whether their sources have changed',
    params: OfSection,
    body: undefined,
    reply: z.array(Brought),
  }),
  bring: route({
    method: 'POST',
    path: '/api/w/:workspace/presentation/sections/:section/brought',
    summary: 'Bring a paragraph of a narrative into a block of a section, and remember where it came from',
    params: OfSection,
    body: z.object({
      id: RecordId,
      theme: ThemeId,
      passage: Passage,
      block: z.string().min(1).max(40),
      /** Words of the block that it comes behind; null: at the end. */
      behind: Passage.nullable(),
    }),
    reply: Done,
  }),
  settleBrought: route({
    method: 'POST',
    path: '/api/w/:workspace/presentation/sections/:section/brought/:brought',
    summary: 'Take the new words of a source, or keep the ones on the page',
    params: OfBrought,
    body: z.object({ take: z.enum(['new', 'kept']), seen: z.string().max(4_000) }),
    reply: Done,
  }),
  letGoOfBrought: route({
    method: 'DELETE',
    path: '/api/w/:workspace/presentation/sections/:section/brought/:brought',
    summary: 'Keep the words and forget where they came from',
    params: OfBrought,
    body: undefined,
    reply: Done,
  }),
} as const
