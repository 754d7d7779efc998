import {
  Check,
  Circle,
  CircleCheck,
  CircleDot,
  CircleQuestionMark,
  CircleSlash,
  type LucideIcon,
  MessageCircleWarning,
  Paperclip,
  PencilLine,
} from 'lucide-react'
import type { CommentKind, CommentState } from '../../shared/annotations/comments.ts'
import type { Outcome } from '../../shared/annotations/suggestions.ts'
import { Icon } from '../ui/icon.tsx'
import { State } from '../ui/state.tsx'
import { STATE_WORDS } from './words.ts'

/** Symbols of kinds and states (looks.md); each stands beside its word. */
const KIND_ICONS: Readonly<Record<CommentKind, LucideIcon>> = {
  question: CircleQuestionMark,
  suggestion: PencilLine,
  challenge: MessageCircleWarning,
  evidence: Paperclip,
}

const STATE_ICONS: Readonly<Record<CommentState, LucideIcon>> = {
  open: Circle,
  answered: Check,
  closed: CircleCheck,
}

const OUTCOMES: Readonly<Record<Outcome['became'], { icon: LucideIcon; word: string }>> = {
  accepted: { icon: CircleCheck, word: 'Accepted' },
  'accepted with changes': { icon: CircleCheck, word: 'Accepted, changed' },
  declined: { icon: CircleSlash, word: 'Declined' },
  overtaken: { icon: CircleDot, word: 'Overtaken' },
}

export const OutcomeWord = ({ became }: { became: Outcome['became'] }) => <State {...OUTCOMES[became]} />

export const KindIcon = ({ kind }: { kind: CommentKind }) => <Icon of={KIND_ICONS[kind]} />

export const CommentStateWord = ({ state }: { state: CommentState }) => (
  <State icon={STATE_ICONS[state]} word={STATE_WORDS[state]} />
)
