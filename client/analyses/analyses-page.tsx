import { EyeOff } from 'lucide-react'
import { Link, useParams } from 'react-router'
import type { Analysis } from '../../shared/analyses/analyses.ts'
import { documentId } from '../../shared/domain/documents.ts'
import type { Home } from '../../shared/domain/workspace.ts'
import { useHome } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Swatch } from '../ui/partner.tsx'
import { Submissions } from './analysis-state.tsx'
import { Paper } from './paper.tsx'
import { useAnalyses } from './records.ts'
import { OPENNESS } from './words.ts'

/** All partners' own analyses: yours, and what others have shared or submitted. */
export function AnalysesPage() {
  const { workspace = '' } = useParams()
  const home = useHome(workspace)
  const all = useAnalyses(workspace)
  const problem = all.problem ?? home.problem
  return (
    <Paper workspace={workspace} page="Own analyses">
      <h1>Own analyses</h1>
      <p className="quiet">
        What a partner writes for itself. Others see it once it is shared or submitted, and never change it.
      </p>
      {problem === null ? null : (
        <p role="alert">
          {problem.message}{' '}
          {problem.passes ? (
            <Button look="text" onPress={all.retry}>
              Try again
            </Button>
          ) : null}
        </p>
      )}
      {home.data === undefined || all.data === undefined ? (
        problem === null ? (
          <p role="status">Catching up…</p>
        ) : null
      ) : (
        <List home={home.data} all={all.data} />
      )}
    </Paper>
  )
}

function List({ home, all }: { home: Home; all: readonly Analysis[] }) {
  const { me, workspace } = home
  const own = all.filter(({ partner }) => partner === me.partner)
  const others = all.filter(({ partner }) => partner !== me.partner)
  return (
    <ul className="analyses">
      {[...own, ...others].map((analysis) => {
        const partner = workspace.partners.find(({ kind }) => kind === analysis.partner)
        const nothing = !analysis.reads && analysis.submissions.length === 0
        const id = documentId({ kind: 'analysis', partner: analysis.partner })
        return (
          <li key={analysis.partner}>
            <h2>
              <Swatch partner={analysis.partner} />
              {partner?.name ?? analysis.partner}
              {analysis.partner === me.partner ? <span className="quiet">, yours</span> : null}
            </h2>
            {analysis.reads ? (
              <p>
                <Link to={`/w/${workspace.slug}/documents/${id}`}>
                  {analysis.edits ? 'Write the analysis' : 'Read the draft'}
                </Link>{' '}
                <span className="quiet">{OPENNESS[analysis.openness]}</span>
              </p>
            ) : null}
            {nothing ? (
              <p className="quiet">
                <Icon of={EyeOff} /> Nothing shared or submitted.
              </p>
            ) : null}
            <Submissions workspace={workspace.slug} analysis={analysis} />
            {nothing ? null : (
              <p>
                <Link to={`/w/${workspace.slug}/analyses/${analysis.partner}/compare`}>
                  Side by side with the narratives
                </Link>
              </p>
            )}
          </li>
        )
      })}
    </ul>
  )
}
