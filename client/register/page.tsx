import { Download, Printer } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import { may } from '../../shared/permissions.ts'
import type { Person } from '../../shared/people/person.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import { sayDay } from '../../shared/domain/days.ts'
import type { Register } from '../../shared/register/register.ts'
import { useHome } from '../sync/records.ts'
import { useUnsent } from '../sync/use-unsent.ts'
import { CountsTable } from '../ui/action-mark.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { ProblemLine } from '../ui/problem-line.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { Trail } from '../ui/trail.tsx'
import { UnsentStrips } from '../ui/unsent-strips.tsx'
import { useNow } from '../ui/use-now.ts'
import { ActionForm } from './action-form.tsx'
import { ChaseSection } from './chase-section.tsx'
import { ColoursDialog } from './colours-dialog.tsx'
import { Filters } from './filters.tsx'
import { ActionGrid } from './grid.tsx'
import { useInAddress } from './in-address.ts'
import { PasteDialog } from './paste-dialog.tsx'
import './register.css'
import { filtered, NO_FILTER, type Row, rowsOf, type Sort, sorted } from './rows.ts'
import { ActionSheet } from './sheet.tsx'
import { useRegister } from './use-register.ts'
import { csvOf } from './words.ts'

/** Writes of the register that go by the outbox. */
const WRITES = [
  'addAction',
  'changeAction',
  'importActions',
  'setActionStatus',
  'noteAction',
  'addEvidence',
  'changeEvidence',
  'addChase',
] as const

/** The actions of the written statement, what each rests on, and what is still to be tied down. */
export function ActionsPage() {
  const { workspace = '' } = useParams()
  usePageTitle('Actions')
  const { data, problem, retry } = useRegister(workspace)
  const home = useHome(workspace).data
  const unsent = useUnsent(workspace, WRITES)
  return (
    <>
      <Trail workspace={workspace} page="Actions" />
      <main id="main" className="actions-page" tabIndex={-1}>
        <h1>Actions</h1>
        <UnsentStrips unsent={unsent} />
        <ProblemLine problem={problem} retry={retry} />
        {(data === undefined || home === undefined) && problem === null ? (
          <p role="status">Catching up…</p>
        ) : null}
        {data === undefined || home === undefined ? null : (
          <Open workspace={workspace} data={data} partners={home.workspace.partners} me={home.me} />
        )}
      </main>
    </>
  )
}

interface Of {
  workspace: string
  data: Register
  partners: readonly Partner[]
  me: Person
}

function Open({ workspace, data, partners, me }: Of) {
  const now = useNow()
  const [filter, setFilter] = useState(NO_FILTER)
  const [sort, setSort] = useState<Sort>({ by: 'ref', down: false })
  const [open, setOpen] = useState<string | null>(null)
  const [doing, setDoing] = useState<'add' | 'paste' | 'colours' | null>(null)
  useInAddress('action', setOpen)
  const rows = rowsOf(data)
  const shown = sorted(filtered(rows, filter), sort)
  const opened = rows.find(({ action }) => action.id === open)
  const adds = may(me, { do: 'set action', partner: me.partner, owner: null })
  const { overall } = data.progress
  return (
    <>
      <div className="actions-top">
        <CountsTable counts={overall} label="all themes" />
        <p className="actions-facts quiet">
          {overall.overdue} overdue. {overall.old} with evidence older than 92 days. Counted on{' '}
          {sayDay(data.progress.today)}, never typed.
        </p>
      </div>
      <p className="acts no-print">
        {adds ? (
          <>
            <Button look="main" onPress={() => setDoing('add')}>
              Add an action
            </Button>
            <Button onPress={() => setDoing('paste')}>Paste rows</Button>
          </>
        ) : null}
        <Button onPress={() => download(shown)}>
          <Icon of={Download} />
          Download as CSV
        </Button>
        <Button onPress={() => window.print()}>
          <Icon of={Printer} />
          Print
        </Button>
        {may(me, { do: 'reverse action' }) ? (
          <Button onPress={() => setDoing('colours')}>Set colours</Button>
        ) : null}
      </p>
      <Filters filter={filter} onChange={setFilter} rows={rows} partners={partners} />
      <p className="small quiet" role="status">
        {shown.length === rows.length
          ? `${rows.length} actions`
          : `${shown.length} of ${rows.length} actions`}
      </p>
      {rows.length === 0 ? (
        <p>No actions yet. Start with those of the written statement: paste its rows.</p>
      ) : (
        <ActionGrid
          rows={shown}
          sort={sort}
          colours={data.colours}
          partners={partners}
          onSort={(by) => setSort((was) => ({ by, down: was.by === by && !was.down }))}
          onOpen={setOpen}
        />
      )}
      <ChaseSection workspace={workspace} data={data} partners={partners} me={me} now={now} />
      {opened === undefined ? null : (
        <ActionSheet
          key={opened.action.id}
          workspace={workspace}
          data={data}
          partners={partners}
          me={me}
          row={opened}
          now={now}
          onClose={() => setOpen(null)}
        />
      )}
      {doing === 'add' ? (
        <Dialog title="Add an action" open onClose={() => setDoing(null)}>
          <ActionForm
            workspace={workspace}
            data={data}
            partners={partners}
            me={me}
            was={null}
            onDone={() => setDoing(null)}
          />
        </Dialog>
      ) : null}
      {doing === 'paste' ? (
        <PasteDialog workspace={workspace} data={data} partners={partners} onClose={() => setDoing(null)} />
      ) : null}
      {doing === 'colours' ? (
        <ColoursDialog workspace={workspace} data={data} onClose={() => setDoing(null)} />
      ) : null}
    </>
  )
}

/** What is shown, as a file a spreadsheet opens. */
function download(rows: readonly Row[]): void {
  const lines = rows.map(({ action, due, overdue, rests, verified }) => [
    action.ref,
    action.title,
    action.theme,
    action.owner?.name ?? null,
    action.partner,
    due,
    action.status,
    String(action.evidence.length),
    String(verified),
    overdue ? 'overdue' : '',
    rests === 'evidence' ? '' : rests,
  ])
  const head = [
    'Reference',
    'Action',
    'Theme',
    'Owner',
    'Partner',
    'Due',
    'Status',
    'Evidence',
    'Evidence verified',
    'Overdue',
    'Note',
  ]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([`\ufeff${csvOf([head, ...lines])}\r\n`], { type: 'text/csv' }))
  link.download = 'actions.csv'
  link.click()
  URL.revokeObjectURL(link.href)
}
