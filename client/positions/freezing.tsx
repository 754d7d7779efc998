import { useQueryClient } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import type { DocumentPage } from '../../shared/domain/workspace.ts'
import { may } from '../../shared/permissions.ts'
import { call, sayProblem } from '../sync/api.ts'
import { keys } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Strip } from '../ui/strip.tsx'
import { dayAndTime } from '../ui/when.ts'

/** That a narrative is frozen, why nobody can write, and the way on for its lead. */
export function FrozenStrip({ page, theme, now }: { page: DocumentPage; theme: ThemeId; now: number }) {
  const [asks, setAsks] = useState(false)
  const { frozen, me, workspace } = page
  if (frozen === null) return null
  return (
    <Strip
      icon={Lock}
      acts={
        <>
          <Link to={`/w/${workspace.slug}/documents/${theme}/history/${frozen.version}`}>
            Read the frozen version
          </Link>
          {may(me, { do: 'freeze' }) ? (
            <Button look="plain" small onPress={() => setAsks(true)}>
              Go on with a new draft
            </Button>
          ) : null}
        </>
      }
    >
      <b>Frozen</b> by {frozen.by.name}, {dayAndTime(frozen.at, now)}. Everyone can read and comment; nobody
      writes in it until its lead goes on with a new draft.
      <Ask
        open={asks}
        onClose={() => setAsks(false)}
        workspace={workspace.slug}
        theme={theme}
        route="goOn"
        title="Go on with a new draft?"
        act="Go on with a new draft"
      >
        The new draft begins with the frozen words. The frozen version stays as it is and stays readable;
        positions say how much has changed since they were taken.
      </Ask>
    </Strip>
  )
}

/** The lead freezes a narrative; for everyone else there is nothing here. */
export function FreezeButton({ page, theme }: { page: DocumentPage; theme: ThemeId }) {
  const [asks, setAsks] = useState(false)
  if (page.frozen !== null || !may(page.me, { do: 'freeze' })) return null
  return (
    <>
      <Button small look="text" onPress={() => setAsks(true)}>
        Freeze this narrative
      </Button>
      <Ask
        open={asks}
        onClose={() => setAsks(false)}
        workspace={page.workspace.slug}
        theme={theme}
        route="freeze"
        title="Freeze this narrative?"
        act="Freeze this narrative"
      >
        It is kept as it stands now, for the pack and for guest readers. Everyone’s page turns to reading at
        once. You can go on with a new draft later.
      </Ask>
    </>
  )
}

function Ask({
  open,
  onClose,
  workspace,
  theme,
  route,
  title,
  act,
  children,
}: {
  open: boolean
  onClose: () => void
  workspace: string
  theme: ThemeId
  route: 'freeze' | 'goOn'
  title: string
  act: string
  children: string
}) {
  const queries = useQueryClient()
  const [problem, setProblem] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const go = async (): Promise<void> => {
    setSending(true)
    try {
      await call(routes[route], { params: { workspace, theme }, body: {} })
      await queries.invalidateQueries({ queryKey: keys.document(workspace, theme) })
      onClose()
    } catch (error) {
      setProblem(sayProblem(error))
    }
    setSending(false)
  }
  return (
    <Dialog title={title} open={open} onClose={onClose} grave>
      <p>{children}</p>
      {problem === null ? null : <p role="alert">{problem}</p>}
      <div className="acts">
        <Button look="main" isDisabled={sending} onPress={() => void go()}>
          {act}
        </Button>
        <Button look="text" onPress={onClose}>
          Leave it as it is
        </Button>
      </div>
    </Dialog>
  )
}
