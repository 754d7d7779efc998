import { Printer } from 'lucide-react'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Positions } from '../../shared/api/positions.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { ProblemLine } from '../ui/problem-line.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { StatusMark } from '../ui/standing.tsx'
import { Trail } from '../ui/trail.tsx'
import { useNow } from '../ui/use-now.ts'
import { PositionGrid, type Seat } from './grid.tsx'
import './positions.css'
import { PositionDialog } from './position-dialog.tsx'
import { GROUND_WORDS, shortOf, standingOf } from './words.ts'
import { usePositions } from './use-positions.ts'

/** Five themes by five partners by two grounds, with the reasons in each partner's own words: a page to print. */
export function PositionsPage() {
  const { workspace = '' } = useParams()
  usePageTitle('Positions')
  const now = useNow()
  const { data, problem, retry } = usePositions(workspace)
  const [seat, setSeat] = useState<Seat | null>(null)
  return (
    <>
      <Trail workspace={workspace} page="Positions" />
      <main id="main" className="pos-page" tabIndex={-1}>
        <h1>Positions</h1>
        <p className="quiet">
          Where each partner stands on the evidence base and on the conclusions about impact. Each is set by
          that partner’s signatory alone; nobody can change, hide or delete it.
        </p>
        <p className="pos-acts no-print">
          <Button onPress={() => window.print()}>
            <Icon of={Printer} />
            Print
          </Button>
        </p>
        <ProblemLine problem={problem} retry={retry} />
        {data === undefined && problem === null ? <p role="status">Catching up…</p> : null}
        {data?.themes.length === 0 ? (
          <p>No narrative is frozen yet, so there is nothing to read here.</p>
        ) : null}
        {data?.themes.map((theme) => (
          <section key={theme.id} className="positions" aria-labelledby={`positions-${theme.id}`}>
            <h2 id={`positions-${theme.id}`}>
              {data.me.role === 'GR' ? (
                theme.label
              ) : (
                <Link to={`/w/${workspace}/themes/${theme.id}`}>{theme.label}</Link>
              )}
              <StatusMark status={theme.status} />
            </h2>
            <p className="serif">
              {theme.wording.text ?? theme.name ?? 'Wording to be entered from the letter'}
            </p>
            <PositionGrid data={data} theme={theme.id} label={theme.label} now={now} onOpen={setSeat} />
            <Reasons data={data} theme={theme.id} />
          </section>
        ))}
        {data === undefined || seat === null ? null : (
          <PositionDialog
            key={`${seat.theme} ${seat.partner} ${seat.on}`}
            workspace={workspace}
            data={data}
            seat={seat}
            now={now}
            onClose={() => setSeat(null)}
          />
        )}
      </main>
    </>
  )
}

/** The reasons that stand, spelt out: on paper no cell can be opened. */
function Reasons({ data, theme }: { data: Positions; theme: Seat['theme'] }) {
  const given = (['evidence', 'conclusions'] as const).flatMap((on) =>
    data.partners.flatMap(({ kind }) => {
      const position = standingOf(data.positions, { theme, partner: kind, on })
      return position === null || position.reason === null ? [] : [{ ...position, reason: position.reason }]
    }),
  )
  if (given.length === 0) return null
  return (
    <ul className="pos-reasons">
      {given.map(({ id, partner, on, reason }) => (
        <li key={id}>
          <b>
            {shortOf(data.partners, partner)}, {GROUND_WORDS[on].toLowerCase()}:
          </b>{' '}
          “{reason}”
        </li>
      ))}
    </ul>
  )
}
