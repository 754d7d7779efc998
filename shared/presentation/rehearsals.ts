import { z } from 'zod'
import { ThemeId } from '../domain/themes.ts'
import { PlaceId, RecordId } from '../domain/record-id.ts'
import { Author } from '../people/person.ts'

/** A rehearsal has a clock that can be paused; a presentation that is given has followers. Both keep a log (F6). */
export const RunKind = z.enum(['rehearsal', 'given'])

/** What happened in a run. Its time is the presenter's own, put right to the server's, so that a dropped link keeps the clock. */
export const RunStep = z.object({
  /** Made by the client: sent twice, it happened once. */
  id: RecordId,
  did: z.enum(['started', 'showed', 'paused', 'resumed', 'ended']),
  /** The section that was started, or whose slide was shown. */
  section: PlaceId.nullable(),
  /** Which of its slides, from 0. */
  slide: z.number().int().min(0).max(200).nullable(),
  at: z.number().int().positive(),
})
export type RunStep = z.infer<typeof RunStep>

/** A section as the running order had it when the run began. */
export const RunSection = z.object({
  section: z.string(),
  title: z.string(),
  /** Its time, ms; null: none is set. */
  ms: z.number().nullable(),
})
export type RunSection = z.infer<typeof RunSection>

export const Run = z.object({
  id: RecordId,
  kind: RunKind,
  by: Author,
  startedAt: z.number(),
  /** "11:00": what the clock shows at the start; null: the time of day. */
  starts: z.string().nullable(),
  order: z.array(RunSection),
  /** In the order they happened. */
  steps: z.array(RunStep.extend({ by: Author })),
})
export type Run = z.infer<typeof Run>

/** What came of steps that were sent: a run as it stands, and in words what came after its end and is not in it. */
export const AddedSteps = Run.extend({ leftOut: z.string().nullable() })
export type AddedSteps = z.infer<typeof AddedSteps>

/** Whether the reader may end a run: it is their own, they end it for whoever runs it, or that is not theirs to do. */
export const RunEnding = z.enum(['own', 'for them', 'theirs'])
export type RunEnding = z.infer<typeof RunEnding>

/** What somebody who listened wrote down for a section. */
export const ListenerNote = z.object({
  id: RecordId,
  section: z.string(),
  words: z.string(),
  by: Author,
  at: z.number(),
})
export type ListenerNote = z.infer<typeof ListenerNote>

/** A question that inspectors may ask, and what would be said (R92). */
export const Question = z.object({
  id: RecordId,
  theme: ThemeId.nullable(),
  question: z.string(),
  answer: z.string().nullable(),
  by: Author,
  at: z.number(),
  version: z.number(),
  /** In how many runs it was asked. */
  asked: z.number(),
})
export type Question = z.infer<typeof Question>
