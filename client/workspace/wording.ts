import { ThemeId } from '../../shared/domain/themes.ts'
import { Wording } from '../../shared/domain/workspace.ts'
import { ApiProblem } from '../sync/api.ts'
import { outbox, type Waiting } from '../sync/outbox.ts'

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
