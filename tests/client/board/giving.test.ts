import { expect, it } from 'vitest'
import type { Board } from '../../../shared/board/boards.ts'
import { wish, wished, withWishes } from '../../../client/board/facilitate/giving.ts'

const board = (mine: NonNullable<Board['ballot']>['mine']): Board =>
  ({ ballot: { id: 'round', state: 'open', votes: 5, mine } }) as unknown as Board
const of = (item: string, votes: number) => ({ item, votes })

/** A server that answers when it is told to, and notes what it was sent. */
function server() {
  const sent: [string, number][] = []
  const answers: ((given: boolean) => void)[] = []
  const give = (item: string, votes: number) =>
    wish({
      round: 'round',
      item,
      votes,
      send: () => {
        sent.push([item, votes])
        return new Promise((resolve) => answers.push(resolve))
      },
    })
  const answer = async (given = true): Promise<void> => {
    answers.shift()?.(given)
    await new Promise((done) => setImmediate(done))
  }
  return { sent, give, answer }
}

const shown = (...mine: { item: string; votes: number }[]) =>
  withWishes(board(mine), wished.get()).ballot?.mine

it('sends the latest of several quick presses, after the first was answered, and shows it all the while', async () => {
  const { sent, give, answer } = server()
  const all = [give('a', 1), give('a', 2), give('a', 3)]
  expect(sent).toEqual([['a', 1]])
  expect(shown()).toEqual([of('a', 3)])
  await answer()
  expect(sent).toEqual([
    ['a', 1],
    ['a', 3],
  ])
  expect(shown(of('a', 1))).toEqual([of('a', 3)])
  await answer()
  await Promise.all(all)
  expect(wished.get()).toEqual([])
})

it('sends the votes for two things in their order', async () => {
  const { sent, give, answer } = server()
  const all = [give('a', 1), give('b', 1)]
  expect(sent).toEqual([['a', 1]])
  await answer()
  expect(sent.at(-1)).toEqual(['b', 1])
  expect(shown(of('a', 1))).toEqual([of('a', 1), of('b', 1)])
  await answer()
  await Promise.all(all)
})

it('shows what the server counts when it refuses, and sends on what was asked for other things', async () => {
  const { sent, give, answer } = server()
  const all = [give('a', 6), give('b', 1), give('a', 7)]
  await answer(false)
  expect(shown()).toEqual([of('b', 1)])
  await answer()
  await Promise.all(all)
  expect(sent).toEqual([
    ['a', 6],
    ['b', 1],
  ])
  expect(shown(of('b', 1))).toEqual([of('b', 1)])
})

it('does not show the wishes of one round on another', async () => {
  const { give, answer } = server()
  const all = give('a', 2)
  expect(
    withWishes({ ...board([]), ballot: { ...board([]).ballot!, id: 'next' } }, wished.get()).ballot?.mine,
  ).toEqual([])
  await answer()
  await all
})
