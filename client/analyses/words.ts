import type { Openness } from '../../shared/analyses/analyses.ts'
import type { Partner, PartnerKind } from '../../shared/domain/partners.ts'

/** What the draft is to the others, in a few words. */
export const OPENNESS: Readonly<Record<Openness, string>> = {
  private: 'Private draft',
  shared: 'Shared draft',
  invited: 'Shared draft, open to comments',
}

const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
})

/** "24 November 16:20". */
export const sayMoment = (at: number): string => moment.format(at).replace(/ at |, /, ' ')

/** "Submission 2, 24 November 16:20". */
export const saySubmission = ({ number, at }: { number: number; at: number }): string =>
  `Submission ${number}, ${sayMoment(at)}`

export const shortOf = (partners: readonly Partner[], kind: PartnerKind): string =>
  partners.find((partner) => partner.kind === kind)?.short ?? kind
