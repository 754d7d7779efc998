import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { MeetingPage } from '../../shared/api/meetings.ts'
import { routes } from '../../shared/api/routes.ts'
import { documentId, kindOf, type DocumentId } from '../../shared/domain/documents.ts'
import type { Meeting } from '../../shared/meetings/meetings.ts'
import { call, sayProblem } from '../sync/api.ts'
import { currentMember } from '../sync/identity.ts'
import { keys, useKnown, type Known } from '../sync/records.ts'
import { timed } from '../sync/server-clock.ts'
import { answer } from '../ui/announcer.tsx'

/** The document of a meeting's minutes. */
export const minutesOf = (meeting: string): DocumentId => documentId({ kind: 'minutes', meeting })

/** The meeting whose minutes a document is; null for other documents. */
export function meetingOf(document: DocumentId): string | null {
  const kind = kindOf(document)
  return kind.kind === 'minutes' ? kind.meeting : null
}

export const meetingKey = (workspace: string, meeting: string) =>
  ['meeting', workspace, minutesOf(meeting)] as const

/** A meeting, live; the last known while the server is awaited. */
export const useMeeting = (workspace: string, meeting: string, asks = true): Known<MeetingPage> =>
  useKnown(
    meetingKey(workspace, meeting),
    () => timed(() => call(routes.meeting, { params: { workspace, meeting } })),
    asks,
  )

export const meetingsKey = (workspace: string) => ['meetings', workspace] as const

/** All meetings and what is unfinished, live. */
export const useMeetings = (workspace: string) =>
  useKnown(meetingsKey(workspace), () => timed(() => call(routes.meetings, { params: { workspace } })))

/** What moved since the last meeting of the kind; a raised hand changes nothing in it. */
export const useChanges = (workspace: string, meeting: string, asks: boolean) =>
  useKnown(
    ['meeting-changes', workspace, meeting],
    () => call(routes.meetingChanges, { params: { workspace, meeting } }),
    asks,
  )

/** Members a meeting can name: who may be invited, own an action, be entered as there. */
export const useMembers = (workspace: string) =>
  useKnown(keys.members(workspace), () => call(routes.members, { params: { workspace } }))

export interface Acting {
  /** Runs an act; what it answers stands at once, what is refused is said. True when it was done. */
  act(run: () => Promise<unknown>, done?: string): Promise<boolean>
  problem: string | null
  clear(): void
}

/** Acts on a meeting: the page reads it again after each, and a refusal stays until the next act. */
export function useActs(workspace: string, meeting: string): Acting {
  const queries = useQueryClient()
  const [problem, setProblem] = useState<string | null>(null)
  const act = useCallback(
    async (run: () => Promise<unknown>, done?: string): Promise<boolean> => {
      try {
        const reply = await run()
        setProblem(null)
        if (done !== undefined) answer(done)
        if (isMeeting(reply))
          queries.setQueryData<MeetingPage>(meetingKey(workspace, meeting), (before) =>
            before === undefined ? before : { ...before, meeting: reply },
          )
        return true
      } catch (error) {
        setProblem(sayProblem(error))
        return false
      } finally {
        void queries.invalidateQueries({ queryKey: meetingKey(workspace, meeting) })
        void queries.invalidateQueries({ queryKey: meetingsKey(workspace) })
      }
    },
    [queries, workspace, meeting],
  )
  const clear = useCallback(() => setProblem(null), [])
  return { act, problem, clear }
}

const isMeeting = (reply: unknown): reply is Meeting =>
  typeof reply === 'object' && reply !== null && 'agenda' in reply && 'course' in reply

/** Whether this window is the person named. */
export const isMe = (person: { id: string } | null): boolean =>
  person !== null && person.id === currentMember()
