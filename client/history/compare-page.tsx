import { ChevronDown, ChevronUp } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Link, useParams } from 'react-router'
import { type DocumentId, isNumbered, kindOf } from '../../shared/domain/documents.ts'
import type { ComparedSection, Comparison } from '../../shared/history/compared.ts'
import { NOW } from '../../shared/history/compared.ts'
import type { Version } from '../../shared/history/version.ts'
import type { Author } from '../../shared/people/person.ts'
import { pageOf } from '../sync/addresses.ts'
import { useDocumentPage } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Icon } from '../ui/icon.tsx'
import { Swatch } from '../ui/partner.tsx'
import { Awaiting, HistoryFrame, NoDocument, useDocumentName, usePlace } from './frame.tsx'
import { shortOf, useAround, useComparison, useLastSeen } from './records.ts'
import { RestoreDialog, type ToRestore } from './restore-dialog.tsx'
import { Blocks, ReaderProvider } from './text-view.tsx'
import { useSteps } from './use-steps.ts'
import { sayAsIn, sayMoment, saySection, sayVersion } from './words.ts'

/** Two versions laid over each other; at `last-seen`, what has changed since this person was last here. */
export function ComparePage() {
  const place = usePlace()
  const { from, to } = useParams()
  return place === null ? (
    <NoDocument />
  ) : (
    <Compare key={`${place.document} ${from} ${to}`} {...place} from={from ?? null} to={to ?? NOW} />
  )
}

function Compare({
  workspace,
  document,
  from,
  to,
}: {
  workspace: string
  document: DocumentId
  /** Null: the version that stood when this person last left. */
  from: string | null
  to: string
}) {
  const seen = useLastSeen(workspace, document, from === null)
  const compared = useComparison(workspace, document, from ?? seen.data?.version?.id ?? null, to)
  const name = useDocumentName(workspace, document)
  const title = from === null ? 'Since you were last here' : 'Compare'
  const never = from === null && seen.data !== undefined && seen.data.version === null
  return (
    <HistoryFrame workspace={workspace} document={document} title={title} page={title}>
      <h1>
        {title}: {name}
      </h1>
      {never ? (
        <p>You have not been here before, so there is nothing to step through. All of it is new to you.</p>
      ) : null}
      {from === null && seen.data?.version != null && seen.data.lastHere !== null ? (
        <p className="quiet">
          You were last here on {sayMoment(seen.data.lastHere)}.{' '}
          {seen.data.exact
            ? ''
            : `No version is so old; this is the oldest there is, of ${sayMoment(seen.data.version.at)}.`}
        </p>
      ) : null}
      {never ? null : compared.data === undefined ? (
        <Awaiting
          of={from === null && seen.problem !== null ? seen : compared}
          timeline={`/w/${workspace}/documents/${document}/history`}
        />
      ) : (
        <Compared workspace={workspace} document={document} {...compared.data} />
      )}
    </HistoryFrame>
  )
}

