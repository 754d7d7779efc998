import { nanoid } from 'nanoid'
import { useState } from 'react'
import { Link } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import { THEME_IDS, type ThemeId } from '../../shared/domain/themes.ts'
import { may } from '../../shared/permissions.ts'
import type { Person } from '../../shared/people/person.ts'
import type { Chase } from '../../shared/register/chase.ts'
import type { Register } from '../../shared/register/register.ts'
import { call } from '../sync/api.ts'
import { useHome } from '../sync/records.ts'
import { outbox } from '../sync/outbox.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { when } from '../ui/when.ts'
import { useActing, useChase } from './use-register.ts'
import { sayDayAndHour } from './words.ts'

interface Of {
  workspace: string
  data: Register
  partners: readonly Partner[]
  me: Person
  now: number
}

/** R33: what is claimed and not tied down, who brings what by which hour; closed by verified evidence or by hand. */
export function ChaseSection({ workspace, data, partners, me, now }: Of) {
  const { data: claims = [] } = useChase(workspace)
  const [adding, setAdding] = useState(false)
  const [closed, setClosed] = useState(false)
  const keeps = may(me, { do: 'keep chase list' })
  const open = claims.filter((claim) => claim.closed === null)
  return (
    <section className="chase" aria-labelledby="chase">
      <h2 id="chase">Chase list</h2>
      <p className="quiet">
        Claims that lack something. One closes when the evidence tied to it is verified.
      </p>
      {open.length === 0 ? <p>Nothing to chase.</p> : null}
      <ul className="chase-list">
        {open.map((claim) => (
          <Claim key={claim.id} workspace={workspace} claim={claim} data={data} keeps={keeps} now={now} />
        ))}
      </ul>
      <p className="acts no-print">
        {keeps ? <Button onPress={() => setAdding(true)}>Add to the chase list</Button> : null}
        {claims.length > open.length ? (
          <Button look="text" aria-expanded={closed} onPress={() => setClosed(!closed)}>
            {closed ? 'Hide the closed ones' : `Show ${claims.length - open.length} closed`}
          </Button>
        ) : null}
      </p>
      {closed ? (
        <ul className="chase-list">
          {claims.map((claim) =>
            claim.closed === null ? null : (
              <li key={claim.id}>
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
        <ChaseDialog workspace={workspace} data={data} partners={partners} onClose={() => setAdding(false)} />
      ) : null}
    </section>
  )
}

function Claim({
  workspace,
  claim,
  data,
  keeps,
  now,
}: {
  workspace: string
  claim: Chase
  data: Register
  keeps: boolean
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
    <li>
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

/** No section's id has a space in it. */
const WHOLE = 'the whole theme'

function ChaseDialog({
  workspace,
  data,
  partners,
  onClose,
}: Pick<Of, 'workspace' | 'data' | 'partners'> & { onClose: () => void }) {
  const [id] = useState(() => nanoid())
  const [claim, setClaim] = useState('')
  const [missing, setMissing] = useState('')
  const [theme, setTheme] = useState<ThemeId | 'none'>('none')
  const [section, setSection] = useState(WHOLE)
  const sections = useHome(workspace).data?.themes.find((one) => one.id === theme)?.sections ?? []
  const [who, setWho] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [day, setDay] = useState('')
  const [hour, setHour] = useState('12:00')
  const { act, busy, wrong } = useActing(workspace)
  const member = data.members.find((one) => one.id === who)
  const said = member?.name ?? name.trim()
  const short = (kind: Partner['kind']): string => partners.find((one) => one.kind === kind)?.short ?? kind
  const add = async (): Promise<void> => {
    const body = {
      id,
      claim: claim.trim(),
      missing: missing.trim(),
      theme: theme === 'none' ? null : theme,
      section: theme === 'none' || section === WHOLE ? null : section,
      who: { member: member?.id ?? null, name: said },
      byWhen: `${day}T${hour}`,
      evidence: null,
    }
    if (await act(() => outbox.send('addChase', { params: { workspace }, body }))) onClose()
  }
  return (
    <Dialog title="Add to the chase list" open onClose={onClose}>
      <TextField
        label="The claim"
        rows={2}
        value={claim}
        onChange={setClaim}
        maxLength={1_000}
        autoFocus
        wrong={wrong}
      />
      <TextField label="What is missing" rows={2} value={missing} onChange={setMissing} maxLength={1_000} />
      <Select
        label="Who brings it"
        options={[
          ...data.members.map((one) => ({ id: one.id, words: `${one.name}, ${short(one.partner)}` })),
          { id: 'named', words: 'Somebody without an account' },
        ]}
        value={who}
        placeholder="Choose a person"
        onChange={setWho}
      />
      {who === 'named' ? (
        <TextField label="Their name or post" value={name} onChange={setName} maxLength={80} />
      ) : null}
      <div className="pair">
        <TextField label="By what day" type="date" value={day} onChange={setDay} />
        <TextField label="By what hour" type="time" value={hour} onChange={setHour} />
      </div>
      <Select
        label="Theme"
        options={[
          { id: 'none' as const, words: 'None' },
          ...THEME_IDS.map((one) => ({ id: one, words: `Theme ${one}` })),
        ]}
        value={theme}
        onChange={(chosen) => {
          setTheme(chosen)
          setSection(WHOLE)
        }}
      />
      {theme === 'none' ? null : (
        <Select
          label="Section"
          options={[
            { id: WHOLE, words: 'The whole theme' },
            ...sections.map(({ id, number, title }) => ({ id, words: `${number} ${title}` })),
          ]}
          value={section}
          onChange={setSection}
        />
      )}
      <div className="acts">
        <Button
          look="main"
          isDisabled={
            busy || claim.trim() === '' || missing.trim() === '' || said === '' || day === '' || hour === ''
          }
          onPress={() => void add()}
        >
          Add this claim
        </Button>
        <Button onPress={onClose}>Leave it</Button>
      </div>
    </Dialog>
  )
}
