import { nanoid } from 'nanoid'
import { useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import type { AttendanceHow } from '../../shared/domain/meetings.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import { call } from '../sync/api.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import type { MeetingHere } from './desk.ts'
import { PartnerField } from './owner-due.tsx'
import { useMembers } from './use-meeting.ts'
import { shortOf } from './words.ts'

const HOW: Readonly<Record<AttendanceHow, string>> = {
  here: 'Here',
  phone: 'By phone',
  apologies: 'Apologies',
}
const OTHER = 'other'

/** Corrects what was filled from who is in the minutes, and enters who is on the telephone or has sent apologies. */
export function AttendanceDialog({ here, onClose }: { here: MeetingHere; onClose: () => void }) {
  const { page, context, act, problem, clear } = here
  const members = useMembers(context.workspace).data ?? []
  const { partners } = context.page.workspace
  const [who, setWho] = useState<string>(OTHER)
  const [name, setName] = useState('')
  const [partner, setPartner] = useState<PartnerKind | null>(null)
  const [how, setHow] = useState<AttendanceHow>('phone')
  const [wrong, setWrong] = useState<string | null>(null)
  const at = { workspace: context.workspace, meeting: page.meeting.id }
  const close = () => {
    clear()
    onClose()
  }
  const enter = async (): Promise<void> => {
    if (who === OTHER && (name.trim() === '' || partner === null))
      return setWrong('Say who it is, and for which partner.')
    setWrong(null)
    const given = who === OTHER ? { partner, name: name.trim() } : {}
    const params = { ...at, who: who === OTHER ? nanoid() : who }
    if (await act(() => call(routes.setAttendance, { params, body: { how, ...given } }), 'Entered.')) {
      setName('')
      setWho(OTHER)
    }
  }
  return (
    <Dialog title="Who takes part" open onClose={close}>
      <ul className="mt-list" aria-label="On the list">
        {page.attendance.map((one) => (
          <li key={one.id}>
            {one.name}, {shortOf(partners, one.partner)}: {HOW[one.how].toLowerCase()}{' '}
            <Button
              look="text"
              small
              aria-label={`Take ${one.name} out`}
              onPress={() =>
                void act(
                  () => call(routes.removeAttendance, { params: { ...at, who: one.id } }),
                  'Taken out.',
                )
              }
            >
              Take out
            </Button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void enter()
        }}
      >
        <Select
          label="Enter"
          options={[
            { id: OTHER, words: 'Somebody without an account' },
            ...members
              .filter(({ role }) => role !== 'GR')
              .map((one) => ({ id: one.id, words: `${one.name}, ${shortOf(partners, one.partner)}` })),
          ]}
          value={who}
          onChange={setWho}
        />
        {who === OTHER ? (
          <>
            <TextField label="Name or role" maxLength={80} value={name} onChange={setName} />
            <PartnerField partners={partners} value={partner} onChange={setPartner} />
          </>
        ) : null}
        <Select
          label="How they take part"
          options={(['phone', 'here', 'apologies'] as const).map((id) => ({ id, words: HOW[id] }))}
          value={how}
          onChange={setHow}
        />
        {(wrong ?? problem) === null ? null : <p role="alert">{wrong ?? problem}</p>}
        <div className="acts">
          <Button look="main" type="submit">
            Enter them
          </Button>
          <Button look="text" onPress={close}>
            Close
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
