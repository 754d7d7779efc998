import { useParams } from 'react-router'
import { Link } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import { documentId } from '../../shared/domain/documents.ts'
import { PartnerKind } from '../../shared/domain/partners.ts'
import type { Pair } from '../../shared/analyses/analyses.ts'
import { call } from '../sync/api.ts'
import { useHome } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Swatch } from '../ui/partner.tsx'
import { Paper } from './paper.tsx'
import { sideBySideKey, useAnalyses, useSideBySide } from './records.ts'
import { useAct } from '../sync/use-act.ts'
import { sayMoment, saySubmission, shortOf } from './words.ts'

/** A partner's analysis beside the narratives: each linked paragraph, and what the narrative says there. */
export function SideBySidePage() {
  const { workspace = '', partner } = useParams()
  const kind = PartnerKind.safeParse(partner)
  return (
    <Paper workspace={workspace} page="Side by side" under>
      {kind.success ? (
        <Pairs workspace={workspace} partner={kind.data} />
      ) : (
        <>
          <h1>There is no such partner</h1>
          <p>
            Look at the address, or go to the <Link to={`/w/${workspace}/analyses`}>own analyses</Link>.
          </p>
        </>
      )}
    </Paper>
  )
}

function Pairs({ workspace, partner }: { workspace: string; partner: PartnerKind }) {
  const home = useHome(workspace)
  const seen = useSideBySide(workspace, partner)
  const mine = useAnalyses(workspace).data?.find((one) => one.partner === partner)
  const { act, busy, refused } = useAct([sideBySideKey(workspace, partner)])
  const name = shortOf(home.data?.workspace.partners ?? [], partner)
  const unlink = (link: string) =>
    void act(() => call(routes.unlink, { params: { workspace, partner, link } }))
  return (
    <>
      <h1>{name}: side by side with the narratives</h1>
      {seen.data === undefined ? (
        seen.problem === null ? (
          <p role="status">Catching up…</p>
        ) : (
          <p role="alert">{seen.problem.message}</p>
        )
      ) : (
        <>
          <p className="quiet">
            {seen.data.submission === null
              ? 'The draft as it is now, beside what the narratives say there now.'
              : `${saySubmission(seen.data.submission)}, beside what the narratives say there now.`}
          </p>
          {refused === null ? null : <p role="alert">{refused}</p>}
          {seen.data.pairs.length === 0 ? (
            <p>
              Nothing is linked yet.
              {mine?.edits
                ? ' Open the analysis, put the caret in a paragraph, and press “Link to a narrative”.'
                : ''}{' '}
              {mine?.reads === true ? (
                <Link to={`/w/${workspace}/documents/${documentId({ kind: 'analysis', partner })}`}>
                  Go to the analysis
                </Link>
              ) : null}
            </p>
          ) : null}
          <ol className="pairs">
            {seen.data.pairs.map((pair) => (
              <li key={pair.link} id={`link-${pair.link}`}>
                <Analysed
                  pair={pair}
                  partner={partner}
                  name={name}
                  workspace={workspace}
                  reads={mine?.reads === true}
                />
                <Narrated pair={pair} workspace={workspace} />
                <p className="pair-foot quiet">
                  Linked by {pair.by.name}, {sayMoment(pair.at)}.{' '}
                  {mine?.edits ? (
                    <Button look="text" small isDisabled={busy} onPress={() => unlink(pair.link)}>
                      Take this link away
                    </Button>
                  ) : null}
                </p>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}

function Analysed({
  pair: { analysis },
  partner,
  name,
  workspace,
  reads,
}: {
  pair: Pair
  partner: PartnerKind
  name: string
  workspace: string
  reads: boolean
}) {
  const title = `${analysis.number} ${analysis.title}`.trim()
  const document = documentId({ kind: 'analysis', partner })
  return (
    <section aria-label={`${name} say`}>
      <h2>
        <Swatch partner={partner} /> {name} say
      </h2>
      <p className="pair-where">
        {reads ? (
          <Link to={`/w/${workspace}/documents/${document}#section-${analysis.section}`}>{title}</Link>
        ) : (
          title
        )}
      </p>
      {analysis.gone ? <p className="quiet">These words are no longer in the analysis. They were:</p> : null}
      <blockquote className={`p-${partner}`}>{analysis.text}</blockquote>
    </section>
  )
}

const Narrated = ({
  pair: { narrative, theme, label, saidThen },
  workspace,
}: {
  pair: Pair
  workspace: string
}) => (
  <section aria-label={`${label} says`}>
    <h2>{label} says</h2>
    <p className="pair-where">
      <Link to={`/w/${workspace}/documents/${theme}#section-${narrative.section}`}>
        {`${narrative.number} ${narrative.title}`.trim()}
      </Link>
    </p>
    {narrative.gone ? (
      <p className="quiet">The words this was linked to are gone from the narrative.</p>
    ) : (
      <blockquote>{narrative.text}</blockquote>
    )}
    {saidThen === null ? null : (
      <details open={narrative.gone}>
        <summary>Changed since it was linked: what it said then</summary>
        <blockquote>{saidThen}</blockquote>
      </details>
    )}
  </section>
)
