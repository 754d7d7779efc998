import {
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleSlash,
  Layers,
  type LucideIcon,
  MessageSquare,
} from 'lucide-react'
import { Link } from 'react-router'
import type { CommentKind } from '../../shared/annotations/comments.ts'
import type { Workspace } from '../../shared/domain/workspace.ts'
import type { Became, SaidLine } from '../../shared/inbox/said.ts'
import { pageOf } from '../sync/addresses.ts'
import { State } from '../ui/state.tsx'
import { dayAndTime } from '../ui/when.ts'
import { shortened, whoSaid } from './words.ts'

const KINDS: Readonly<Record<CommentKind, string>> = {
  question: 'Question',
  suggestion: 'Suggested wording',
  challenge: 'Challenge',
  evidence: 'Evidence offered',
}

const BECAME: Readonly<Record<Became, { icon: LucideIcon; word: string }>> = {
  accepted: { icon: CircleCheck, word: 'Accepted as suggested' },
  'accepted with changes': { icon: CircleDot, word: 'Accepted with changes' },
  declined: { icon: CircleSlash, word: 'Declined' },
  overtaken: { icon: Layers, word: 'Overtaken by another wording of these words' },
  replied: { icon: MessageSquare, word: 'Replied to, still open' },
  answered: { icon: MessageSquare, word: 'Answered' },
  closed: { icon: CircleCheck, word: 'Closed by who asked' },
  open: { icon: CircleDashed, word: 'Open' },
}

/** What was said on the left, what became of it on the right; one under the other where it is narrow. */
export function Line({ line, workspace, now }: { line: SaidLine; workspace: Workspace; now: number }) {
  const { partners } = workspace
  return (
    <li className={`said-line p-${line.by.partner}`}>
      <div className="said-said">
        <p className="said-kind">
          <Link to={`${pageOf(workspace.slug, line.document)}#comment=${line.comment}`}>
            {KINDS[line.kind]}
          </Link>
          <span className="small quiet">
            {whoSaid(line.by, partners)}, {dayAndTime(line.at, now)}
          </span>
        </p>
        <Suggested line={line} />
        {line.said === '' ? null : <p className="said-words">{line.said}</p>}
      </div>
      <div className="said-did">
        <p className="vh">What became of it</p>
        <p>
          <State icon={BECAME[line.became].icon} word={BECAME[line.became].word} />
        </p>
        {line.became === 'open' ? <p className="small quiet">{waitingFor(now - line.at)}</p> : null}
        {/* A reply says itself, below, who wrote it. */}
        {line.decided === null || line.became === 'replied' ? null : (
          <p className="small quiet">
            {whoSaid(line.decided.by, partners)}, {dayAndTime(line.decided.at, now)}
          </p>
        )}
        <InTheText line={line} />
        {line.decided?.reason == null ? null : <p className="said-words">{line.decided.reason}</p>}
        {line.answer === null || line.answer.text === '' ? null : (
          <p className="said-words">
            <span className="small quiet">
              {whoSaid(line.answer.by, partners)}, {dayAndTime(line.answer.at, now)}:{' '}
            </span>
            {line.answer.text}
          </p>
        )}
      </div>
    </li>
  )
}

/** The passage, and of suggested wording what should stand there instead. */
function Suggested({ line: { on, suggested } }: { line: SaidLine }) {
  if (suggested === null) return <p className="said-on">On “{shortened(on, 300)}”</p>
  const fresh = (
    <ins>
      <span className="vh">suggested wording: </span>
      {suggested.words}
    </ins>
  )
  const struck = (
    <del>
      <span className="vh">suggested removal: </span>
      {on}
    </del>
  )
  switch (suggested.form) {
    case 'replace':
      return (
        <p className="said-on">
          {struck} {fresh}
        </p>
      )
    case 'strike':
    case 'strike paragraph':
      return <p className="said-on">{struck}</p>
    case 'insert':
      return (
        <p className="said-on">
          At “{shortened(on, 120)}”: {fresh}
        </p>
      )
    case 'new paragraph':
      return (
        <p className="said-on">
          A new paragraph at “{shortened(on, 120)}”: {fresh}
        </p>
      )
  }
}

/** The words that are in the text because of a suggestion; with changes, they stand beside the suggested ones. */
function InTheText({ line: { became, decided } }: { line: SaidLine }) {
  if (decided?.words == null || (became !== 'accepted' && became !== 'accepted with changes')) return null
  return (
    <p className="said-words">
      <span className="small quiet">Now in the text: </span>
      {decided.words === '' ? 'these words are struck' : `“${decided.words}”`}
    </p>
  )
}

const DAY = 86_400_000

function waitingFor(ms: number): string {
  const days = Math.floor(ms / DAY)
  return days < 1 ? 'Waiting since today' : days === 1 ? 'Waiting for 1 day' : `Waiting for ${days} days`
}
