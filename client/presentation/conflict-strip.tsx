import { TriangleAlert } from 'lucide-react'
import type { Author } from '../../shared/people/person.ts'
import type { SectionChange } from '../../shared/presentation/order.ts'
import { Button } from '../ui/button.tsx'
import { Strip } from '../ui/strip.tsx'
import type { Conflict, OrderActs } from './use-order.ts'

const NAMES: Readonly<Record<keyof SectionChange, string>> = {
  title: 'name',
  minutes: 'minutes',
  presenter: 'presenter',
  removed: 'place in the order',
}

/** Two people set the same thing: both values, and the choice between them. */
export function ConflictStrip({ acts, presenters }: { acts: OrderActs; presenters: readonly Author[] }) {
  const { conflict } = acts
  if (conflict === null) return null
  const { section, field } = conflict
  const [mine, theirs] = [say(conflict, 'mine', presenters), say(conflict, 'theirs', presenters)]
  return (
    <Strip
      icon={TriangleAlert}
      acts={
        <>
          <Button look="text" small onPress={() => void acts.insist(conflict)}>
            Use mine: {mine}
          </Button>
          <Button look="text" small onPress={acts.forget}>
            Keep theirs: {theirs}
          </Button>
        </>
      }
    >
      The {NAMES[field]} of {section.name}: somebody else chose {theirs} while you chose {mine}. Theirs stands
      until you say otherwise.
    </Strip>
  )
}

function say(
  { field, ...values }: Conflict,
  whose: 'mine' | 'theirs',
  presenters: readonly Author[],
): string {
  const value = values[whose][field]
  if (field === 'removed') return value === true ? 'taken out' : 'in the order'
  if (value === null || value === undefined) return field === 'title' ? 'its own name' : 'none'
  if (field === 'presenter') return presenters.find(({ id }) => id === value)?.name ?? 'somebody who has left'
  return String(value)
}
