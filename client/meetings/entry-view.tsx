import { MessageSquareText, Phone, Scale, SquareCheckBig, type LucideIcon } from 'lucide-react'
import { Link } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import type { EntryKind } from '../../shared/domain/meetings.ts'
import type { Entry } from '../../shared/meetings/entries.ts'
import { call } from '../sync/api.ts'
import { useOutbox } from '../sync/use-outbox.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { ActionState } from './action-state.tsx'
import { useHere, type MeetingHere } from './desk.ts'
import type { EntryInText } from './own-lines.ts'
import { useServerNow } from './use-server-now.ts'
import { clockTime, dueWords, isOverdue, KIND_NAMES, ownerWords, shortOf } from './words.ts'

const ICONS: Readonly<Record<EntryKind, LucideIcon>> = {
  decision: Scale,
  action: SquareCheckBig,
  position: MessageSquareText,
  phone: Phone,
}

/** A line that became a record, with the facts as they stand now. */
export function EntryView({ entry }: { entry: EntryInText }) {
  const here = useHere()
  const waits = useOutbox().some(
    ({ body }) => typeof body === 'object' && body !== null && 'id' in body && body.id === entry.id,
  )
  const known = [...(here?.page.entries ?? []), ...(here?.page.lastActions ?? [])].find(
    ({ id }) => id === entry.id,
  )
  // Anybody may write in the shared text: once it is on record, a line is what was recorded.
  const { kind: called, words } = known ?? entry
  const kind = Object.hasOwn(ICONS, called) ? (called as EntryKind) : 'decision'
  const carried = known?.action?.carriedFrom != null
  return (
    <div className={`mt-rec is-${kind}`} data-entry-id={entry.id}>
      <Icon of={ICONS[kind]} />
      <p>
        <b>{carried ? 'Action carried over' : KIND_NAMES[kind]}.</b> {words}
      </p>
      {known !== undefined && here !== null ? (
        <Facts entry={known} here={here} />
      ) : (
        <p className="mt-facts">
          {waits ? 'Kept on this device until the server can be reached.' : 'Being recorded.'}
        </p>
      )}
    </div>
  )
}

/** Who recorded it, whose it is, by when, and what became of it. */
function Facts({ entry, here }: { entry: Entry; here: MeetingHere }) {
  const { partners } = here.context.page.workspace
  const by = `${entry.by.name}, ${shortOf(partners, entry.by.partner)}`
  // A line written without a connection keeps its own time.
  const late = entry.at - entry.writtenAt > 60_000
  const recorded = `Recorded ${clockTime(entry.writtenAt)}${late ? ` without a connection, received ${clockTime(entry.at)},` : ''} by ${by}.`
  const at = entry.place
  return (
    <div className="mt-facts">
      {entry.action === null ? (
        <span>{recorded}</span>
      ) : (
        <>
          <ActionFactsLine entry={entry} here={here} />
          {late ? <span> {recorded}</span> : null}
        </>
      )}
      {at === null ? null : (
        <>
          {' '}
          <Link
            to={`/w/${here.context.workspace}/documents/${at.document}${at.section === null ? '' : `#section-${at.section}`}`}
          >
            Where it is about
          </Link>
        </>
      )}
      {entry.position === null ? null : <PositionLine entry={entry} here={here} />}
      {entry.phone === null ? null : <PhoneLine entry={entry} here={here} />}
    </div>
  )
}

function ActionFactsLine({ entry, here }: { entry: Entry; here: MeetingHere }) {
  const { action } = entry
  const now = useServerNow()
  if (action === null) return null
  const owner = ownerWords(action.owner, here.context.page.workspace.partners)
  return (
    <>
      {owner === null ? 'No owner yet. ' : `Owner: ${owner}. `}
      {action.due === null
        ? 'No date yet. '
        : `Due ${dueWords(action.due, now)}${isOverdue(entry, now) ? ', overdue' : ''}. `}
      <ActionState here={here} entry={entry} />
    </>
  )
}

function PositionLine({ entry: { position }, here }: { entry: Entry; here: MeetingHere }) {
  if (position === null) return null
  const { workspace, page } = here.context
  const short = shortOf(page.workspace.partners, position.partner)
  return (
    <p>
      {short}, {position.on} of Theme {position.theme}:{' '}
      {position.set === null ? (
        <>
          not set yet. Only their signatory sets it.{' '}
          <Link to={`/w/${workspace}/positions`}>Go to positions</Link>
        </>
      ) : (
        `set at ${clockTime(position.set.at)}: ${position.set.stance}.`
      )}
    </p>
  )
}

function PhoneLine({ entry, here }: { entry: Entry; here: MeetingHere }) {
  const { phone } = entry
  if (phone === null) return null
  const params = { workspace: here.context.workspace, meeting: entry.meeting, entry: entry.id }
  return (
    <p>
      Said by phone: {phone.name}, {shortOf(here.context.page.workspace.partners, phone.partner)};{' '}
      {phone.readBack === null ? (
        <>
          not read back yet.{' '}
          {here.writes ? (
            <Button
              look="text"
              small
              onPress={() => void here.act(() => call(routes.readBack, { params, body: {} }), 'Read back.')}
            >
              They agreed to these words
            </Button>
          ) : null}
        </>
      ) : (
        'read back.'
      )}
    </p>
  )
}
