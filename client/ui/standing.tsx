import {
  Circle,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleSlash,
  Contrast,
  Lock,
  type LucideIcon,
} from 'lucide-react'
import type { Stance } from '../../shared/domain/positions.ts'
import type { NarrativeStatus } from '../../shared/domain/themes.ts'
import { Icon } from './icon.tsx'
import { State } from './state.tsx'

const STATUSES: Readonly<Record<NarrativeStatus, { icon: LucideIcon; word: string }>> = {
  'not started': { icon: Circle, word: 'Not started' },
  draft: { icon: CircleDashed, word: 'Draft' },
  'in agreement': { icon: Contrast, word: 'In agreement' },
  agreed: { icon: CircleCheck, word: 'Agreed' },
  'agreed with recorded disagreement': { icon: CircleSlash, word: 'Agreed with recorded disagreement' },
  frozen: { icon: Lock, word: 'Frozen' },
}

/** How far a narrative is, wherever it stands. */
export const StatusMark = ({ status }: { status: NarrativeStatus }) => <State {...STATUSES[status]} />

const STANCES: Readonly<Record<Stance, { icon: LucideIcon; word: string }>> = {
  agree: { icon: CircleCheck, word: 'Agrees' },
  'agree with reservations': { icon: CircleDot, word: 'Reservations' },
  'do not agree': { icon: CircleSlash, word: 'Does not agree' },
  'not yet': { icon: CircleDashed, word: 'Not yet' },
}

export const stanceWord = (stance: Stance): string => STANCES[stance].word

/** Where a partner stands: symbol and word; a disagreement is never set smaller than the rest. */
export const StanceMark = ({ stance }: { stance: Stance }) => (
  <span className={stance === 'do not agree' ? 'state is-against' : 'state'}>
    <Icon of={STANCES[stance].icon} />
    {STANCES[stance].word}
  </span>
)

/** The symbol alone, where a word stands for it beside or is read out. */
export const StanceSymbol = ({ stance }: { stance: Stance }) => <Icon of={STANCES[stance].icon} />
