import { useEffect, useMemo, useState, type ReactNode } from 'react'
import type { DocumentPage } from '../../shared/domain/workspace.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import type { ShortNames } from '../presence/here.ts'
import type { NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'
import type { RoomHandle } from '../sync/use-room.ts'
import { answer } from '../ui/announcer.tsx'
import { DeskProvider, type Desk } from './context.ts'
import { DeskLayout } from './layout.tsx'
import { openDesk, type DeskCore } from './open-desk.ts'
import { Since } from './since.tsx'
import { createStore } from '../sync/store.ts'
import { NARROW, useMedia } from '../ui/use-media.ts'

/** A narrative whose words are here: opens its desk and keeps it for as long as the document lives. */
export function OpenNarrative({
  page,
  room,
  slots,
  strips,
}: {
  page: DocumentPage
  room: RoomHandle
  slots: NarrativeSlots
  strips: ReactNode
}) {
  const narrow = useMedia(NARROW)
  const core = useDeskCore(room, page.me.id, slots.own === undefined)
  const canEdit = page.rights.edit && room.write !== false
  const desk = useMemo<Desk | null>(() => {
    if (core === null) return null
    const { session, acts } = core
    const context: NarrativeContext = {
      workspace: page.workspace.slug,
      document: page.document,
      me: page.me,
      page,
      doc: session.doc,
      awareness: session.awareness,
      sections: session.sections,
      editors: session.editors,
      selection: session.selection,
      online: core.online,
      canEdit,
      canComment: page.rights.comment,
      narrow,
      ...acts,
      since: (
        <Since
          since={page.since}
          short={shortNames(page.workspace.partners)}
          stepThrough={`/w/${page.workspace.slug}/documents/${page.document}/history/last-seen`}
          goTo={acts.scrollToSection}
        />
      ),
    }
    return {
      ...core,
      context,
      slots,
      short: shortNames(page.workspace.partners),
      say: answer,
      leads: page.leads,
    }
  }, [core, page, canEdit, narrow, slots])
  if (desk === null) return null
  const Frame = slots.Frame
  const layout = <DeskLayout strips={strips} />
  return (
    <DeskProvider value={desk}>
      {Frame === undefined ? layout : <Frame context={desk.context}>{layout}</Frame>}
    </DeskProvider>
  )
}

function useDeskCore({ doc, provider }: RoomHandle, me: string, readsFirst: boolean): DeskCore | null {
  const [core, setCore] = useState<DeskCore | null>(null)
  useEffect(() => {
    if (provider === null) return
    const online = createStore(provider.wsconnected)
    const look = () => online.set(provider.wsconnected)
    provider.on('status', look)
    // A phone opens a narrative reading: nobody means to write with the first touch.
    const reading = readsFirst && matchMedia(NARROW).matches
    const opened = openDesk({ doc, awareness: provider.awareness, online }, me, reading)
    // oxlint-disable-next-line react/set-state-in-effect -- a desk is opened and ended with the document, not drawn
    setCore(opened)
    return () => {
      provider.off('status', look)
      opened.end()
      setCore(null)
    }
  }, [doc, provider, me, readsFirst])
  return core
}

const shortNames = (partners: readonly Partner[]): ShortNames =>
  Object.fromEntries(partners.map(({ kind, short }) => [kind, short])) as ShortNames
