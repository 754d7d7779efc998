import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import { type DocumentId, isNumbered, kindOf } from '../../shared/domain/documents.ts'
import { pageOf } from '../sync/addresses.ts'
import { call, sayProblem } from '../sync/api.ts'
import { answer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { newRestoreId } from './records.ts'
import { saySection } from './words.ts'

export interface ToRestore {
  version: string
  /** "on 3 March 2019 at 10:15", or "in" a version that has a name. */
  as: string
  section: { id: string; number: string; title: string } | null
}

/** Says what bringing back would change, and does it: a step from what it says here, so that later words stay. */
export function RestoreDialog({
  workspace,
  document,
  what,
  onClose,
}: {
  workspace: string
  document: DocumentId
  what: ToRestore
  onClose: () => void
}) {
  const navigate = useNavigate()
  const [id] = useState(newRestoreId)
  const params = { workspace, document }
  const onBoard = kindOf(document).kind === 'board'
  const wanted = { version: what.version, section: what.section?.id ?? null }
  const change = useQuery({
    queryKey: ['prepare-restore', id],
    queryFn: () => call(routes.prepareRestore, { params, body: wanted }),
    staleTime: Infinity, // what is confirmed is what was shown
    gcTime: 0,
  })
  const bring = useMutation({
    mutationFn: (seen: string) => call(routes.restore, { params, body: { ...wanted, id, seen } }),
    onSuccess: () => {
      answer('Brought back. It can be put back on the page.')
      void navigate(
        onBoard || what.section === null
          ? pageOf(workspace, document)
          : `/w/${workspace}/documents/${document}#section-${what.section.id}`,
      )
    },
  })
  const changed = change.data?.comparison.sections.filter((section) => section.change !== 'same') ?? []
  const numbered = isNumbered(document)
  const place =
    what.section === null
      ? onBoard
        ? 'the whole board'
        : 'the whole document'
      : numbered
        ? `section ${what.section.number}`
        : what.section.title
  return (
    <Dialog title={`Bring back ${place}?`} open onClose={onClose} grave>
      <p>
        {what.section !== null ? `“${what.section.title}”` : onBoard ? 'The board' : 'The document'} will
        {onBoard ? ' be' : ' read'} as it {onBoard ? 'was' : 'did'} {what.as}. What others write from now on
        stays, comments stay on their words, and you or anyone who writes here can put it back.
      </p>
      {change.data === undefined ? (
        <p role="status">{change.error === null ? 'Looking what would change…' : sayProblem(change.error)}</p>
      ) : changed.length === 0 ? (
        <p>
          <b>Nothing would change:</b> it {onBoard ? 'is' : 'reads'} so now.
        </p>
      ) : (
        <>
          <p>
            <b>This will change:</b>
          </p>
          <ul className="will-change">
            {changed.map((section) => (
              <li key={section.id}>
                {numbered ? <span className="kept">{section.number}</span> : null} {section.title}:{' '}
                {saySection(section, onBoard)}
              </li>
            ))}
          </ul>
        </>
      )}
      {bring.error === null ? null : <p role="alert">{sayProblem(bring.error)}</p>}
      <div className="acts">
        <Button
          look="main"
          isDisabled={change.data === undefined || changed.length === 0 || bring.isPending}
          onPress={() => change.data !== undefined && bring.mutate(change.data.seen)}
        >
          Bring back {place}
        </Button>
        <Button onPress={onClose}>Leave it as it is</Button>
      </div>
    </Dialog>
  )
}
