import { useState } from 'react'
import { useParams } from 'react-router'
import { may } from '../../shared/permissions.ts'
import { mayPass, sayProblem } from '../sync/api.ts'
import { useHome } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { Trail } from '../ui/trail.tsx'
import { useNow } from '../ui/use-now.ts'
import { AskDialog } from './ask-dialog.tsx'
import './purge.css'
import { Request } from './request.tsx'
import { usePurges } from './use-purges.ts'

/** Requests to remove identifiable text: asked for, decided with two keys, and what became of each. */
export function PurgesPage() {
  const { workspace = '' } = useParams()
  usePageTitle('Removals')
  const now = useNow()
  const { data, error, refetch } = usePurges(workspace)
  const { data: home } = useHome(workspace)
  const [asking, setAsking] = useState(false)
  const me = home?.me
  const partners = home?.workspace.partners ?? []
  return (
    <>
      <Trail workspace={workspace} page="Removals" />
      <main id="main" className="purge-page" tabIndex={-1}>
        <div className="purge-top">
          <h1>Removals</h1>
          {me !== undefined && may(me, { do: 'ask purge' }) ? (
            <Button look="main" onPress={() => setAsking(true)}>
              Ask for removal
            </Button>
          ) : null}
        </div>
        <p className="quiet">
          Words that tell who somebody is are removed for good: from the text, its history, comments, every
          device and the server’s files. A nominated lead and a data officer each hold a key. The trail says
          that it happened, and never what it was. Uploaded images are not searched, and backups made before
          hold the words until they are replaced.
        </p>
        {error === null ? null : (
          <p role="alert">
            {sayProblem(error)}{' '}
            {mayPass(error) ? (
              <Button look="text" onPress={() => void refetch()}>
                Try again
              </Button>
            ) : null}
          </p>
        )}
        {data === undefined && error === null ? <p role="status">Catching up…</p> : null}
        {data?.length === 0 ? <p>Nothing has been asked for.</p> : null}
        {me === undefined
          ? null
          : data?.map((purge) => (
              <Request
                key={purge.id}
                workspace={workspace}
                purge={purge}
                me={me}
                partners={partners}
                now={now}
              />
            ))}
        {me === undefined ? null : (
          <AskDialog
            workspace={workspace}
            me={me}
            partners={partners}
            about={{ document: null, words: '' }}
            open={asking}
            onClose={() => setAsking(false)}
          />
        )}
      </main>
    </>
  )
}
