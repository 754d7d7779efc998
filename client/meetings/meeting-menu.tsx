import { CalendarCog, FileText, History, MoreHorizontal, Printer, Rows3, X } from 'lucide-react'
import { useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import { may } from '../../shared/permissions.ts'
import { call } from '../sync/api.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { MenuButton, MenuItem } from '../ui/menu.tsx'
import { CloseDialog } from './close-dialog.tsx'
import type { MeetingHere } from './desk.ts'
import { PlanDialog } from './plan-dialog.tsx'
import { useWordsOnly } from './words-only.ts'

/** What is done seldom: the plan, comments and history of the minutes, the printed page, calling it off. */
export function MeetingMenu({ here }: { here: MeetingHere }) {
  const { page, context, writes, act } = here
  const { meeting } = page
  const [planning, setPlanning] = useState(false)
  const [wordsOnly, setWordsOnly] = useWordsOnly()
  const params = { workspace: context.workspace, meeting: meeting.id }
  const base = `/w/${context.workspace}`
  const open = meeting.state === 'planned' || meeting.state === 'under way'
  return (
    <>
      <MenuButton
        label="More for this meeting"
        trigger={
          <Button look="plain">
            <Icon of={MoreHorizontal} />
            More
          </Button>
        }
      >
        {open && writes ? (
          <MenuItem
            label="Change the plan or the agenda"
            icon={CalendarCog}
            onAction={() => setPlanning(true)}
          />
        ) : null}
        <MenuItem label="Print one page" icon={Printer} href={`${base}/meetings/${meeting.id}/summary`} />
        <MenuItem
          label="Comments on the minutes"
          icon={FileText}
          href={`${base}/documents/${meeting.document}`}
        />
        <MenuItem
          label="History of the minutes"
          icon={History}
          href={`${base}/documents/${meeting.document}/history`}
        />
        {context.narrow ? (
          <MenuItem
            label="Words only"
            icon={Rows3}
            chosen={wordsOnly}
            onAction={() => setWordsOnly(!wordsOnly)}
          />
        ) : null}
        {meeting.state === 'planned' && writes ? (
          <MenuItem
            label="Call it off"
            icon={X}
            onAction={() =>
              void act(() => call(routes.callOffMeeting, { params, body: {} }), 'It is called off.')
            }
          />
        ) : null}
      </MenuButton>
      {context.narrow && meeting.state === 'under way' && may(context.me, { do: 'close meeting' }) ? (
        <CloseDialog here={here} />
      ) : null}
      {planning ? (
        <PlanDialog workspace={context.workspace} meeting={meeting} onClose={() => setPlanning(false)} />
      ) : null}
    </>
  )
}
