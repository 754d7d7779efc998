import { Link } from 'react-router'
import { kindOf } from '../../shared/domain/documents.ts'
import { sayEvidence } from '../../shared/domain/actions.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import type { NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'
import { CountsLine } from '../ui/action-mark.tsx'
import './register.css'
import { useProgress } from '../sync/records.ts'

/** How far the theme's actions are, under its wording; nothing where there are none. */
function Below({ context }: { context: NarrativeContext }) {
  const what = kindOf(context.document)
  return what.kind === 'narrative' ? <UnderWording workspace={context.workspace} theme={what.theme} /> : null
}

function UnderWording({ workspace, theme }: { workspace: string; theme: ThemeId }) {
  const { data } = useProgress(workspace)
  const counts = data?.themes[theme]
  if (counts === undefined || counts.total === 0) return null
  return (
    <p className="actions-line">
      <Link to={`/w/${workspace}/actions`}>
        {counts.total === 1 ? '1 action' : `${counts.total} actions`}
      </Link>{' '}
      <CountsLine counts={counts} /> {sayEvidence(counts)}
    </p>
  )
}

/** The theme's actions on the page of its narrative. */
export const register: NarrativeSlots = { id: 'register', Below }
