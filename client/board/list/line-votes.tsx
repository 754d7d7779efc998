import type { Item } from '../../../shared/board/items.ts'
import { giveVotes, VoteButtons } from '../facilitate/vote-control.tsx'
import { canBeVotedFor, givenTo, leftToGive } from '../facilitate/votes.ts'
import { useOf, useSteady } from './steady.ts'

/** One's own votes for a thing of the list, while a vote is open. */
export function LineVotes({ item, words }: { item: Item; words: string }) {
  const { now } = useSteady()
  const open = useOf(
    now,
    ({ board }) => board.ballot?.state === 'open' && board.rights.takePart && canBeVotedFor(item),
  )
  const given = useOf(now, ({ board }) => (board.ballot === null ? 0 : givenTo(board.ballot, item.id)))
  const some = useOf(now, ({ board }) => board.ballot !== null && leftToGive(board.ballot) > 0)
  return open ? (
    <VoteButtons
      words={words}
      given={given}
      some={some}
      give={(votes) => void giveVotes(now.get(), item.id, votes)}
    />
  ) : null
}
