import { ThemeId } from '../../shared/domain/themes.ts'
import { Wording, type Theme } from '../../shared/domain/workspace.ts'
import type { Person } from '../../shared/people/person.ts'
import { may } from '../../shared/permissions.ts'
import { ApiProblem } from '../sync/api.ts'
import { outbox, type Waiting } from '../sync/outbox.ts'

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

/** Letters as a person counts them, so that a paste can be compared with the letter. */
export const countCharacters = (text: string): number =>
  [...new Intl.Segmenter('en-GB', { granularity: 'grapheme' }).segment(text)].length

/** The part of `after` that differs from `before`, with what is the same around it. */
export function differing(before: string, after: string): { same: string; changed: string; rest: string } {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++
  return {
    same: after.slice(0, start),
    changed: after.slice(start, after.length - end),
    rest: after.slice(after.length - end),
  }
}

/** The words somebody who enters wording would replace: the proposal if there is one, else the wording. */
export const standing = ({ proposal, text }: Pick<Wording, 'proposal' | 'text'>): string | null =>
  proposal?.text ?? text

/** The wording that stands, when an entry was refused because somebody else's came first; else null. */
export function wordingInstead(error: unknown): Wording | null {
  if (!(error instanceof ApiProblem) || error.kind !== 'stale') return null
  return Wording.safeParse(error.theirs).data ?? null
}

/** Offers refused wording again, to replace `seen`, which its author has now read; throws when that too has changed. */
export async function offerInstead(waiting: Waiting, seen: string | null): Promise<void> {
  const { workspace = '', theme } = waiting.params
  const { text, source } = waiting.body as { text: string; source: string | null }
  await outbox.send('enterWording', {
    params: { workspace, theme: ThemeId.parse(theme) },
    body: { text, source, seen },
  })
  await outbox.throwAway(waiting.id) // only now: until it is sent or kept anew, it stays here
}
