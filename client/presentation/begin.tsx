import { nanoid } from 'nanoid'
import { MonitorUp, Play } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import type { Run } from '../../shared/presentation/rehearsals.ts'
import { ApiProblem, call } from '../sync/api.ts'
import { serverNow } from '../sync/server-clock.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

/** Begins a run and goes to what its presenter sees. */
export function Begin({
  workspace,
  kind,
  main = false,
}: {
  workspace: string
  kind: Run['kind']
  main?: boolean
}) {
  const navigate = useNavigate()
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const begin = async () => {
    setBusy(true)
    setWrong(null)
    try {
      const run = await call(routes.startRun, {
        params: { workspace },
        body: { id: nanoid(), kind, at: serverNow() },
      })
      void navigate(`/w/${workspace}/presentation/present/${run.id}`)
    } catch (error) {
      setWrong(error instanceof ApiProblem ? error.message : 'The run could not be begun. Try again.')
      setBusy(false)
    }
  }
  return (
    <>
      <Button look={main ? 'main' : 'line'} isDisabled={busy} onPress={() => void begin()}>
        <Icon of={kind === 'given' ? MonitorUp : Play} />
        {kind === 'given' ? 'Present' : 'Rehearse'}
      </Button>
      {wrong === null ? null : <span role="alert">{wrong}</span>}
    </>
  )
}
