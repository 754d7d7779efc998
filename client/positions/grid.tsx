import { GROUNDS, type Ground } from '../../shared/domain/positions.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import type { Positions } from '../../shared/api/positions.ts'
import { isOfEarlierText } from '../../shared/positions/status.ts'
import { PartnerName } from '../ui/partner.tsx'
import { StanceMark, stanceWord } from '../ui/standing.tsx'
import { GROUND_WORDS, standingOf, takenOn } from './words.ts'

/** One cell of the grid: what a partner says on one ground of a theme. */
export interface Seat {
  theme: ThemeId
  partner: PartnerKind
  on: Ground
}

/** Five partners by two grounds; each cell opens what that partner says, in its own words. */
export function PositionGrid({
  data,
  theme,
  label,
  now,
  onOpen,
}: {
  data: Positions
  theme: ThemeId
  /** Whose positions these are, for who hears the table: "Theme 4". */
  label: string
  now: number
  onOpen: (seat: Seat) => void
}) {
  return (
    <table className="pos-grid">
      <caption className="vh">Positions on {label}</caption>
      <thead>
        <tr>
          <th scope="col" className="pos-what">
            Positions
          </th>
          {data.partners.map(({ kind, short, name }) => (
            <th key={kind} scope="col">
              <PartnerName partner={kind} short={short} full={name} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {GROUNDS.map((on) => (
          <tr key={on}>
            <th scope="row">{GROUND_WORDS[on]}</th>
            {data.partners.map(({ kind, short }) => (
              <td key={kind}>
                <span className="pos-whose" aria-hidden>
                  <PartnerName partner={kind} short={short} />
                </span>
                <Cell
                  data={data}
                  seat={{ theme, partner: kind, on }}
                  short={short}
                  now={now}
                  onOpen={onOpen}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({
  data,
  seat,
  short,
  now,
  onOpen,
}: {
  data: Positions
  seat: Seat
  short: string
  now: number
  onOpen: (seat: Seat) => void
}) {
  const position = standingOf(data.positions, seat)
  const stance = position?.stance ?? 'not yet'
  const earlier = position !== null && isOfEarlierText(position)
  return (
    <button
      className="pos-cell"
      aria-label={`${short} on ${GROUND_WORDS[seat.on].toLowerCase()}: ${stanceWord(stance)}${
        earlier ? `, ${takenOn(position, now)}` : ''
      }`}
      onClick={() => onOpen(seat)}
    >
      <StanceMark stance={stance} />
      {earlier ? (
        <span className="pos-earlier">
          {position.changed === 1 ? '1 paragraph' : `${position.changed} paragraphs`} changed since
        </span>
      ) : null}
    </button>
  )
}
