import type { Theme } from '../domain/workspace.ts'
import type { Person } from '../people/person.ts'
import { may } from '../permissions.ts'

/** What this person can do about the wording of a theme (R51: entered by one, checked and locked by another). */
export type WordingStep =
  | { do: 'enter'; row: string; waits: true }
  | { do: 'confirm'; row: string; waits: true; text: string; before: string | null }
  | { do: 'read'; row: string; waits: false; mayChange: boolean }

/** Pure: the next step for this person. */
export function wordingStep(theme: Pick<Theme, 'wording'>, me: Person): WordingStep {
  const { status, text, proposal, enteredBy } = theme.wording
  const mayEnter = may(me, { do: 'enter wording' })
  const mayConfirm = may(me, { do: 'confirm wording' })
  if (status === 'missing' || text === null)
    return mayEnter
      ? { do: 'enter', row: 'Enter the wording', waits: true }
      : { do: 'read', row: 'About the wording', waits: false, mayChange: false }
  if (proposal !== null && proposal.by.id !== me.id && mayConfirm)
    return { do: 'confirm', row: 'Check the changed wording', waits: true, text: proposal.text, before: text }
  if (status === 'entered' && enteredBy?.id !== me.id && mayConfirm)
    return { do: 'confirm', row: 'Check the wording', waits: true, text, before: null }
  return { do: 'read', row: 'About the wording', waits: false, mayChange: mayEnter }
}
