import { Printer } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import type { Partner, PartnerKind } from '../../shared/domain/partners.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import type { Home } from '../../shared/domain/workspace.ts'
import { SAID_STATES, type SaidLine, type SaidState, stateOf, sumUp } from '../../shared/inbox/said.ts'
import { call } from '../sync/api.ts'
import { keys, useHome, useKnown } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { Swatch } from '../ui/partner.tsx'
import { Trail } from '../ui/trail.tsx'
import { Select } from '../ui/select.tsx'
import { useNow } from '../ui/use-now.ts'
import './inbox.css'
import { Line } from './said-line.tsx'

/** "You said, we did": by partner, everything they said and what became of it. Nobody writes it; it prints on A4. */
export function SaidPage() {
  const { workspace = '' } = useParams()
  usePageTitle('You said, we did')
  const home = useHome(workspace)
  const said = useKnown(keys.said(workspace), () => call(routes.said, { params: { workspace } }))
  const problem = said.problem ?? home.problem
  return (
    <>
      <Trail workspace={workspace} page="You said, we did" />
      <main id="main" className="said-page" tabIndex={-1}>
        <h1>You said, we did</h1>
        <p className="quiet">
          What each partner said on the texts, and what became of it. It follows from the record: nobody
          writes it.
        </p>
        {problem === null ? null : (
          <p role="alert">
            {problem.message}{' '}
            {problem.passes ? (
              <Button look="text" onPress={said.retry}>
                Try again
              </Button>
            ) : null}
          </p>
        )}
        {home.data === undefined || said.data === undefined ? (
          problem === null ? (
            <p className="quiet" role="status">
              Catching up…
            </p>
          ) : null
        ) : (
          <Lists home={home.data} lines={said.data.lines} />
        )}
      </main>
    </>
  )
}

interface Choice {
  partner: PartnerKind | 'all'
  theme: ThemeId | 'all'
  state: SaidState | 'all'
}

const STATES: Readonly<Record<SaidState, string>> = {
  'in the text': 'Changed the text',
  declined: 'Not taken up',
  answered: 'Answered',
  open: 'Open',
}

function Lists({ home, lines }: { home: Home; lines: readonly SaidLine[] }) {
  const { workspace, me, themes } = home
  const [choice, setChoice] = useState<Choice>({ partner: me.partner, theme: 'all', state: 'all' })
  const change = (part: Partial<Choice>): void => setChoice({ ...choice, ...part })
  const own = workspace.partners.filter(({ kind }) => kind === me.partner)
  const partners = [...own, ...workspace.partners.filter(({ kind }) => kind !== me.partner)]
  const shown = lines.filter(
    (line) =>
      (choice.theme === 'all' || line.theme === choice.theme) &&
      (choice.state === 'all' || stateOf(line) === choice.state),
  )
  const narrowed = choice.theme !== 'all' || choice.state !== 'all'
  return (
    <>
      <div className="said-tools no-print">
        <Select
          label="Partner"
          value={choice.partner}
          onChange={(partner) => change({ partner })}
          options={[
            ...partners.map(({ kind, name }) => ({
              id: kind,
              words: kind === me.partner ? `${name} (yours)` : name,
            })),
            { id: 'all', words: 'All partners' },
          ]}
        />
        <Select
          label="Theme"
          value={choice.theme}
          onChange={(theme) => change({ theme })}
          options={[
            { id: 'all', words: 'All themes' },
            ...themes.map(({ id, label }) => ({ id, words: label })),
          ]}
        />
        <Select
          label="What became of it"
          value={choice.state}
          onChange={(state) => change({ state })}
          options={[
            { id: 'all', words: 'Everything' },
            ...SAID_STATES.map((id) => ({ id, words: STATES[id] })),
          ]}
        />
        <Button onPress={() => window.print()}>
          <Icon of={Printer} />
          Print
        </Button>
      </div>
      {partners
        .filter(({ kind }) => choice.partner === 'all' || choice.partner === kind)
        .map((partner) => (
          <OfPartner
            key={partner.kind}
            partner={partner}
            home={home}
            lines={shown.filter(({ by }) => by.partner === partner.kind)}
            narrowed={narrowed}
          />
        ))}
    </>
  )
}

function OfPartner({
  partner,
  home,
  lines,
  narrowed,
}: {
  partner: Partner
  home: Home
  lines: readonly SaidLine[]
  narrowed: boolean
}) {
  const now = useNow()
  const titles = [...new Set(lines.map(({ title }) => title))].toSorted()
  return (
    <section className="said-partner" aria-labelledby={`said-${partner.kind}`}>
      <h2 id={`said-${partner.kind}`}>
        <Swatch partner={partner.kind} />
        {partner.name}
      </h2>
      <p className="said-sum">
        {lines.length === 0 && narrowed
          ? `Nothing that ${partner.short} said is shown by this choice.`
          : sumUp(partner.short, lines)}
      </p>
      {titles.map((title) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <ol>
            {lines
              .filter((line) => line.title === title)
              .map((line) => (
                <Line key={line.comment} line={line} workspace={home.workspace} now={now} />
              ))}
          </ol>
        </section>
      ))}
    </section>
  )
}