function Compared({
  workspace,
  document,
  from,
  to,
  comparison,
}: {
  workspace: string
  document: DocumentId
  from: Version | null
  to: Version | null
  comparison: Comparison
}) {
  const { partners } = useAround(workspace)
  const page = useDocumentPage(workspace, document)
  const [brief, setBrief] = useState(true)
  const [restoring, setRestoring] = useState<ToRestore | null>(null)
  const { stops, sections, authors } = comparison
  const { root, at, next, previous } = useSteps(stops)
  const reader = useMemo(
    () => ({
      authors,
      say: ({ name, partner }: Author) => `${name}, ${shortOf(partners, partner)}`,
      who: { show: false } as const,
    }),
    [authors, partners],
  )
  const changed = sections.filter(({ change }) => change !== 'same')
  const numbered = isNumbered(document)
  const onBoard = kindOf(document).kind === 'board'
  // Bringing back is a step to the earlier version from now.
  const mayRestore = page.data?.rights.edit === true && from !== null && to === null
  const ask = (section: ComparedSection | null): void => {
    if (from !== null) setRestoring({ version: from.id, as: sayAsIn(from), section })
  }
  return (
    <>
      <p className="quiet">
        From <b>{sayVersion(from)}</b> to <b>{sayVersion(to)}</b>. <del className="cmp">Struck</del> words
        stood in the first, <ins className="cmp">inserted</ins> words came since, each in the colour and
        pattern of who wrote them.
      </p>
      {stops === 0 ? (
        <p role="status">
          <b>Nothing has changed.</b> Both say the same.
        </p>
      ) : (
        <>
          <ul className="changed-sections" aria-label="What changed, by section">
            {changed.map((section) => (
              <li key={section.id}>
                <a href={`#compared-${section.id}`}>
                  {numbered ? <span className="kept">{section.number}</span> : null} {section.title}
                </a>
                : {saySection(section, onBoard)}
                <By authors={section.by.flatMap((author) => authors[author] ?? [])} say={reader.say} />
              </li>
            ))}
          </ul>
          <div className="steps no-print" role="group" aria-label="Changes">
            <Button onPress={previous} aria-keyshortcuts="Alt+ArrowUp">
              <Icon of={ChevronUp} /> Previous<span className="vh"> change</span>
            </Button>
            <Button look="main" onPress={next} aria-keyshortcuts="Alt+ArrowDown">
              <Icon of={ChevronDown} /> Next<span className="vh"> change</span>
            </Button>
            <span role="status" className="num">
              {at === 0 ? `${stops} ${stops === 1 ? 'change' : 'changes'}` : `Change ${at} of ${stops}`}
            </span>
            <Checkbox checked={brief} onChange={setBrief}>
              Only what changed
            </Checkbox>
          </div>
        </>
      )}
      {mayRestore && stops > 0 ? (
        <p className="no-print">
          <Button onPress={() => ask(null)}>Bring back the whole earlier version</Button>
        </p>
      ) : null}
      <ReaderProvider value={reader}>
        <div ref={root} className="compared">
          {(brief ? changed : sections).map((section) => (
            <section key={section.id} id={`compared-${section.id}`} className={`sec is-${section.change}`}>
              <Head section={section} numbered={numbered} onBoard={onBoard} />
              {mayRestore && section.change !== 'same' && section.change !== 'added' ? (
                <Button look="text" small onPress={() => ask(section)}>
                  {onBoard ? 'Bring this back' : 'Bring back this section'}
                  <span className="vh"> {section.title}</span>
                </Button>
              ) : null}
              <div className="prose">
                <Blocks nodes={section.content} brief={brief && section.change === 'changed'} />
              </div>
            </section>
          ))}
        </div>
      </ReaderProvider>
      {stops === 0 ? (
        <Link to={pageOf(workspace, document)}>{onBoard ? 'Go to the board' : 'Go to the text'}</Link>
      ) : null}
      {restoring === null ? null : (
        <RestoreDialog
          workspace={workspace}
          document={document}
          what={restoring}
          onClose={() => setRestoring(null)}
        />
      )}
    </>
  )
}

function Head({
  section,
  numbered,
  onBoard,
}: {
  section: ComparedSection
  numbered: boolean
  onBoard: boolean
}) {
  const { number, title, titleBefore, change, moved, also = [], stop } = section
  const said = [
    change === 'added' ? (onBoard ? 'new on the board' : 'new section') : '',
    change === 'removed' ? (onBoard ? 'taken off the board' : 'section taken out') : '',
    moved ? 'moved' : '',
    ...also,
  ].filter((one) => one !== '')
  return (
    <h2 {...(stop === null ? {} : { 'data-stop': stop, tabIndex: -1 })}>
      {numbered ? <span className="no kept">{number}</span> : null}{' '}
      {titleBefore === null ? (
        title
      ) : (
        <>
          <del className="cmp">
            <span className="vh">Was called </span>
            {titleBefore}
          </del>{' '}
          <ins className="cmp">
            <span className="vh">now </span>
            {title}
          </ins>
        </>
      )}
      {said.length === 0 ? null : <span className="head-said">{said.join(', ')}</span>}
    </h2>
  )
}

const By = ({ authors, say }: { authors: readonly Author[]; say: (author: Author) => string }) =>
  authors.length === 0 ? null : (
    <span className="by">
      {authors.map((author) => (
        <span key={author.id} className="who">
          <Swatch partner={author.partner} />
          {say(author)}
        </span>
      ))}
    </span>
  )
