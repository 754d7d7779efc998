import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { Outlet, useParams } from 'react-router'
import { WhoAreYou, SignedOut } from '../people/index.ts'
import { touchedBy } from '../sync/delivered.ts'
import { forgetDevice } from '../sync/forget-device.ts'
import { actAs, currentMember, leadNewTabs } from '../sync/identity.ts'
import { openLive } from '../sync/live.ts'
import { onDelivered, outbox } from '../sync/outbox.ts'
import { keys } from '../sync/records.ts'
import { useSignedIn, type Who } from '../sync/signed-in.ts'
import { deliverWaiting } from '../sync/use-outbox.ts'
import { useOldEpochs } from '../sync/use-old-epochs.ts'
import { deliverLeftBehind } from '../sync/use-room.ts'
import { announce } from '../ui/announcer.tsx'
import { NotHere, Opening } from './states.tsx'
import type { Person } from '../../shared/people/person.ts'
import { SLUG } from '../../shared/rooms.ts'

/** A workspace as one person: decides who this window is, and keeps its live channel and outbox running. */
export function Workspace() {
  const { workspace = '' } = useParams()
  return SLUG.test(workspace) ? <Door key={workspace} workspace={workspace} /> : <NotHere />
}

function Door({ workspace }: { workspace: string }) {
  const who = useSignedIn(workspace)
  const [removed, setRemoved] = useState(false)
  const leave = useCallback(() => setRemoved(true), [])
  const member = who.me?.person.id ?? null
  useEffect(() => {
    if (member === null) return undefined
    if (currentMember() !== member) actAs(member, workspace)
    return leadNewTabs(member, workspace)
  }, [member, workspace])
  useLeavingNothing(who)
  useRightsSaid(who.me?.person ?? null)
  if (removed) return <SignedOut removed elsewhere={who.people.length > 0} />
  switch (who.state) {
    case 'asking':
      return <Opening />
    case 'choose':
      return <WhoAreYou workspace={workspace} people={who.people} />
    case 'signed out':
      return <SignedOut elsewhere={who.people.length > 0} />
    case 'here':
      return member === currentMember() ? (
        <Inside key={member} workspace={workspace} member={member ?? ''} onRemoved={leave} />
      ) : (
        <Opening />
      )
    case 'unreachable': {
      // Without an answer, go by what this window was: its pages show what this device kept.
      const known = currentMember()
      return known === null ? (
        <SignedOut unreachable retry={who.retry} />
      ) : (
        <Inside workspace={workspace} member={known} onRemoved={leave} />
      )
    }
  }
}

/** A session that ended elsewhere, or by itself, leaves as little on this device as signing out here. */
function useLeavingNothing({ state, people }: Who): void {
  useEffect(() => {
    if (state === 'asking' || state === 'unreachable') return
    const mine = currentMember()
    if (mine !== null && people.every(({ person }) => person.id !== mine)) void forgetDevice(mine)
  }, [state, people])
}

function useRightsSaid(person: Person | null): void {
  const rights = person === null ? null : [person.role, person.partner, ...person.themes].join(' ')
  const before = useRef<{ id: string; rights: string } | null>(null)
  const id = person?.id ?? null
  useEffect(() => {
    if (id === null || rights === null) return
    const changed = before.current?.id === id && before.current.rights !== rights
    before.current = { id, rights }
    if (changed) announce('Your rights have changed. This page shows what you can do now.')
  }, [id, rights])
}

function Inside({
  workspace,
  member,
  onRemoved,
}: {
  workspace: string
  member: string
  onRemoved: () => void
}) {
  const queries = useQueryClient()
  useOldEpochs(workspace, member)
  useEffect(() => {
    const live = openLive({
      workspace,
      member,
      queries,
      up: () => void outbox.flush().catch(() => {}), // kept; the next round tries again
      you(what) {
        if (what === 'rights') return
        if (what === 'removed') onRemoved()
        void forgetDevice(member)
        void queries.invalidateQueries({ queryKey: keys.signedIn() })
      },
    })
    const stopDelivering = deliverWaiting()
    const stopListening = onDelivered(
      (waiting) => void queries.invalidateQueries({ queryKey: touchedBy(waiting) }),
    )
    deliverLeftBehind(member)
    return () => {
      live.close()
      stopDelivering()
      stopListening()
    }
  }, [workspace, member, queries, onRemoved])
  return (
    <Suspense fallback={<Opening />}>
      <Outlet />
    </Suspense>
  )
}
