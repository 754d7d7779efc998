import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { nanoid } from 'nanoid'
import type { AgendaItem } from '../../shared/domain/meetings.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'

/** The items of an agenda: named, timed, put in order, added and taken out, by keyboard alone too. */
export function AgendaEditor({
  agenda,
  onChange,
  current,
}: {
  agenda: readonly AgendaItem[]
  onChange: (agenda: readonly AgendaItem[]) => void
  /** The item under discussion stays. */
  current: string | null
}) {
  const set = (id: string, change: Partial<AgendaItem>) =>
    onChange(agenda.map((item) => (item.id === id ? { ...item, ...change } : item)))
  const move = (at: number, by: -1 | 1) => {
    const item = agenda[at]
    if (item === undefined) return
    const next = agenda.filter((one) => one !== item)
    next.splice(at + by, 0, item)
    onChange(next)
    announce(`${item.title} is item ${at + by + 1} of ${agenda.length}.`)
  }
  return (
    <fieldset className="mt-plan-agenda">
      <legend>Agenda</legend>
      <ol>
        {agenda.map((item, at) => (
          <li key={item.id}>
            <TextField
              label={`Item ${at + 1}`}
              maxLength={120}
              value={item.title}
              onChange={(title) => set(item.id, { title })}
            />
            <TextField
              label="Minutes"
              aria-label={`Minutes of item ${at + 1}`}
              type="number"
              value={String(item.minutes)}
              onChange={(minutes) => set(item.id, { minutes: Math.max(0, Math.round(Number(minutes))) })}
            />
            <span className="mt-plan-acts">
              <Button
                look="plain"
                small
                aria-label={`Move item ${at + 1} up`}
                isDisabled={at === 0}
                onPress={() => move(at, -1)}
              >
                <Icon of={ArrowUp} />
              </Button>
              <Button
                look="plain"
                small
                aria-label={`Move item ${at + 1} down`}
                isDisabled={at === agenda.length - 1}
                onPress={() => move(at, 1)}
              >
                <Icon of={ArrowDown} />
              </Button>
              <Button
                look="plain"
                small
                aria-label={`Take item ${at + 1} out`}
                isDisabled={agenda.length === 1 || item.id === current}
                onPress={() => onChange(agenda.filter((one) => one !== item))}
              >
                <Icon of={Trash2} />
              </Button>
            </span>
          </li>
        ))}
      </ol>
      <Button
        look="plain"
        small
        onPress={() =>
          onChange([...agenda, { id: nanoid(10), title: 'Another item', kind: 'free', minutes: 5 }])
        }
      >
        <Icon of={Plus} />
        Add an item
      </Button>
    </fieldset>
  )
}
