import type { PartnerKind } from '../../shared/domain/partners.ts'

/** A partner's colour and pattern, always beside its name. */
export const Swatch = ({ partner }: { partner: PartnerKind }) => (
  <span className={`swatch p-${partner}`} aria-hidden />
)

/** Swatch and short name; `full` is read on hover. */
export const PartnerName = ({
  partner,
  short,
  full,
}: {
  partner: PartnerKind
  short: string
  full?: string | undefined
}) => (
  <span className="who" title={full}>
    <Swatch partner={partner} />
    {short}
  </span>
)

/** A person: two letters on a patterned foot; `label` is who they are, "Workstream lead, CCGs". */
export const PartnerTab = ({
  partner,
  letters,
  label,
}: {
  partner: PartnerKind
  letters: string
  label: string
}) => (
  <span className={`tab p-${partner}`} role="img" aria-label={label} title={label}>
    {letters}
  </span>
)
