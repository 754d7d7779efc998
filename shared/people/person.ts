import { z } from 'zod'
import { PartnerKind } from '../domain/partners.ts'
import { Role } from '../domain/roles.ts'
import { ThemeId } from '../domain/themes.ts'

/** A member of one workspace, as the server knows them. Nobody's client can change what is said here. */
export const Person = z.object({
  id: z.string(),
  name: z.string().min(1).max(80),
  partner: PartnerKind,
  role: Role,
  /** The themes this person writes; empty means all. On the others they read and comment. */
  themes: z.array(ThemeId),
})
export type Person = z.infer<typeof Person>

/** Who wrote or did something: kept with the record, so that it stays true when the person leaves. */
export const Author = Person.pick({ id: true, name: true, partner: true, role: true })
export type Author = z.infer<typeof Author>

/** Two letters for a tab: "Workstream lead" is WL, "SENCO" is SE. */
export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  const first = words[0] ?? '?'
  const second = words.find((word, index) => index > 0 && word.length > 2)
  return (second === undefined ? first.slice(0, 2) : first.charAt(0) + second.charAt(0)).toUpperCase()
}
