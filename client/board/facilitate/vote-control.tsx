import './facilitate.css'
import { routes } from '../../../shared/api/routes.ts'
import type { Item } from '../../../shared/board/items.ts'
import { shorten } from '../../../shared/board/said.ts'
import { call } from '../../sync/api.ts'
import { type BoardHere, useHere, wordsNow } from '../here.ts'
import { wish } from './giving.ts'
import { canBeVotedFor, countWords, givenTo, leftToGive, resultOf, type Votes, votesWords } from './votes.ts'
import { Dots } from './dots.tsx'
import { useStore } from '../../sync/store.ts'

/** What stands on a note or a cluster about votes: one's own while the vote is open, all once the result is shown. */
export function VotesOn({ item }: { item: Item }) {
  const here = useHere()
  const { ballot } = here.board
  if (ballot === null || !canBeVotedFor(item)) return null
  return ballot.state === 'open' ? <VoteControl item={item} /> : <Shown here={here} item={item} />
}

function Shown({ here, item }: { here: BoardHere; item: Item }) {
  const votes = resultOf(here.board, useStore(here.session.items)).get(item.id)
  if (votes === undefined) return null
  // A name has no room for a square a vote: what is in its cluster shows them.
  if (item.kind === 'frame')
    return (
      <span className="bd-votes">
        <span className="vh">{votesWords(votes, here.short)}</span>
        <span aria-hidden>{countWords(votes.total)}</span>
      </span>
    )
  return <VotesShown votes={votes} here={here} />
}

/** A number and a square for each vote. */
const VotesShown = ({ votes, here }: { votes: Votes; here: BoardHere }) => (
  <span className="bd-votes">
    <span className="vh">{votesWords(votes, here.short)}</span>
    <span className="kept" aria-hidden>
      {votes.total}
    </span>
    <Dots votes={votes} />
  </span>
)

/** While a vote is open: gives and takes back one's own for a thing, where it can be voted for. */
export function VoteControl({ item }: { item: Item }) {
  const here = useHere()
  const { ballot, rights } = here.board
  if (ballot?.state !== 'open' || !rights.takePart || !canBeVotedFor(item)) return null
  return (
    <VoteButtons
      words={wordsNow(here.session, item.id)}
      given={givenTo(ballot, item.id)}
      some={leftToGive(ballot) > 0}
      give={(votes) => void giveVotes(here, item.id, votes)}
    />
  )
}

/** Gives and takes back one's own votes for one thing; signs are letters, since two thousand lines have them. */
export function VoteButtons({
  words,
  given,
  some,
  give,
}: {
  words: string
  given: number
  /** There are votes left to give. */
  some: boolean
  give: (votes: number) => void
}) {
  const name = shorten(words.replace(/\s+/g, ' '), 60) || 'without words'
  return (
    <span className="bd-vote nodrag nopan" role="group" aria-label={`Your votes for “${name}”`}>
      <button
        type="button"
        data-part="take back"
        aria-label={`Take a vote back from “${name}”`}
        disabled={given === 0}
        onClick={() => give(given - 1)}
      >
        −
      </button>
      <output className="kept" aria-label={`${countWords(given)} of yours`}>
        {given}
      </output>
      <button
        type="button"
        data-part="give"
        aria-label={`Give a vote to “${name}”`}
        disabled={!some}
        onClick={() => give(given + 1)}
      >
        +
      </button>
    </span>
  )
}

/** Gives so many votes to a thing: shown at once, counted by the server. */
export async function giveVotes(here: BoardHere, item: string, votes: number): Promise<void> {
  const { workspace, board } = here
  const { ballot } = board
  if (ballot === null) return
  const left = leftToGive(ballot) + givenTo(ballot, item) - votes
  const params = { workspace, board: board.id, round: ballot.id, item }
  const send = (): Promise<boolean> =>
    here.act(
      () => call(routes.vote, { params, body: { votes } }),
      `${countWords(votes)} given. ${left === 0 ? 'None' : left} left.`,
    )
  await wish({ round: ballot.id, item, votes, send })
}
