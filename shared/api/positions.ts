import { z } from 'zod'
import { RecordId } from '../annotations/comments.ts'
import { Partner, PartnerKind } from '../domain/partners.ts'
import { Ground, Position, Stance } from '../domain/positions.ts'
import { Theme } from '../domain/workspace.ts'
import { NarrativeStatus } from '../domain/themes.ts'
import { Author, Person } from '../people/person.ts'
import { Done, OfTheme, OfWorkspace } from './params.ts'
import { route } from './route.ts'

/** Where all partners stand on all themes. */
export const Positions = z.object({
  me: Person,
  partners: z.array(Partner.extend({ signatory: Author.nullable() })),
  themes: z.array(Theme.extend({ status: NarrativeStatus })),
  /** Every position ever taken that the asking person may read, oldest first. */
  positions: z.array(Position),
})
export type Positions = z.infer<typeof Positions>

export const NewPosition = z
  .object({
    /** Made by the client, so that a replay sets it once. */
    id: RecordId,
    partner: PartnerKind,
    on: Ground,
    stance: Stance,
    reason: z.string().trim().max(4_000, 'Keep it under 4,000 characters.').nullable(),
    publish: z.boolean(),
    /** The position that stood when it was written; null when there was none. */
    seen: z.string().nullable(),
    writtenAt: z.number().int().positive(),
  })
  .refine(
    ({ stance, reason }) =>
      (stance !== 'do not agree' && stance !== 'agree with reservations') || (reason ?? '') !== '',
    { message: 'Say why, in your partner’s own words.', path: ['reason'] },
  )
export type NewPosition = z.infer<typeof NewPosition>

/** What each partner says of a theme's evidence and conclusions (R45, R91, F5). */
export const positionRoutes = {
  positions: route({
    method: 'GET',
    path: '/api/w/:workspace/positions',
    summary: 'Where every partner stands on every theme, and has stood',
    params: OfWorkspace,
    body: undefined,
    reply: Positions,
  }),
  setPosition: route({
    method: 'POST',
    path: '/api/w/:workspace/themes/:theme/positions',
    summary:
      "A partner's signatory records its position; it follows the one before and changes nothing of it",
    params: OfTheme,
    body: NewPosition,
    reply: Position,
  }),
  removeWordsOfPosition: route({
    method: 'POST',
    path: '/api/w/:workspace/themes/:theme/positions/:position/remove-words',
    summary:
      'Its signatory takes the words out of a reason, because they identify somebody; the position stays',
    params: OfTheme.extend({ position: RecordId }),
    body: z.object({}),
    reply: Position,
  }),
  nameSignatory: route({
    method: 'PATCH',
    path: '/api/w/:workspace/partners/:partner',
    summary: 'Name who alone signs for a partner; null: those whose role does',
    params: OfWorkspace.extend({ partner: PartnerKind }),
    body: z.object({ signatory: z.string().max(40).nullable() }),
    reply: Done,
  }),
  freeze: route({
    method: 'POST',
    path: '/api/w/:workspace/themes/:theme/freeze',
    summary: 'Freeze a narrative as it stands: nobody writes in it until its lead goes on with a new draft',
    params: OfTheme,
    body: z.object({}),
    reply: Done,
  }),
  goOn: route({
    method: 'POST',
    path: '/api/w/:workspace/themes/:theme/go-on',
    summary: 'Go on with a new draft of a frozen narrative; the frozen version stays as it is',
    params: OfTheme,
    body: z.object({}),
    reply: Done,
  }),
} as const
