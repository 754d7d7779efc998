import { WifiOff } from 'lucide-react'
import { Link, useParams } from 'react-router'
import type { Home } from '../../shared/domain/workspace.ts'
import { may } from '../../shared/permissions.ts'
import { useHome, type Known } from '../sync/records.ts'
import { placesOf } from '../sync/places.ts'
import { InBar } from '../ui/bar.tsx'
import { Button } from '../ui/button.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { PartnerName } from '../ui/partner.tsx'
import { Strip } from '../ui/strip.tsx'
import { LineKey } from '../ui/through-line.tsx'
import { Trail } from '../ui/trail.tsx'
import { useNow } from '../ui/use-now.ts'
import { FrozenList } from './frozen-list.tsx'
import { CallStrip } from './call-strip.tsx'
import './home.css'
import { judged } from './judged.ts'
import { SinceSection } from './since.tsx'
import { ThemeRow } from './theme-row.tsx'
import { WaitingSection } from './waiting.tsx'
import { WaitingStrips } from './waiting-strips.tsx'
import { WordingDialogs, useWordingDialog } from './wording-dialogs.tsx'
import { useWordingInAddress } from './wording-in-address.ts'

/** The contents page of a workspace: five themes, who is in them, what is new, what waits. */
export function HomePage() {
  const { workspace = '' } = useParams()
  const home = useHome(workspace)
  usePageTitle(home.data?.workspace.name ?? 'Five evidence narratives')
  if (home.data === undefined) return <HomeWithout home={home} />
  return <HomeOf home={home} data={home.data} />
}

function HomeOf({ home, data }: { home: Known<Home>; data: Home }) {
  const now = useNow()
  const wording = useWordingDialog()
  useWordingInAddress(wording.open)
  const { workspace, me, themes } = data
  const conclusion = judged(themes)
  const places = placesOf(me, workspace.slug)
  return (
    <div className="home">
      <Trail page={workspace.name} />
      <InBar place="tools">
        {home.stale && home.problem === null ? <span className="saved">Catching up…</span> : null}
        {places
          .filter(({ main }) => main)
          .map(({ id, label, to }) => (
            <Link key={id} className="btn wide-only" to={to}>
              {label}
            </Link>
          ))}
      </InBar>
      <main id="main" className="home-sheet" tabIndex={-1}>
        <div className="home-top">
          <h1>Five evidence narratives</h1>
          <p>
            {workspace.purpose === null ? '' : `${workspace.purpose} `}
            Each answers one weakness, in the inspectors’ own words.
          </p>
        </div>
        <div className="home-key">
          {workspace.partners.map((partner) => (
            <PartnerName
              key={partner.kind}
              partner={partner.kind}
              short={partner.short}
              full={partner.name}
            />
          ))}
          <LineKey shown={['agreed', 'draft', 'none']} />
        </div>
        <div className="home-strips">
          {home.problem === null ? null : <NoAnswer home={home} />}
          {may(me, { do: 'see members' }) ? <CallStrip workspace={workspace.slug} /> : null}
          <WaitingStrips themes={themes} />
        </div>
        {themes.length > 0 ? null : <FrozenList home={data} now={now} />}
        <ol className="themes" id="themes">
          {themes.map((theme) => (
            <ThemeRow
              key={theme.id}
              theme={theme}
              workspace={workspace}
              me={me}
              now={now}
              counts={data.progress?.themes[theme.id]}
              onWording={() => wording.open(theme.id)}
            />
          ))}
        </ol>
        <p className="home-foot">
          <Link to={`/w/${workspace.slug}/positions`}>Where every partner stands on every theme</Link>
        </p>
        {conclusion === null ? null : <p className="home-foot">{conclusion}</p>}
      </main>
      <aside className="home-side" aria-label="What is new">
        <SinceSection workspace={workspace} themes={themes} now={now} />
        {may(me, { do: 'see members' }) ? (
          <WaitingSection workspace={workspace} onWording={wording.open} />
        ) : null}
        <nav className="home-places" aria-label="Elsewhere in this workspace">
          {places.map(({ id, label, to, main }) => (
            <Link key={id} to={to} className={main ? 'is-in-bar' : ''}>
              {label}
            </Link>
          ))}
        </nav>
        {workspace.banner === null ? null : <p className="demo">{workspace.banner}</p>}
      </aside>
      <WordingDialogs dialog={wording} home={data} now={now} />
    </div>
  )
}

const NoAnswer = ({ home }: { home: Known<Home> }) => (
  <Strip
    icon={WifiOff}
    acts={
      <Button look="text" small onPress={home.retry}>
        Try again
      </Button>
    }
  >
    {home.problem?.message} {home.data === undefined ? '' : 'This is what this device last knew.'}
  </Strip>
)

const HomeWithout = ({ home }: { home: Known<Home> }) => (
  <div className="home">
    <main id="main" className="home-sheet" tabIndex={-1} aria-busy={home.problem === null}>
      <div className="home-top">
        <h1>Five evidence narratives</h1>
        {home.problem === null ? <p role="status">Catching up…</p> : null}
      </div>
      {home.problem === null ? null : (
        <div className="home-strips">
          <NoAnswer home={home} />
        </div>
      )}
    </main>
  </div>
)
