import { useState } from 'react'
import type { Presentation } from '../../shared/presentation/order.ts'
import { timeOfDay } from '../../shared/presentation/clock.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import type { OrderActs } from './use-order.ts'

/** When it begins, and how long it may take. */
export function SlotDialog({
  whole,
  acts,
  close,
}: {
  whole: Presentation
  acts: OrderActs
  close: () => void
}) {
  const [starts, setStarts] = useState(whole.starts ?? '')
  const [minutes, setMinutes] = useState(String(whole.slotMinutes))
  // What stood when this was opened: whoever changes it meanwhile is not overwritten.
  const [version] = useState(whole.version)
  const [refused, setRefused] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const badTime = starts.trim() !== '' && timeOfDay(starts) === null
  const slot = Number(minutes)
  const badSlot = !Number.isInteger(slot) || slot < 5 || slot > 600
  const keep = async () => {
    setTried(true)
    if (badTime || badSlot) return
    const time = starts.trim() === '' ? null : starts.trim().padStart(5, '0')
    const problem = await acts.setWhole(time, slot, refused === null ? version : whole.version)
    if (problem === null) close()
    else setRefused(problem)
  }
  return (
    <Dialog title="The start and the slot" open onClose={close}>
      <TextField
        label="Begins at"
        hint="As 11:00. Leave it empty while it is not known."
        value={starts}
        onChange={setStarts}
        wrong={tried && badTime ? 'Give the time as 11:00.' : undefined}
      />
      <TextField
        label="Minutes of the slot"
        value={minutes}
        onChange={setMinutes}
        inputMode="numeric"
        wrong={tried && badSlot ? 'Give whole minutes, from 5 to 600.' : undefined}
      />
      {refused === null ? null : (
        <p role="alert">
          {refused} Now it is {whole.starts ?? 'no start'}, {whole.slotMinutes} minutes.
        </p>
      )}
      <div className="acts">
        <Button look="main" onPress={() => void keep()}>
          Set both
        </Button>
        <Button look="text" onPress={close}>
          Leave them as they were
        </Button>
      </div>
    </Dialog>
  )
}
