import type { Board } from '../../../shared/board/boards.ts'
import { createStore } from '../../sync/store.ts'
import type { Store } from '../../sync/narrative-slots.ts'

/** So many votes that somebody wants a thing to have, until the server has answered. */
export interface Wish {
  round: string
  item: string
  votes: number
  /** Tells the server; false when it was refused. */
  send: () => Promise<boolean>
}

const wishes = createStore<readonly Wish[]>([])
export const wished: Store<readonly Wish[]> = wishes
let underWay = false

/** Sends one wish after another, of one thing only the latest: quick presses overtake neither each other nor an older answer. */
export async function wish(next: Wish): Promise<void> {
  wishes.set([...wishes.get().filter(({ item, round }) => item !== next.item || round !== next.round), next])
  if (underWay) return
  underWay = true
  try {
    for (let one = wishes.get()[0]; one !== undefined; one = wishes.get()[0]) {
      const sent = one
      const given = await sent.send().catch(() => false)
      // After a refusal a later press for the same thing, reckoned from it, is not sent either.
      wishes.set(wishes.get().filter((still) => (given ? still !== sent : still.item !== sent.item)))
    }
  } finally {
    underWay = false
  }
}

/** A board as its own voter sees it: with what is under way. */
export function withWishes(board: Board, all: readonly Wish[]): Board {
  const { ballot } = board
  const here = all.filter(({ round }) => round === ballot?.id)
  if (ballot?.state !== 'open' || here.length === 0) return board
  const mine = [
    ...ballot.mine.filter(({ item }) => here.every((wish) => wish.item !== item)),
    ...here.map(({ item, votes }) => ({ item, votes })),
  ]
  return { ...board, ballot: { ...ballot, mine } }
}
