import type { ReactFlowInstance } from '@xyflow/react'
import { createContext, use } from 'react'
import type { Point, Rect } from '../../../shared/board/geometry.ts'
import type { Naming } from '../../../shared/board/said.ts'
import { PARTNER_KINDS } from '../../../shared/domain/partners.ts'
import type { Author } from '../../../shared/people/person.ts'
import type { OnBoard } from '../../../shared/presence/state.ts'
import type { ShortNames } from '../../presence/here.ts'
import type { Store } from '../../sync/narrative-slots.ts'
import { createStore, type WritableStore } from '../../sync/store.ts'
import { answer } from '../../ui/announcer.tsx'
import type { BoardSession } from '../session.ts'
import { type Other, watchOthers } from './others.ts'
import { naming } from './said.ts'
import { createTeller } from './teller.ts'
import { type BoardNode, createWall, type Wall } from './wall.ts'
import { createWordsOnWall, type WordsOnWall } from './words-store.ts'

/** Whether this person may change things here, and if not, why. */
export interface MayEdit {
  edit: boolean
  why: string
}

/** The open canvas, outside React: what tools, keys, menus and layers work with. */
export interface Canvas {
  session: BoardSession
  me: Author
  wall: Wall
  words: WordsOnWall
  others: Store<ReadonlyMap<number, Other>>
  naming: Naming
  may: WritableStore<MayEdit>
  short: WritableStore<ShortNames>
  /** Others' pointers are not shown. */
  hidePointers: WritableStore<boolean>
  /** The view follows what this member sees, until this person moves it. */
  following: WritableStore<Pick<Author, 'id' | 'name'> | null>
  /** What was changed about a drag before it is shown: snapping sets it; the distance so far, of these, gives another. */
  adjust: WritableStore<((all: ReadonlySet<string>, bounds: Rect, by: Point) => Point) | null>
  /** Set by the stage while it is shown. */
  flow: WritableStore<ReactFlowInstance<BoardNode> | null>
  stage: WritableStore<HTMLElement | null>
  /**
   * Space: held alone it is a key of the thing the keyboard is at, once it is let go; with a pointer it moves the view.
   * While a pointer is pressed already, it is nothing.
   */
  space: WritableStore<'up' | 'held' | 'moving' | 'pressed'>
  tell(change: Partial<OnBoard>): void
  tellNow(change?: Partial<OnBoard>): void
  /** True when this person may edit; else says why not. */
  allowed(): boolean
  say(words: string): void
  end(): void
}

export function openCanvas(session: BoardSession, me: Author): Canvas {
  const others = watchOthers(session.awareness, me.id)
  const wall = createWall(session, others)
  const words = createWordsOnWall(session)
  const teller = createTeller((change) => session.tell(change))
  const shortNames = createStore(
    Object.fromEntries(PARTNER_KINDS.map((kind) => [kind, kind])) as ShortNames, // until the workspace's are known
  )
  const may = createStore<MayEdit>({ edit: false, why: 'The board is still being read.' })
  const stops = [
    session.selection.subscribe(() => teller.tell({ selected: [...session.selection.get()].slice(0, 30) })),
  ]
  return {
    session,
    me,
    wall,
    words,
    others,
    naming: naming(session, wall.byId, shortNames.get),
    may,
    short: shortNames,
    hidePointers: createStore(false),
    following: createStore<Pick<Author, 'id' | 'name'> | null>(null),
    adjust: createStore<Canvas['adjust'] extends WritableStore<infer T> ? T : never>(null),
    flow: createStore<ReactFlowInstance<BoardNode> | null>(null),
    stage: createStore<HTMLElement | null>(null),
    space: createStore<'up' | 'held' | 'moving' | 'pressed'>('up'),
    tell: teller.tell,
    tellNow: teller.now,
    allowed() {
      const { edit, why } = may.get()
      if (!edit) answer(why)
      return edit
    },
    say: answer,
    end() {
      for (const stop of stops) stop()
      teller.end()
      wall.end()
      words.end()
      others.end()
    },
  }
}

export const CanvasContext = createContext<Canvas | null>(null)

/** The canvas this part stands on. */
export function useCanvas(): Canvas {
  const canvas = use(CanvasContext)
  if (canvas === null) throw new Error('This part stands on no canvas')
  return canvas
}

/** Follows what a member sees; null: this person looks around by themselves. */
export function follow({ following, tell }: Canvas, whom: Pick<Author, 'id' | 'name'> | null): void {
  if (following.get()?.id === whom?.id) return
  following.set(whom)
  tell({ follows: whom?.id ?? null })
}

/** Where a place of the window is on the board. */
export const toBoard = ({ flow }: Canvas, clientX: number, clientY: number): Point =>
  flow.get()?.screenToFlowPosition({ x: clientX, y: clientY }) ?? { x: 0, y: 0 }

/** The part of the board that is in view. */
export const inView = ({ session }: Canvas): Rect => session.seen.get()
