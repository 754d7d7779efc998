import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { Proposal } from '../../shared/annotations/suggestions.ts'
import { ATOM } from '../../shared/annotations/flat.ts'
import { type Change, changesIn } from './word-changes.ts'

/** Words that stay are shown around a change up to this many characters on either side. */
const AROUND = 28

/** Struck and new words, in the colour and pattern of the partner who suggests them, and said as what they are. */
const Changes = ({ changes, partner }: { changes: readonly Change[]; partner: PartnerKind }) => (
  <>
    {changes.map(({ kind, words }, index) => {
      // A wording's changes have no names of their own, and change only together.
      // oxlint-disable react/no-array-index-key
      if (kind === 'same')
        return <span key={index}>{shortened(words, index > 0, index < changes.length - 1)}</span>
      const shown = words.replaceAll(ATOM, ' ')
      return kind === 'gone' ? (
        <del key={index} className={`sg p-${partner}`}>
          <span className="vh">suggested removal: </span>
          {shown}
          <span className="vh">; </span>
        </del>
      ) : (
        <ins key={index} className={`sg p-${partner}`}>
          <span className="vh">suggested wording: </span>
          {shown}
          <span className="vh">; </span>
        </ins>
      )
      // oxlint-enable react/no-array-index-key
    })}
  </>
)

/** A proposal in a line or two, as it stands in a note. */
export const Proposed = ({
  proposal,
  quote,
  partner,
  lines = false,
}: {
  proposal: Proposal
  quote: string
  partner: PartnerKind
  /** Cut after two lines. */
  lines?: boolean
}) => (
  <p className={lines ? 'proposed two' : 'proposed'}>
    {proposal.form === 'new paragraph' ? (
      <>
        <span className="small quiet">New paragraph: </span>
        <Changes changes={[{ kind: 'new', words: proposal.words }]} partner={partner} />
      </>
    ) : (
      <>
        {proposal.form === 'strike paragraph' ? (
          <span className="small quiet">Strike the paragraph: </span>
        ) : null}
        <Changes changes={spaced(changesIn(proposal, quote))} partner={partner} />
      </>
    )}
  </p>
)

/** An insertion is shown apart from the words it is beside. */
const spaced = (changes: readonly Change[]): readonly Change[] =>
  changes.map((change, index) => {
    const next = changes[index + 1]
    const close = next !== undefined && /\S$/.test(change.words) && /^[^\s,.;:!?)]/.test(next.words)
    return close && change.kind !== next.kind ? { ...change, words: `${change.words} ` } : change
  })

function shortened(words: string, after: boolean, before: boolean): string {
  const line = words.replaceAll(ATOM, ' ')
  if (line.length <= AROUND * (after && before ? 2 : 1) + 4) return line
  const head = line.slice(0, AROUND).replace(/\S*$/, '')
  const tail = line.slice(-AROUND).replace(/^\S*/, '')
  if (after && before) return `${head}…${tail}`
  return after ? `${head}…` : `…${tail}`
}
