import { useMutation, useQueryClient } from '@tanstack/react-query'
import { MonitorSmartphone } from 'lucide-react'
import { routes } from '../../shared/api/routes.ts'
import type { Device } from '../../shared/people/members.ts'
import { call, sayProblem } from '../sync/api.ts'
import { keys, useKnown } from '../sync/records.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useNow } from '../ui/use-now.ts'
import { dayAndTime } from '../ui/when.ts'

/** Where I am signed in; any of them can be ended. */
export function Devices({ workspace }: { workspace: string }) {
  const devices = useKnown(keys.devices(workspace), () => call(routes.devices, { params: { workspace } }))
  if (devices.data === undefined) return null
  return (
    <section aria-labelledby="my-devices">
      <h2 id="my-devices">Where you are signed in</h2>
      <ul>
        {devices.data.map((device) => (
          <DeviceRow key={device.id} workspace={workspace} device={device} />
        ))}
      </ul>
    </section>
  )
}

function DeviceRow({ workspace, device }: { workspace: string; device: Device }) {
  const now = useNow()
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: () => call(routes.endDevice, { params: { workspace, device: device.id } }),
    onSuccess: async () => {
      announce(`Signed out: ${device.name}.`)
      await queries.invalidateQueries({ queryKey: device.thisOne ? [] : keys.devices(workspace) })
    },
  })
  return (
    <li className="row is-stacked">
      <Icon of={MonitorSmartphone} />
      <div>
        <div className="name">
          {device.name}
          {device.thisOne ? <span className="quiet"> (this one)</span> : null}
        </div>
        <div className="about">
          Since {dayAndTime(device.signedInAt, now)}. Last used {dayAndTime(device.lastSeen, now)}.
        </div>
        {end.error === null ? null : (
          <p role="alert" className="stop small">
            {sayProblem(end.error)}
          </p>
        )}
      </div>
      <div className="acts">
        <Button small isDisabled={end.isPending} onPress={() => end.mutate()}>
          {device.thisOne ? 'Sign out here' : 'Sign out there'}
          <span className="vh">: {device.name}</span>
        </Button>
      </div>
    </li>
  )
}
