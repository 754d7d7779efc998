import { z } from 'zod'
import { PartnerKind } from '../domain/partners.ts'
import { Role } from '../domain/roles.ts'
import { ThemeId } from '../domain/themes.ts'
import { Author, Person } from './person.ts'

export const Member = Person.extend({
  /** Milliseconds since 1970; null when never. */
  lastSeen: z.number().nullable(),
  /** Signed-in devices. */
  devices: z.number(),
  /** A link is out and not used yet. */
  invited: z.boolean(),
})
export type Member = z.infer<typeof Member>

export const NewMember = z.object({
  name: z.string().trim().min(1, 'Give a name, or a role such as "SENCO".').max(80),
  partner: PartnerKind,
  role: Role,
  themes: z.array(ThemeId),
})
export type NewMember = z.infer<typeof NewMember>

export const MemberChange = NewMember.partial()

/** A one-time link. The code is shown once, to the inviter; the server keeps its hash. */
export const Invitation = z.object({
  id: z.string(),
  member: Person,
  by: Author.nullable(),
  expiresAt: z.number(),
})
export type Invitation = z.infer<typeof Invitation>

export const FreshLink = z.object({ invitation: Invitation, url: z.string() })
export type FreshLink = z.infer<typeof FreshLink>

export const Device = z.object({
  id: z.string(),
  /** "Chrome on Windows". */
  name: z.string(),
  signedInAt: z.number(),
  lastSeen: z.number(),
  thisOne: z.boolean(),
})
export type Device = z.infer<typeof Device>

/** What a join link shows before anyone presses Join. */
export const JoinOffer = z.object({
  workspace: z.object({ slug: z.string(), name: z.string() }),
  person: Person,
  partnerShort: z.string(),
})
export type JoinOffer = z.infer<typeof JoinOffer>

/** Who a browser is signed in as: one browser can hold several people, each window is one of them. */
export const SignedIn = z.object({
  people: z.array(
    z.object({
      person: Person,
      workspace: z.object({ slug: z.string(), name: z.string() }),
      partnerShort: z.string(),
    }),
  ),
})
export type SignedIn = z.infer<typeof SignedIn>
