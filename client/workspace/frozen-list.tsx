import { Link } from 'react-router'
import type { Home } from '../../shared/domain/workspace.ts'
import { StatusMark } from '../ui/standing.tsx'
import { dayAndTime } from '../ui/when.ts'

/** What a guest reader reads: the frozen versions. */
export const FrozenList = ({ home, now }: { home: Home; now: number }) =>
  home.frozen.length === 0 ? (
    <p className="home-frozen">No narrative is frozen yet. You read each of them from the day it is.</p>
  ) : (
    <ul className="home-frozen" aria-label="Frozen narratives">
      {home.frozen.map(({ id, label, name, version, at }) => (
        <li key={id}>
          <Link to={`/w/${home.workspace.slug}/documents/${id}/history/${version}`}>
            {name === null ? label : `${label}: ${name}`}
          </Link>{' '}
          <StatusMark status="frozen" /> {dayAndTime(at, now)}
        </li>
      ))}
    </ul>
  )
