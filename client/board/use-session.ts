import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { Board } from '../../shared/board/boards.ts'
import type { RoomHandle } from '../sync/use-room.ts'
import { type Canvas, openCanvas } from './canvas/canvas.ts'
import { type BoardSession, openBoard } from './session.ts'
import { itemsOf } from '../../shared/board/items.ts'

/** The open board of a room; null until the room is connected. */
export function useSession({ doc, provider }: RoomHandle): BoardSession | null {
  const [session, setSession] = useState<BoardSession | null>(null)
  useEffect(() => {
    if (provider === null) return
    const opened = openBoard(doc, provider.awareness)
    // oxlint-disable-next-line react/set-state-in-effect -- a session is opened and ended with the document, not drawn
    setSession(opened)
    return () => {
      opened.end()
      setSession(null)
    }
  }, [doc, provider])
  return session
}

/** The server's things are here, or this device had some: until then nobody can say that a board is empty. */
export function useHasThings({ doc, synced }: RoomHandle): boolean {
  const some = useSyncExternalStore(
    useCallback(
      (tell) => {
        const map = itemsOf(doc)
        map.observe(tell)
        return () => map.unobserve(tell)
      },
      [doc],
    ),
    () => itemsOf(doc).size > 0,
  )
  return synced || some
}

/** The canvas of an open board. */
export function useCanvasOf(session: BoardSession, { me }: Board): Canvas | null {
  const [canvas, setCanvas] = useState<Canvas | null>(null)
  const { id, name, partner, role } = me
  useEffect(() => {
    const opened = openCanvas(session, { id, name, partner, role })
    // oxlint-disable-next-line react/set-state-in-effect -- a canvas is opened and ended with its session, not drawn
    setCanvas(opened)
    return () => {
      opened.end()
      setCanvas(null)
    }
  }, [session, id, name, partner, role])
  return canvas
}
