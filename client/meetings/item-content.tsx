import { Link } from 'react-router'
import type { AgendaItem } from '../../shared/domain/meetings.ts'
import { ChangesTable } from './changes-table.tsx'
import type { MeetingHere } from './desk.ts'
import { LastActions } from './last-actions.tsx'

/** What an item is about, above its minutes. */
export function ItemContent({ here, item }: { here: MeetingHere; item: AgendaItem }) {
  const { workspace } = here.context
  if (here.wordsOnly) return null
  switch (item.kind) {
    case 'themes':
      return <ChangesTable here={here} />
    case 'last actions':
    case 'next steps':
      return <LastActions here={here} own={item.kind === 'next steps'} />
    case 'positions':
      return (
        <p className="mt-sub">
          <Link to={`/w/${workspace}/positions`}>Where every partner stands on every theme</Link>. Type{' '}
          <kbd>/position</kbd> to note one that is to be taken; only the partner’s signatory sets it.
        </p>
      )
    case 'chase':
      return (
        <p className="mt-sub">
          Claims to tie down: what is missing, who finds it and by what hour.{' '}
          <Link to={`/w/${workspace}/actions`}>Open the chase list</Link>
        </p>
      )
    case 'free':
      return null
  }
}
