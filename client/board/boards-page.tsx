import './boards.css'
import { Archive, ArchiveRestore, Lock, Plus } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import type { BoardLine } from '../../shared/board/boards.ts'
import { TEMPLATES } from '../../shared/board/templates.ts'
import { THEME_IDS, type ThemeId } from '../../shared/domain/themes.ts'
import { may } from '../../shared/permissions.ts'
import { call } from '../sync/api.ts'
import { useHome, useKnown } from '../sync/records.ts'
import { useAct } from '../sync/use-act.ts'
import { answer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { PartnerName } from '../ui/partner.tsx'
import { ProblemLine } from '../ui/problem-line.tsx'
import { Trail } from '../ui/trail.tsx'
import { useNow } from '../ui/use-now.ts'
import { when } from '../ui/when.ts'
import { NewBoardDialog } from './new-board-dialog.tsx'
import { Thumbnail } from './thumbnail.tsx'

/** The boards of a workspace by theme, with a picture of each. */
export function BoardsPage() {
  const { workspace = '' } = useParams()
  usePageTitle('Boards')
  const go = useNavigate()
  const home = useHome(workspace).data
  const { data, problem, retry } = useKnown(['boards', workspace], () =>
    call(routes.boards, { params: { workspace } }),
  )
  const [making, setMaking] = useState(false)
  const makes = home !== undefined && may(home.me, { do: 'edit board' })
  const open = (data ?? []).filter(({ state }) => state === 'open')
  const archived = (data ?? []).filter(({ state }) => state === 'archived')
  return (
    <>
      <Trail workspace={workspace} page="Boards" />
      <main id="main" className="bp-page" tabIndex={-1}>
        <h1>Boards</h1>
        <p className="quiet">
          A wall to think together before there are words. What matters goes from it to a narrative, to the
          actions or to the <Link to={`/w/${workspace}/issues`}>issues list</Link>.
        </p>
        {makes ? (
          <p className="bp-acts">
            <Button look="main" onPress={() => setMaking(true)}>
              <Icon of={Plus} />
              New board
            </Button>
          </p>
        ) : null}
        <ProblemLine problem={problem} retry={retry} />
        {data === undefined && problem === null ? <p role="status">Catching up…</p> : null}
        {data !== undefined && open.length === 0 ? (
          <p className="bp-empty">
            No board yet. Start with a theme wall: it has a column for each phrase of the weakness.
          </p>
        ) : null}
        {[...THEME_IDS, null].map((theme) => (
          <OfTheme
            key={theme ?? 'none'}
            workspace={workspace}
            theme={theme}
            boards={open.filter((board) => board.theme === theme)}
          />
        ))}
        {archived.length === 0 ? null : (
          <section aria-labelledby="bp-archive">
            <h2 id="bp-archive">In the archive</h2>
            <ul className="bp-rows">
              {archived.map((board) => (
                <Row key={board.id} workspace={workspace} board={board} />
              ))}
            </ul>
          </section>
        )}
        {making ? (
          <NewBoardDialog
            workspace={workspace}
            onClose={() => setMaking(false)}
            onMade={({ id }) => void go(`/w/${workspace}/boards/${id}`)}
          />
        ) : null}
      </main>
    </>
  )
}

function OfTheme({
  workspace,
  theme,
  boards,
}: {
  workspace: string
  theme: ThemeId | null
  boards: readonly BoardLine[]
}) {
  const home = useHome(workspace).data
  if (boards.length === 0) return null
  const known = home?.themes.find(({ id }) => id === theme)
  const label = theme === null ? 'No theme' : (known?.label ?? `Theme ${theme}`)
  return (
    <section aria-labelledby={`bp-${theme ?? 'none'}`}>
      <h2 id={`bp-${theme ?? 'none'}`}>{known?.name == null ? label : `${label}: ${known.name}`}</h2>
      <ul className="bp-rows">
        {boards.map((board) => (
          <Row key={board.id} workspace={workspace} board={board} />
        ))}
      </ul>
    </section>
  )
}

function Row({ workspace, board }: { workspace: string; board: BoardLine }) {
  const { id, title, template, items, changedAt, at, facilitator, here, state, version } = board
  const home = useHome(workspace).data
  const now = useNow()
  const { act, busy, refused } = useAct([['boards', workspace]])
  const short = new Map((home?.workspace.partners ?? []).map((partner) => [partner.kind, partner.short]))
  const runs = home !== undefined && may(home.me, { do: 'run board', facilitator: facilitator?.id ?? null })
  const to = state === 'open' ? 'archived' : 'open'
  const archive = async (byHand: boolean): Promise<void> => {
    const done = await act(() =>
      call(routes.changeBoard, { params: { workspace, board: id }, body: { version, state: to } }),
    )
    if (!done) return
    answer(to === 'archived' ? `“${title}” is in the archive.` : `“${title}” is open again.`)
    // Its line is drawn anew elsewhere: who came by keyboard goes along.
    if (!byHand) requestAnimationFrame(() => document.getElementById(`bp-board-${id}`)?.focus())
  }
  return (
    <li>
      <Thumbnail workspace={workspace} board={board} />
      <div className="bp-words">
        <Link id={`bp-board-${id}`} to={`/w/${workspace}/boards/${id}`}>
          {title}
        </Link>
        <span className="small quiet">
          {TEMPLATES[template].name}.{' '}
          {items === 0 ? 'Nothing on it yet' : items === 1 ? '1 thing' : `${items} things`}.{' '}
          {changedAt === null ? `Made ${when(at, now)}` : `Changed ${when(changedAt, now)}`}.{' '}
          {facilitator === null ? '' : `${facilitator.name} facilitates.`}
        </span>
        {state === 'archived' ? (
          <span className="small quiet">
            <Icon of={Lock} /> Archived: it is read, not changed.
          </span>
        ) : null}
        {here.length === 0 ? null : (
          <span className="small bp-here">
            On it now:
            {here.map((partner) => (
              <PartnerName key={partner} partner={partner} short={short.get(partner) ?? partner} />
            ))}
          </span>
        )}
        {runs ? (
          <Button
            look="text"
            small
            isDisabled={busy}
            aria-label={state === 'open' ? `Put “${title}” in the archive` : `Bring “${title}” back`}
            onPress={({ pointerType }) => void archive(pointerType === 'mouse' || pointerType === 'touch')}
          >
            <Icon of={state === 'open' ? Archive : ArchiveRestore} />
            {state === 'open' ? 'Put in the archive' : 'Bring back'}
          </Button>
        ) : null}
        {refused === null ? null : <p role="alert">{refused}</p>}
      </div>
    </li>
  )
}
