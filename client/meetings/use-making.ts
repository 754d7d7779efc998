import { useEffect, useEffectEvent } from 'react'
import { nanoid } from 'nanoid'
import { useQueryClient } from '@tanstack/react-query'
import type { NewEntry } from '../../shared/meetings/entries.ts'
import { sayProblem } from '../sync/api.ts'
import { outbox } from '../sync/outbox.ts'
import { serverNow } from '../sync/server-clock.ts'
import { answer } from '../ui/announcer.tsx'
import type { Line, Making, MeetingDesk, MeetingHere } from './desk.ts'
import { backToLine, type EntryInText } from './own-lines.ts'
import { parseLine, type Draft } from './parse-line.ts'
import { meetingKey, useMembers } from './use-meeting.ts'
import { KIND_NAMES } from './words.ts'

/** Answers lines that ask to become records: at once when they say all that is needed, else by a dialog. */
export function useMaking(here: MeetingHere): void {
  const { desk, context } = here
  const members = useMembers(context.workspace)
  const record = useRecord(here)
  const begin = useEffectEvent(({ line, item, settle }: Line) => {
    const now = serverNow()
    const draft = parseLine(line, {
      members: (members.data ?? []).filter(({ role }) => role !== 'GR'),
      partners: context.page.workspace.partners,
      now,
    })
    if (draft === null) return
    const making: Making = { key: nanoid(), draft, item, settle }
    if (isWhole(draft)) void record(making, bodyOf(draft, item))
    else desk.making.set(making)
  })
  useEffect(() => {
    desk.begin.set((line) => begin(line))
    return () => desk.begin.set(() => {})
  }, [desk])
}

/** Nothing has to be asked. */
const isWhole = ({ kind, words, owner, due, asksWhichDay }: Draft): boolean =>
  words !== '' &&
  (kind === 'decision' || (kind === 'action' && owner !== null && due !== null && !asksWhichDay))

/** What is sent of a draft that says everything. */
function bodyOf(draft: Draft, item: string): Omit<NewEntry, 'id' | 'writtenAt'> {
  const { kind, words, owner, due } = draft
  return { item, kind, words, ...(kind === 'action' ? { action: { owner, due } } : {}) }
}

/** Puts the record into the text and sends it; kept here without a connection, a line again where it is refused. */
export function useRecord({ context, desk, page }: Pick<MeetingHere, 'context' | 'desk' | 'page'>) {
  const queries = useQueryClient()
  return async (making: Making, body: Omit<NewEntry, 'id' | 'writtenAt'>): Promise<void> => {
    const { workspace, doc } = context
    const entry: EntryInText = { id: nanoid(), kind: body.kind, words: body.words }
    making.settle?.(entry)
    desk.making.set(null)
    try {
      const sent = await outbox.send('addEntry', {
        params: { workspace, meeting: page.meeting.id },
        body: { ...body, id: entry.id, writtenAt: serverNow() },
      })
      answer(
        sent.sent
          ? `${KIND_NAMES[body.kind]} recorded.`
          : 'Kept on this device until the server can be reached.',
      )
    } catch (error) {
      backToLine(doc, body.item, entry.id, body.words)
      note(desk, entry.id, `“${body.words}” is a line again: ${sayProblem(error)}`)
    }
    await queries.invalidateQueries({ queryKey: meetingKey(workspace, page.meeting.id) })
  }
}

const note = ({ refused }: MeetingDesk, id: string, why: string): void =>
  refused.set(new Map([...refused.get(), [id, why]]))
