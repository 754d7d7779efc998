import { History } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import type { Restore } from '../../shared/history/restores.ts'
import { sayProblem } from '../sync/api.ts'
import type { NarrativeSlots } from '../sync/narrative-slots.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Strip } from '../ui/strip.tsx'
import { useNow } from '../ui/use-now.ts'
import { when } from '../ui/when.ts'
import { newRestoreId, usePutBack, useRestores } from './records.ts'
import { sayMoment } from './words.ts'
import './history.css'

/** A restore is said on the page for so long, ms. */
const SAID_MS = 86_400_000

/** Closed on this page; the history has it still. */
const closed = new Set<string>()

/** Says on the page of a document that somebody brought words back, and lets who writes here put them back. */
export const restored: NarrativeSlots = {
  id: 'history',
  Below: ({ context: { workspace, document, me, canEdit } }) => (
    <RestoredStrip workspace={workspace} document={document} me={me.id} canEdit={canEdit} />
  ),
}

/** On whose page, and whether they write there. */
interface On {
  workspace: string
  document: DocumentId
  /** The visitor's id: of their own restores they know. */
  me: string
  canEdit: boolean
}

/** The same on a page that is no narrative, such as that of a board. */
export function RestoredStrip(on: On) {
  const { workspace, document, me } = on
  const restores = useRestores(workspace, document)
  const now = useNow()
  const [, redraw] = useState(0)
  const last = restores.data?.[0]
  useAnnounced(last, document, me)
  if (last === undefined || now - last.at > SAID_MS || last.undone || closed.has(last.id)) return null
  const close = (): void => {
    closed.add(last.id)
    redraw((count) => count + 1)
  }
  return <Said key={last.id} restore={last} on={on} now={now} close={close} />
}

function Said({
  restore,
  on: { workspace, document, canEdit },
  now,
  close,
}: {
  restore: Restore
  on: On
  now: number
  close: () => void
}) {
  const putBack = usePutBack(workspace, document)
  const [id] = useState(newRestoreId)
  const history = `/w/${workspace}/documents/${document}/history`
  return (
    <div className="restored no-print">
      <Strip
        icon={History}
        acts={
          <>
            {canEdit ? (
              <Button
                look="text"
                small
                isDisabled={putBack.isPending}
                onPress={() => putBack.mutate({ restore: restore.id, id })}
              >
                {restore.undoes === null ? 'Put back' : 'Bring back again'}
              </Button>
            ) : null}
            <Link to={history}>History</Link>
            <Button look="text" small onPress={close}>
              Close this
            </Button>
          </>
        }
      >
        {sayRestore(restore, document)}, {when(restore.at, now)}.{' '}
        {restore.kept === 0
          ? ''
          : `In ${restore.kept === 1 ? 'one place' : `${restore.kept} places`} others had changed the same words since: both wordings stand there now.`}
        {putBack.error === null ? null : <p role="alert">{sayProblem(putBack.error)}</p>}
      </Strip>
    </div>
  )
}

function sayRestore({ by, section, versionAt, versionName, undoes }: Restore, document: DocumentId): string {
  const whole = kindOf(document).kind === 'board' ? 'the whole board' : 'the whole text'
  const what = section === null ? whole : `“${section.title}”`
  const version = versionName === null ? `as it was on ${sayMoment(versionAt)}` : `as in “${versionName}”`
  return undoes === null
    ? `${by.name} brought back ${what} ${version}`
    : `${by.name} put ${what} back as it was before a restore`
}

/** Everyone on the page hears of a restore of somebody else as it happens. */
function useAnnounced(last: Restore | undefined, document: DocumentId, me: string): void {
  const known = useRef<string | null | undefined>(undefined)
  useEffect(() => {
    const id = last?.id ?? null
    if (known.current !== undefined && known.current !== id && last !== undefined && last.by.id !== me)
      announce(`${sayRestore(last, document)}.`, 'history')
    known.current = id
  }, [last, document, me])
}
