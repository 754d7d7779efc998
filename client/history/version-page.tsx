import { Lock, Printer } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Link, useParams } from 'react-router'
import { type DocumentId, isNumbered, kindOf } from '../../shared/domain/documents.ts'
import type { ComparedNode, ComparedSection, Comparison } from '../../shared/history/compared.ts'
import { NOW } from '../../shared/history/compared.ts'
import type { Version } from '../../shared/history/version.ts'
import type { Author } from '../../shared/people/person.ts'
import { useDocumentPage } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Swatch } from '../ui/partner.tsx'
import { Select } from '../ui/select.tsx'
import { Awaiting, HistoryFrame, NoDocument, useDocumentName, usePlace } from './frame.tsx'
import { shortOf, useAround, useVersionText } from './records.ts'
import { RestoreDialog, type ToRestore } from './restore-dialog.tsx'
import { Blocks, ReaderProvider } from './text-view.tsx'
import { VersionPicture } from './version-picture.tsx'
import { sayAsIn, sayVersion, sayWhy, sayWords } from './words.ts'

const FIXED: ReadonlySet<Version['why']> = new Set(['agreed', 'frozen', 'closed', 'submitted', 'signed off'])

/** A version to be read, or the words of now; with who wrote what. */
export function VersionPage() {
  const place = usePlace()
  const { version = NOW } = useParams()
  return place === null ? (
    <NoDocument />
  ) : (
    <OneVersion key={`${place.document} ${version}`} {...place} id={version} />
  )
}

function OneVersion({ workspace, document, id }: { workspace: string; document: DocumentId; id: string }) {
  const text = useVersionText(workspace, document, id)
  const name = useDocumentName(workspace, document)
  const title = id === NOW ? 'Who wrote what' : 'A version'
  return (
    <HistoryFrame workspace={workspace} document={document} title={title} page={title}>
      <h1>
        {name}
        {text.data === undefined
          ? ''
          : `: ${text.data.version === null ? 'as it is now' : sayVersion(text.data.version)}`}
      </h1>
      {text.data === undefined ? (
        <Awaiting of={text} timeline={`/w/${workspace}/documents/${document}/history`} />
      ) : (
        <Text workspace={workspace} document={document} {...text.data} />
      )}
    </HistoryFrame>
  )
}

function Text({
  workspace,
  document,
  version,
  text,
}: {
  workspace: string
  document: DocumentId
  version: Version | null
  text: Comparison
}) {
  const { partners, planted } = useAround(workspace)
  const page = useDocumentPage(workspace, document)
  const [shown, setShown] = useState(version === null ? 'everyone' : 'nobody')
  const [restoring, setRestoring] = useState<ToRestore | null>(null)
  const counts = useMemo(() => countBy(text), [text])
  const reader = useMemo(
    () => ({
      authors: text.authors,
      say: ({ name, partner }: Author) => `${name}, ${shortOf(partners, partner)}`,
      who:
        shown === 'nobody'
          ? ({ show: false } as const)
          : { show: true as const, only: shown === 'everyone' ? null : shown },
    }),
    [text, partners, shown],
  )
  const base = `/w/${workspace}/documents/${document}/history`
  const open = page.data !== undefined
  const onBoard = kindOf(document).kind === 'board'
  const mayRestore = version !== null && page.data?.rights.edit === true
  const ask = (section: ToRestore['section']): void => {
    if (version !== null) setRestoring({ version: version.id, as: sayAsIn(version), section })
  }
  return (
    <>
      {version === null ? null : (
        <p className="quiet">
          {sayWhy(version)}. {sayWords(version.words)}.
        </p>
      )}
      {version !== null && FIXED.has(version.why) ? (
        <p className="fixed">
          <Icon of={Lock} /> This version stays as it is: nobody can change or remove it. Its checksum
          (SHA-256): <code>{version.checksum}</code>
        </p>
      ) : null}
      <div className="history-acts no-print">
        <Select
          label="Who wrote what"
          value={shown}
          onChange={setShown}
          options={[
            { id: 'nobody', words: 'Not marked' },
            { id: 'everyone', words: 'Everyone marked' },
            ...counts.map(({ author }) => ({ id: author.id, words: reader.say(author) })),
          ]}
        />
        {version !== null && open ? (
          <Link to={`${base}/compare/${version.id}/now`}>Compare with now</Link>
        ) : null}
        {mayRestore ? <Button onPress={() => ask(null)}>Bring back this version</Button> : null}
        <Button onPress={() => window.print()}>
          <Icon of={Printer} /> Print
        </Button>
      </div>
      {shown === 'nobody' ? null : (
        <ul className="legend" aria-label="Who wrote how much">
          {counts
            .filter(({ author }) => shown === 'everyone' || author.id === shown)
            .map(({ author, words }) => (
              <li key={author.id} className="who">
                <Swatch partner={author.partner} />
                {reader.say(author)}: {sayWords(words)}
              </li>
            ))}
          {planted &&
          kindOf(document).kind === 'narrative' &&
          counts.some(({ author }) => author.role === 'NL') ? (
            <li className="small quiet">
              The demonstration text comes from published slides; it was put in under the nominated lead’s
              name.
            </li>
          ) : null}
        </ul>
      )}
      {onBoard ? (
        <VersionPicture workspace={workspace} document={document} version={version?.id ?? NOW} />
      ) : null}
      <ReaderProvider value={reader}>
        <article className={onBoard ? 'compared is-board' : 'compared'}>
          {text.sections.map((section) => (
            <section key={section.id} className="sec" aria-labelledby={`version-${section.id}`}>
              <h2 id={`version-${section.id}`}>
                {isNumbered(document) ? <span className="no kept">{section.number}</span> : null}{' '}
                {section.title}
              </h2>
              {mayRestore ? (
                <Button look="text" small onPress={() => ask(section)}>
                  {onBoard ? 'Bring this back' : 'Bring back this section'}
                  <span className="vh"> {section.title}</span>
                </Button>
              ) : null}
              {onBoard && shown === 'nobody' && saysItAll(section) ? null : (
                <div className="prose">
                  {section.content.length === 0 && !onBoard ? (
                    <p className="quiet">Nothing was written here.</p>
                  ) : null}
                  <Blocks nodes={section.content} />
                </div>
              )}
            </section>
          ))}
        </article>
      </ReaderProvider>
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

/** The heading of a thing on a board has all of its words already. */
function saysItAll({ title, content }: ComparedSection): boolean {
  const plain = ({ parts, content }: ComparedNode): string =>
    [...(parts ?? []).map(({ text }) => text), ...(content ?? []).map(plain)].join('')
  return title.endsWith(`“${content.map(plain).join(' ')}”`)
}

/** How many words of a text each author wrote, most first. */
function countBy({ authors, sections }: Comparison): { author: Author; words: number }[] {
  const counts = authors.map((author) => ({ author, words: 0 }))
  const walk = ({ parts, content }: ComparedNode): void => {
    for (const { text, author } of parts ?? []) {
      const one = author === null ? undefined : counts[author]
      if (one !== undefined) one.words += text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.,%-]*/gu)?.length ?? 0
    }
    content?.forEach(walk)
  }
  for (const { content } of sections) content.forEach(walk)
  return counts.filter(({ words }) => words > 0).toSorted((a, b) => b.words - a.words)
}
