import { CircleAlert, Printer, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { Partner } from '../../shared/domain/partners.ts'
import { sayTimeOfDay } from '../../shared/presentation/clock.ts'
import { layOut, sayMinutes, type LaidOut, type Presentation } from '../../shared/presentation/order.ts'
import { useHome } from '../sync/records.ts'
import { InBar } from '../ui/bar.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { PartnerName } from '../ui/partner.tsx'
import { State } from '../ui/state.tsx'
import { Strip } from '../ui/strip.tsx'
import { Trail } from '../ui/trail.tsx'
import { Begin } from './begin.tsx'
import { ConflictStrip } from './conflict-strip.tsx'
import { OrderList } from './order-list.tsx'
import { OrderTools } from './order-tools.tsx'
import { SectionPane } from './section-pane.tsx'
import { SlotDialog } from './slot-dialog.tsx'
import { useInSections, useOrderActs, usePresentation } from './use-order.ts'
import './order.css'

/** The running order of the opening presentation, and the slides of the chosen section (R63–R69). */
export function RunningOrderPage() {
  const { workspace = '' } = useParams()
  usePageTitle('Opening presentation')
  const { data, problem, retry } = usePresentation(workspace)
  return (
    <>
      <Trail workspace={workspace} page="Opening presentation" />
      {data === undefined ? (
        <main id="main" className="narrow-page" tabIndex={-1} aria-busy={problem === null}>
          <h1>Opening presentation</h1>
          <p role="status">{problem === null || problem.passes ? 'Catching up…' : problem.message}</p>
          {problem?.passes === true ? (
            <Button look="text" onPress={retry}>
              Try again
            </Button>
          ) : null}
        </main>
      ) : (
        <RunningOrder workspace={workspace} whole={data} offline={problem !== null} />
      )}
    </>
  )
}

function RunningOrder({
  workspace,
  whole,
  offline,
}: {
  workspace: string
  whole: Presentation
  offline: boolean
}) {
  const partners = useHome(workspace).data?.workspace.partners ?? []
  const here = useInSections(workspace)
  const acts = useOrderActs(workspace, whole)
  const laid = layOut(whole)
  const [search, setSearch] = useSearchParams()
  const wanted = search.get('section')
  const chosen =
    whole.sections.find(({ id }) => id === wanted) ?? whole.sections.find(({ words }) => words > 0)
  const choose = (id: string) => setSearch({ section: id }, { replace: true })
  const [setting, setSetting] = useState(false)
  return (
    <div className="order-desk">
      <InBar place="tools">
        <Link className="btn wide-only" to={`/w/${workspace}/presentation/slides`}>
          All slides
        </Link>
        <Link className="btn wide-only" to={`/w/${workspace}/presentation/runs`}>
          Rehearsals
        </Link>
        <Link className="btn wide-only" to={`/w/${workspace}/presentation/questions`}>
          Questions to expect
        </Link>
        {whole.edits ? (
          <span className="wide-only">
            <Begin workspace={workspace} kind="rehearsal" />
          </span>
        ) : null}
      </InBar>
      <main id="main" className="order-sheet" tabIndex={-1}>
        <h1>Running order</h1>
        <Sums laid={laid} whole={whole} set={() => setSetting(true)} />
        {offline ? (
          <Strip icon={CircleAlert}>We could not reach the server. This is what this device last knew.</Strip>
        ) : null}
        {acts.wrong === null ? null : (
          <Strip
            icon={CircleAlert}
            tone="stop"
            acts={
              <Button look="text" small onPress={acts.forget}>
                Understood
              </Button>
            }
          >
            {acts.wrong}
          </Strip>
        )}
        <ConflictStrip acts={acts} presenters={whole.presenters} />
        {laid.warnings.map((warning) => (
          <p key={warning} className="order-warning">
            <State icon={TriangleAlert} word={warning} tone="warn" />
          </p>
        ))}
        <OrderList
          whole={whole}
          rows={laid.rows}
          chosen={chosen?.id ?? null}
          partners={partners}
          here={here}
          acts={acts}
        />
        <p className="order-end">
          <time className="kept">{laid.ends === null ? '–' : sayTimeOfDay(laid.ends)}</time>
          <span>The end</span>
        </p>
        <Mix laid={laid} partners={partners} />
        <OrderTools whole={whole} chosen={chosen} acts={acts} choose={choose} />
        <p className="order-tools no-print">
          <Link className="phone-only" to={`/w/${workspace}/presentation/slides`}>
            All slides
          </Link>
          <Link className="phone-only" to={`/w/${workspace}/presentation/runs`}>
            Rehearsals
          </Link>
          <Link className="phone-only" to={`/w/${workspace}/presentation/questions`}>
            Questions to expect
          </Link>
          <Button look="plain" onPress={() => window.print()}>
            <Icon of={Printer} />
            Print the running order
          </Button>
        </p>
      </main>
      {chosen === undefined ? null : (
        <SectionPane key={chosen.id} workspace={workspace} section={chosen} partners={partners} />
      )}
      {setting ? <SlotDialog whole={whole} acts={acts} close={() => setSetting(false)} /> : null}
    </div>
  )
}

function Sums({ laid, whole, set }: { laid: LaidOut; whole: Presentation; set: () => void }) {
  return (
    <div className="order-sums">
      <span>
        <b className="kept">{laid.minutes}</b> of {sayMinutes(whole.slotMinutes)}
      </span>
      {laid.starts === null || laid.ends === null ? (
        <span>No start set</span>
      ) : (
        <span>
          <b className="kept">{sayTimeOfDay(laid.starts)}</b> to{' '}
          <b className="kept">{sayTimeOfDay(laid.ends)}</b>
        </span>
      )}
      {whole.edits ? (
        <Button look="text" small onPress={set}>
          Set the start and the slot
        </Button>
      ) : null}
      {laid.toSettle === 0 ? null : (
        <State
          icon={TriangleAlert}
          word={laid.toSettle === 1 ? 'One thing to settle' : `${laid.toSettle} things to settle`}
          tone="warn"
        />
      )}
    </div>
  )
}

/** Whose voices the presentation has, in minutes (R69). */
function Mix({ laid, partners }: { laid: LaidOut; partners: readonly Partner[] }) {
  if (laid.mix.length === 0) return null
  return (
    <div className="order-mix">
      <h2>Who speaks, and for how long</h2>
      <ul>
        {partners.map(({ kind, short, name }) => {
          const minutes = laid.mix.find((one) => one.partner === kind)?.minutes ?? 0
          return (
            <li key={kind}>
              <PartnerName partner={kind} short={short} full={name} />{' '}
              {minutes === 0 ? <span className="quiet">nobody</span> : sayMinutes(minutes)}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
