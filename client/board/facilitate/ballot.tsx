import { Vote } from 'lucide-react'
import { Icon } from '../../ui/icon.tsx'
import { useHere } from '../here.ts'
import { countWords, leftToGive, votersWords } from './votes.ts'

/** Where the vote is: how many one has left, or who voted and who is not shown apart. */
export function BallotLine() {
  const { board, short } = useHere()
  const { ballot } = board
  if (ballot === null) return null
  if (ballot.state === 'shown')
    return (
      <section className="bd-ballot" aria-labelledby="bd-result">
        <h2 id="bd-result">The result</h2>
        <p className="small">{votersWords(ballot, short)}</p>
      </section>
    )
  const left = leftToGive(ballot)
  return (
    <section className="bd-ballot" aria-labelledby="bd-ballot">
      <h2 id="bd-ballot">
        <Icon of={Vote} />
        {board.rights.takePart ? `${left === 0 ? 'No votes' : countWords(left)} left` : 'A vote is under way'}
      </h2>
      <p className="small">
        {board.rights.takePart
          ? `You have ${countWords(ballot.votes)} for notes and clusters, more than one for the same if you like. `
          : ''}
        Nobody sees votes until the result is shown.{' '}
        {ballot.voters === 0
          ? 'Nobody has voted yet.'
          : ballot.voters === 1
            ? '1 person has voted.'
            : `${ballot.voters} people have voted.`}
      </p>
    </section>
  )
}
