import { z } from 'zod'

/** The five partner kinds; each has a colour and a pattern of its own in `client/ui/tokens.css`. */
export const PARTNER_KINDS = ['council', 'ccgs', 'providers', 'parents', 'schools'] as const
export const PartnerKind = z.enum(PARTNER_KINDS)
export type PartnerKind = z.infer<typeof PartnerKind>

/** A partner of one area: its full name, and a short name of at most ten letters for flags and tabs. */
export const Partner = z.object({
  kind: PartnerKind,
  name: z.string().min(1).max(80),
  short: z.string().min(1).max(10),
})
export type Partner = z.infer<typeof Partner>

/** What a new workspace starts with; names can be changed, since bodies are renamed (domain.md 7). */
export const DEFAULT_PARTNERS: readonly Partner[] = [
  { kind: 'council', name: 'County Council', short: 'Council' },
  { kind: 'ccgs', name: 'Health commissioners (CCGs)', short: 'CCGs' },
  { kind: 'providers', name: 'Health providers', short: 'Providers' },
  { kind: 'parents', name: 'Parent carer forum', short: 'Parents' },
  { kind: 'schools', name: 'Schools', short: 'Schools' },
]
