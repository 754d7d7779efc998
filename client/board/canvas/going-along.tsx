import { Undo2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Board } from '../../../shared/board/boards.ts'
import type { Rect } from '../../../shared/board/geometry.ts'
import { useStore } from '../../sync/store.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useHere } from '../here.ts'
import { follow, useCanvas } from './canvas.ts'
import { watchLooks } from './others.ts'
import { seeAs } from './view.ts'

/** The view goes where the followed person looks, until this person moves it or the other has gone. */
export function Following() {
  const canvas = useCanvas()
  const followed = useStore(canvas.following)
  const [gone, setGone] = useState<string | null>(null)
  useEffect(() => {
    if (followed === null) return
    const looks = watchLooks(followed.id)
    const look = (): void => {
      const { here, moved } = looks(canvas.others.get())
      setGone(here ? null : followed.name)
      if (moved !== null) seeAs(canvas, moved)
      if (here) return
      follow(canvas, null)
      canvas.say(sayGone(followed.name))
    }
    look()
    return canvas.others.subscribe(look)
  }, [canvas, followed])
  if (followed !== null)
    return (
      <div className="going-along" role="status">
        You see what {followed.name} sees.
        <Button look="text" small onPress={() => follow(canvas, null)}>
          Look around myself
        </Button>
      </div>
    )
  if (gone === null) return null
  return (
    <div className="going-along">
      {sayGone(gone)}
      <Button look="text" small onPress={() => setGone(null)}>
        Close
      </Button>
    </div>
  )
}

const sayGone = (name: string): string => `${name} is no longer here. You look around by yourself.`

/** Whoever facilitates has called everyone to a part of the board: the view goes there, and can go back. */
export function Called() {
  const canvas = useCanvas()
  const { board } = useHere()
  const { called } = board
  const flow = useStore(canvas.flow)
  // What was called before this page was open is over.
  const heard = useRef(called?.at ?? 0)
  const [back, setBack] = useState<{ to: Rect; by: string } | null>(null)
  useEffect(() => {
    if (called === null || flow === null || called.at <= heard.current) return
    heard.current = called.at
    if (called.by.id === canvas.me.id) return
    const [x, y, w, h] = called.view
    // oxlint-disable-next-line react/set-state-in-effect -- where the view was is known only at the moment it is called away
    setBack({ to: canvas.session.seen.get(), by: called.by.name })
    seeAs(canvas, { x, y, w, h })
    canvas.say(sayCalled(called))
  }, [canvas, called, flow])
  if (back === null) return null
  return (
    <div className="going-along">
      {back.by} has called everyone here.
      <Button
        look="text"
        small
        onPress={() => {
          seeAs(canvas, back.to)
          setBack(null)
        }}
      >
        <Icon of={Undo2} />
        Go back
      </Button>
      <Button look="text" small onPress={() => setBack(null)}>
        Stay here
      </Button>
    </div>
  )
}

/** On a phone that shows the list: everyone has been called to a part of the wall, and one goes there when one will. */
export function CalledAway({ wall, go }: { wall: boolean; go: () => void }) {
  const canvas = useCanvas()
  const { called } = useHere().board
  const heard = useRef(called?.at ?? 0)
  const [call, setCall] = useState<Call | null>(null)
  useEffect(() => {
    if (called === null || called.at <= heard.current) return
    heard.current = called.at
    if (wall || called.by.id === canvas.me.id) return
    // oxlint-disable-next-line react/set-state-in-effect -- a call that came while the wall was shown is no news later
    setCall(called)
    canvas.say(sayCalled(called))
  }, [canvas, called, wall])
  if (call === null || wall) return null
  const goThere = (): void => {
    const [x, y, w, h] = call.view
    // The wall is drawn first, with its own first view.
    const stop = canvas.flow.subscribe(() => {
      stop()
      requestAnimationFrame(() => seeAs(canvas, { x, y, w, h }))
    })
    setCall(null)
    go()
  }
  return (
    <p className="bd-called no-print">
      {sayCalled(call)}
      <Button small onPress={goThere}>
        Go there
      </Button>
      <Button look="text" small onPress={() => setCall(null)}>
        Stay here
      </Button>
    </p>
  )
}

type Call = NonNullable<Board['called']>

const sayCalled = ({ by }: Call): string => `${by.name} has called everyone to a part of the board.`
