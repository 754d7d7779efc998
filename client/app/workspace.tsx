import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import { Outlet, useParams } from 'react-router'
import { WhoAreYou, SignedOut } from '../people/index.ts'
import { forgetDevice } from '../sync/forget-device.ts'
import { actAs, currentMember } from '../sync/identity.ts'
import { openLive } from '../sync/live.ts'
import { onDelivered, outbox } from '../sync/outbox.ts'
import { keys } from '../sync/records.ts'
import { useSignedIn } from '../sync/signed-in.ts'
import { deliverWaiting } from '../sync/use-outbox.ts'
import { deliverLeftBehind } from '../sync/use-room.ts'
import { announce } from '../ui/announcer.tsx'
import { NotHere, Opening } from './states.tsx'
import { SLUG } from '../../shared/rooms.ts'

/** A workspace as one person: decides who this window is, and keeps its live channel and outbox running. */
export function Workspace() {
  const { workspace = '' } = useParams()
  return SLUG.test(workspace) ? <Door key={workspace} workspace={workspace} /> : <NotHere />
}

function Door({ workspace }: { workspace: string }) {
  const who = useSignedIn(workspace)
  const member = who.me?.person.id ?? null
  useEffect(() => {
    if (member !== null && currentMember() !== member) actAs(member, workspace)
  }, [member, workspace])
  switch (who.state) {
    case 'asking':
      return <Opening />
    case 'choose':
      return <WhoAreYou workspace={workspace} people={who.people} />
    case 'signed out':
      return <SignedOut />
    case 'here':
      return member === currentMember() ? (
        <Inside key={member} workspace={workspace} member={member ?? ''} />
      ) : (
        <Opening />
      )
    case 'unreachable': {
      // Without an answer, go by what this window was: its pages show what this device kept.
      const known = currentMember()
      return known === null ? (
        <SignedOut unreachable retry={who.retry} />
      ) : (
        <Inside workspace={workspace} member={known} />
      )
    }
  }
}

function Inside({ workspace, member }: { workspace: string; member: string }) {
  const queries = useQueryClient()
  const [removed, setRemoved] = useState(false)
  useEffect(() => {
    const live = openLive({
      workspace,
      member,
      queries,
      up: () => void outbox.flush().catch(() => {}), // kept; the next round tries again
      you(what) {
        if (what === 'rights')
          return announce('Your rights have changed. This page shows what you can do now.')
        setRemoved(true)
        void forgetDevice(member)
        void queries.invalidateQueries({ queryKey: keys.signedIn() })
      },
    })
    const stopDelivering = deliverWaiting()
    const stopListening = onDelivered((waiting) => {
      const { theme } = waiting.params
      void queries.invalidateQueries({ queryKey: theme === undefined ? [] : ['comments', workspace, theme] })
    })
    deliverLeftBehind(member)
    return () => {
      live.close()
      stopDelivering()
      stopListening()
    }
  }, [workspace, member, queries])
  return removed ? (
    <SignedOut />
  ) : (
    <Suspense fallback={<Opening />}>
      <Outlet />
    </Suspense>
  )
}
