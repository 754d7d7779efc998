import { ACTION_STATUSES } from '../../shared/domain/actions.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import { THEME_IDS } from '../../shared/domain/themes.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { type Filter, NO_FILTER, type Row } from './rows.ts'

const ONLY: readonly { id: Filter['only']; words: string }[] = [
  { id: 'all', words: 'All' },
  { id: 'overdue', words: 'Overdue' },
  { id: 'old', words: 'Evidence older than 92 days' },
  { id: 'nothing', words: 'Without evidence that counts' },
  { id: 'waits', words: 'Waiting for a second person' },
]

/** Which actions are shown. */
export function Filters({
  filter,
  onChange,
  rows,
  partners,
}: {
  filter: Filter
  onChange: (filter: Filter) => void
  rows: readonly Row[]
  partners: readonly Partner[]
}) {
  const owners = [...new Set(rows.flatMap(({ action }) => action.owner?.name ?? []))].toSorted()
  const set = (more: Partial<Filter>): void => onChange({ ...filter, ...more })
  const narrowed = JSON.stringify(filter) !== JSON.stringify(NO_FILTER)
  return (
    <div className="actions-filters no-print" role="search" aria-label="Find actions">
      <TextField
        label="Find in actions"
        type="search"
        value={filter.find}
        onChange={(find) => set({ find })}
      />
      <Select
        label="Theme"
        options={[
          { id: 'all' as const, words: 'All' },
          ...THEME_IDS.map((id) => ({ id, words: `Theme ${id}` })),
        ]}
        value={filter.theme}
        onChange={(theme) => set({ theme })}
      />
      <Select
        label="Status"
        options={[{ id: 'all' as const, words: 'All' }, ...ACTION_STATUSES.map((id) => ({ id, words: id }))]}
        value={filter.status}
        onChange={(status) => set({ status })}
      />
      <Select
        label="Partner"
        options={[
          { id: 'all' as const, words: 'All' },
          ...partners.map(({ kind, short }) => ({ id: kind, words: short })),
        ]}
        value={filter.partner}
        onChange={(partner) => set({ partner })}
      />
      {owners.length === 0 ? null : (
        <Select
          label="Owner"
          options={[{ id: 'all', words: 'All' }, ...owners.map((name) => ({ id: name, words: name }))]}
          value={filter.owner}
          onChange={(owner) => set({ owner })}
        />
      )}
      <Select label="Only" options={ONLY} value={filter.only} onChange={(only) => set({ only })} />
      {narrowed ? (
        <Button look="text" onPress={() => onChange(NO_FILTER)}>
          Show all actions
        </Button>
      ) : null}
    </div>
  )
}
