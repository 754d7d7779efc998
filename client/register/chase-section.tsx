import { useState } from 'react'
import { Link } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import { may } from '../../shared/permissions.ts'
import type { Person } from '../../shared/people/person.ts'
import type { Chase } from '../../shared/register/chase.ts'
import type { Register } from '../../shared/register/register.ts'
import { call } from '../sync/api.ts'
import { pageOf } from '../sync/addresses.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { when } from '../ui/when.ts'
import { ChaseDialog } from './chase-dialog.tsx'
import { useInAddress } from './in-address.ts'
import { useActing, useChase } from './use-register.ts'
import { sayDayAndHour } from './words.ts'

interface Of {
  workspace: string
  data: Register
  partners: readonly Partner[]
  me: Person
  now: number
}

/** A link to a claim leads to its line. */
function lead(line: HTMLElement | null): void {
  line?.focus()
  line?.scrollIntoView({ block: 'center' })
}

/** R33: what is claimed and not tied down, who brings what by which hour; closed by verified evidence or by hand. */
export function ChaseSection({ workspace, data, partners, me, now }: Of) {
  const { data: claims = [] } = useChase(workspace)
  const [adding, setAdding] = useState(false)
  const [closed, setClosed] = useState(false)
  const [wanted, setWanted] = useState<string | null>(null)
  const keeps = may(me, { do: 'keep chase list' })
  useInAddress('claim', setWanted)
  const shows = closed || claims.some((claim) => claim.id === wanted && claim.closed !== null)
  const open = claims.filter((claim) => claim.closed === null)
  const toggle = (): void => {
    setClosed(!shows)
    setWanted(null)
  }
  return (
    <section className="chase" aria-labelledby="chase">
      <h2 id="chase">Chase list</h2>
      <p className="quiet">
        Claims that lack something. One closes when the evidence tied to it is verified.
      </p>
      {open.length === 0 ? <p>Nothing to chase.</p> : null}
      <ul className="chase-list">
        {open.map((claim) => (
          <Claim
            key={claim.id}
            workspace={workspace}
            claim={claim}
            data={data}
            keeps={keeps}
            led={claim.id === wanted}
            now={now}
          />
        ))}
      </ul>
      <p className="acts no-print">
        {keeps ? <Button onPress={() => setAdding(true)}>Add to the chase list</Button> : null}
        {claims.length > open.length ? (
          <Button look="text" aria-expanded={shows} onPress={toggle}>
            {shows ? 'Hide the closed ones' : `Show ${claims.length - open.length} closed`}
          </Button>
        ) : null}
      </p>
      {shows ? (
        <ul className="chase-list">
          {claims.map((claim) =>
            claim.closed === null ? null : (
              <li key={claim.id} ref={claim.id === wanted ? lead : undefined} tabIndex={-1}>
                {claim.claim}
                <p className="small quiet">
                  {claim.closed.why === null ? 'Closed by verified evidence' : `Closed: ${claim.closed.why}`};{' '}
                  {claim.closed.by.name}, {when(claim.closed.at, now)}
                </p>
              </li>
            ),
          )}
        </ul>
      ) : null}
      {adding ? (
        <ChaseDialog
          workspace={workspace}
          members={data.members}
          partners={partners}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </section>
  )
}

function Claim({
  workspace,
  claim,
  data,
  keeps,
  led,
  now,
}: {
  workspace: string
  claim: Chase
  data: Register
  keeps: boolean
  /** Somebody came by a link to it. */
  led: boolean
  now: number
}) {
  const { act, busy, wrong } = useActing<Chase>(workspace)
  const [closing, setClosing] = useState<string | null>(null)
  const params = { workspace, chase: claim.id }
  const { version } = claim
  const tied = data.evidence.find(({ id }) => id === claim.evidence)
  const pieces = data.evidence.filter(({ withdrawn }) => withdrawn === null)
  const late = Date.parse(`${claim.byWhen}Z`) < londonClock(now)
  return (
    <li ref={led ? lead : undefined} tabIndex={-1}>
      <b>{claim.claim}</b>
      <p>Missing: {claim.missing}</p>
      <p className="small">
        {claim.who.name}, by {sayDayAndHour(claim.byWhen)}
        {late ? <span className="warn-word"> Late</span> : null}
        {claim.theme === null ? null : (
          <>
            {'; '}
            <Link
              to={`/w/${workspace}/themes/${claim.theme}${claim.section === null ? '' : `#section-${claim.section}`}`}
            >
              Theme {claim.theme}
            </Link>
          </>
        )}
      </p>
      {tied === undefined ? null : (
        <p className="small">
          Evidence: {tied.title}, {tied.withdrawn === null ? 'waits to be verified' : 'withdrawn'}
        </p>
      )}
      {claim.comment === null ? null : (
        <p className="small">
          <Link to={`${pageOf(workspace, claim.comment.document)}#comment=${claim.comment.id}`}>
            Evidence offered by {claim.comment.by.name}
          </Link>
        </p>
      )}
      {wrong === undefined ? null : (
        <p role="alert" className="wrong">
          {wrong}
        </p>
      )}
      {!keeps ? null : (
        <div className="chase-acts no-print">
          {pieces.length === 0 ? null : (
            <Select
              label="Tie evidence"
              options={pieces.map(({ id, title }) => ({ id, words: title }))}
              value={claim.evidence}
              placeholder="Choose evidence"
              onChange={(evidence) =>
                void act(() => call(routes.tieChase, { params, body: { evidence, version } }))
              }
            />
          )}
          {closing === null ? (
            <Button look="text" small onPress={() => setClosing('')}>
              Close by hand<span className="vh">: {claim.claim}</span>
            </Button>
          ) : (
            <>
              <TextField
                label="Why it is closed"
                value={closing}
                onChange={setClosing}
                maxLength={2_000}
                autoFocus
              />
              <Button
                isDisabled={busy || closing.trim() === ''}
                onPress={() =>
                  void act(() =>
                    call(routes.closeChase, { params, body: { reason: closing.trim(), version } }),
                  )
                }
              >
                Close with this reason
              </Button>
            </>
          )}
        </div>
      )}
    </li>
  )
}

/** What a clock in the United Kingdom shows, as if it were UTC: claims are due by that clock. */
function londonClock(now: number): number {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/London',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(now)
  return Date.parse(`${parts.replace(' ', 'T')}Z`)
}
