import { Link } from 'react-router'
import type { Since as SinceRecord } from '../../shared/domain/workspace.ts'
import type { ShortNames } from '../presence/here.ts'
import { useNow } from '../ui/use-now.ts'
import { when } from '../ui/when.ts'

/** Which sections changed since this person last left, by which partner; each leads to its section. */
export function Since({
  since,
  short,
  stepThrough,
  goTo,
}: {
  since: SinceRecord
  short: ShortNames
  /** Where the changes are, one by one. */
  stepThrough: string
  goTo: (section: string) => void
}) {
  const now = useNow()
  if (since.lastHere === null || since.changes.length === 0) return null
  const sections = bySection(since.changes)
  return (
    <p className="since">
      Since you were last here, {when(since.lastHere, now)}:{' '}
      {sections.map(({ section, number, title, partners }, index) => (
        <span key={section}>
          {index === 0 ? '' : index === sections.length - 1 ? ' and ' : ', '}
          {list(partners.map((partner) => short[partner]))} changed{' '}
          <button className="btn-text" title={title} onClick={() => goTo(section)}>
            {number}
          </button>
        </span>
      ))}
      . <Link to={stepThrough}>Step through what changed</Link>
    </p>
  )
}

type Change = SinceRecord['changes'][number]

/** One line a section, in the order given, each partner once. */
export function bySection(changes: readonly Change[]) {
  const found = new Map<
    string,
    { section: string; number: string; title: string; partners: Change['partner'][] }
  >()
  for (const { section, number, title, partner } of changes) {
    const line = found.get(section) ?? { section, number, title, partners: [] }
    found.set(section, line)
    if (!line.partners.includes(partner)) line.partners.push(partner)
  }
  return [...found.values()]
}

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
