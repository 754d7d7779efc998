import './walls.css'
import { StickyNote } from 'lucide-react'
import { Link } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import { kindOf } from '../../shared/domain/documents.ts'
import { may } from '../../shared/permissions.ts'
import type { NumberedSection } from '../../shared/narrative/sections.ts'
import { call } from '../sync/api.ts'
import type { NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'
import { useKnown } from '../sync/records.ts'
import { Icon } from '../ui/icon.tsx'

/** Under a section of a narrative: which of its words came from a wall, each with the way back to its note. */
export const fromWalls: NarrativeSlots = { id: 'from walls', After: FromWalls }

function FromWalls({ context, section }: { context: NarrativeContext; section: NumberedSection }) {
  const narrative = kindOf(context.document).kind === 'narrative'
  return narrative && may(context.me, { do: 'read minutes' }) ? (
    <Notes context={context} section={section} />
  ) : null
}

function Notes({ context, section }: { context: NarrativeContext; section: NumberedSection }) {
  const { workspace, document } = context
  const { data = [] } = useKnown(['from-boards', workspace, document], () =>
    call(routes.fromBoards, { params: { workspace, document } }),
  )
  const here = data.filter((one) => one.section === section.id)
  return here.length === 0 ? null : (
    <details className="from-walls no-print">
      <summary>
        <Icon of={StickyNote} />
        {here.length === 1 ? 'One note came here from a wall' : `${here.length} notes came here from a wall`}
      </summary>
      <ul>
        {here.map(({ id, board, title, item, words, by }) => (
          <li key={id}>
            “{words}”{' '}
            <Link to={`/w/${workspace}/boards/${board}#item=${item}`}>
              {title}, sent by {by.name}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
