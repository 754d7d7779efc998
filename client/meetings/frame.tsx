import { useEffect, useEffectEvent, useMemo, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { may } from '../../shared/permissions.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { useStore } from '../sync/store.ts'
import { answer } from '../ui/announcer.tsx'
import { InBar } from '../ui/bar.tsx'
import { Button } from '../ui/button.tsx'
import { CloseDialog } from './close-dialog.tsx'
import { deskOf, MeetingProvider, type MeetingHere } from './desk.ts'
import { EntryDialog } from './entry-dialog.tsx'
import { EntryView } from './entry-view.tsx'
import { HandButton, toggleHand } from './hand-button.tsx'
import { stayInCall } from './in-call.ts'
import { orderOf } from './order.ts'
import { useMaking } from './use-making.ts'
import { isMe, meetingOf, useActs, useMeeting } from './use-meeting.ts'
import { useWordsOnly } from './words-only.ts'
import './meetings.css'
import './entries.css'

/** Around the minutes: what the meeting is and where it stands, its tools in the bar, its keys and dialogs. */
export function MeetingFrame({ context, children }: { context: NarrativeContext; children: ReactNode }) {
  const { workspace, me, canEdit } = context
  const meeting = meetingOf(context.document) ?? ''
  const desk = deskOf(context)
  const known = useMeeting(workspace, meeting)
  const acts = useActs(workspace, meeting)
  const looking = useStore(desk.looking)
  const [wordsOnly, setWordsOnly] = useWordsOnly()
  const page = known.data
  const here = useMemo<MeetingHere | null>(() => {
    if (page === undefined) return null
    const { agenda, course, state } = page.meeting
    const id = looking ?? course?.item ?? agenda[0]?.id
    return {
      ...acts,
      context,
      desk,
      page,
      item: agenda.find((item) => item.id === id) ?? agenda[0] ?? null,
      leads: isMe(course?.facilitator ?? null) || (state === 'under way' && may(me, { do: 'close meeting' })),
      writes: canEdit,
      wordsOnly,
    }
  }, [page, looking, acts, context, desk, me, canEdit, wordsOnly])

  const state = page?.meeting.state
  useEffect(() => {
    context.holdSections(() =>
      answer('The agenda decides the order and titles here. Change the agenda instead.'),
    )
    return () => context.holdSections(null)
  }, [context])
  useEffect(() => {
    if (state === 'under way') stayInCall(workspace, meeting)
  }, [state, workspace, meeting])
  const item = here?.item?.id
  useEffect(() => {
    if (page !== undefined) desk.order.set(orderOf(page.meeting, item ?? null))
  }, [desk, page, item])

  const before = useRef(item)
  useEffect(() => {
    if (before.current !== undefined && before.current !== item) goToTop()
    before.current = item
  }, [item])

  return (
    <MeetingProvider value={here}>
      {wordsOnly ? <span className="mt-words-only" hidden /> : null}
      {here === null ? null : <Tools wordsOnly={wordsOnly} setWordsOnly={setWordsOnly} here={here} />}
      {/* Minutes without their agenda and records would be read as all there is. */}
      {here === null && known.problem === null ? (
        <main id="main" className="narrow-page" tabIndex={-1} aria-busy>
          <h1>{context.page.title}</h1>
          <p role="status">Catching up…</p>
        </main>
      ) : (
        children
      )}
      {here === null ? null : <Made here={here} />}
    </MeetingProvider>
  )
}

/** A new item begins at the top; whoever is typing stays with their words. */
function goToTop(): void {
  if (document.activeElement?.closest('.prose, input, textarea') != null) return
  window.scrollTo(0, 0)
  document.getElementById('main')?.scrollTo(0, 0)
}

function Tools({
  here,
  wordsOnly,
  setWordsOnly,
}: {
  here: MeetingHere
  wordsOnly: boolean
  setWordsOnly: (on: boolean) => void
}) {
  const { page, context, desk } = here
  const { meeting } = page
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return
    if (event.code === 'KeyR' && desk.looking.get() !== null) desk.looking.set(null)
    else if (event.code === 'KeyH' && meeting.state === 'under way') void toggleHand(here)
    else return
    event.preventDefault()
  })
  useEffect(() => {
    document.addEventListener('keydown', onKey, { capture: true })
    return () => document.removeEventListener('keydown', onKey, { capture: true })
  }, [])
  if (context.narrow) return null // in the strip above the minutes
  return (
    <InBar place="tools">
      <span className="mt-tools">
        {context.narrow ? null : (
          <Button look="plain" aria-pressed={wordsOnly} onPress={() => setWordsOnly(!wordsOnly)}>
            Words only
          </Button>
        )}
        {meeting.state === 'under way' ? <HandButton here={here} /> : null}
        {meeting.state === 'under way' && may(context.me, { do: 'close meeting' }) && !context.narrow ? (
          <CloseDialog here={here} />
        ) : null}
      </span>
    </InBar>
  )
}

/** Entries drawn into their places in the text, and the dialog that asks for what a line does not say. */
function Made({ here }: { here: MeetingHere }) {
  const { desk } = here
  useMaking(here)
  const drawn = useStore(desk.drawn)
  const making = useStore(desk.making)
  return (
    <>
      {[...drawn].map(([place, entry]) =>
        createPortal(<EntryView entry={entry} />, place, `${entry.id} ${place.dataset.key ?? ''}`),
      )}
      {making === null ? null : <EntryDialog key={making.key} here={here} making={making} />}
    </>
  )
}
