import { Swatch } from '../../ui/partner.tsx'
import { dots, type Votes } from './votes.ts'

/** A square for each vote in its partner's pattern; an empty one for those that are not shown apart. */
export const Dots = ({ votes }: { votes: Votes }) =>
  dots(votes).map((partner, at) =>
    partner === null ? (
      // oxlint-disable-next-line react/no-array-index-key -- squares have nothing but their place
      <span key={at} className="swatch bd-dot-other" aria-hidden />
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- squares have nothing but their place
      <Swatch key={at} partner={partner} />
    ),
  )
