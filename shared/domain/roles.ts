import { z } from 'zod'

/** The seven roles of domain.md section 4. */
export const ROLES = ['NL', 'WL', 'PP', 'DO', 'VL', 'SP', 'GR'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  NL: 'Nominated lead',
  WL: 'Workstream lead',
  PP: 'Parent partner',
  DO: 'Data officer',
  VL: 'Voice and participation lead',
  SP: 'Sponsor',
  GR: 'Guest reader',
}

/** The role in words, or null when the name says it already: many people are named by their role. */
export const roleBeside = ({ name, role }: { name: string; role: Role }): string | null =>
  name === ROLE_NAMES[role] ? null : ROLE_NAMES[role]
