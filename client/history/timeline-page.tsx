import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import type { Version } from '../../shared/history/version.ts'
import { call, sayProblem } from '../sync/api.ts'
import { useDocumentPage, useKnown } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Swatch } from '../ui/partner.tsx'
import { Awaiting, HistoryFrame, NoDocument, usePlace } from './frame.tsx'
import { NameDialog } from './name-dialog.tsx'
import { shortOf, useAround } from './records.ts'
import { sayDocument, sayMoment, sayWhy, sayWords } from './words.ts'

/** What a document used to say: its versions by day, two of which can be laid over each other. */
export function TimelinePage() {
  const place = usePlace()
  return place === null ? <NoDocument /> : <Timeline key={place.document} {...place} />
}

function Timeline({ workspace, document }: { workspace: string; document: DocumentId }) {
  const { partners } = useAround(workspace)
  const page = useDocumentPage(workspace, document)
  const first = useKnown(['history', workspace, document, 'timeline'], () =>
    call(routes.timeline, { params: { workspace, document, before: 'now' } }),
  )
  const [older, setOlder] = useState<{ versions: Version[]; more: boolean }>({ versions: [], more: true })
  const [naming, setNaming] = useState(false)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const navigate = useNavigate()
  const queries = useQueryClient()
  const base = `/w/${workspace}/documents/${document}/history`
  const newest = first.data?.versions ?? []
  const oldest = newest.at(-1)?.id ?? ''
  const versions = [...newest, ...older.versions.filter(({ id }) => id < oldest)]
  const more = older.versions.length === 0 ? first.data?.more === true : older.more
  const [trouble, setTrouble] = useState<string | null>(null)
  const readOlder = async (): Promise<void> => {
    const before = versions.at(-1)?.id
    if (before === undefined) return
    try {
      const next = await call(routes.timeline, { params: { workspace, document, before } })
      setOlder({ versions: [...older.versions, ...next.versions], more: next.more })
      setTrouble(null)
    } catch (error) {
      setTrouble(sayProblem(error))
    }
  }
  const [one, two] = chosen.toSorted()
  const choose = (id: string, on: boolean): void =>
    setChosen(on ? [...chosen, id].slice(-2) : chosen.filter((other) => other !== id))
  return (
    <HistoryFrame workspace={workspace} document={document} title="History" page="History" back={false}>
      <div className="history-top">
        <h1>History of {page.data?.title ?? sayDocument(document)}</h1>
        {page.data?.rights.edit === true ? (
          <Button look="main" onPress={() => setNaming(true)}>
            Name this version
          </Button>
        ) : null}
      </div>
      <p className="quiet">
        A version is kept when people gather and leave, in quiet moments, when somebody names one, takes a
        position, agrees or freezes, and before and after words are brought back. Nothing here can be edited.
      </p>
      <p className="history-acts">
        <Link to={`${base}/now`}>Who wrote what now</Link>
        {one !== undefined && two !== undefined ? (
          <Button onPress={() => void navigate(`${base}/compare/${one}/${two}`)}>
            Compare the two chosen
          </Button>
        ) : versions.length < 2 ? null : (
          <span className="small quiet" role="status">
            {chosen.length === 1
              ? 'One chosen. Choose another to compare them.'
              : 'Choose two to compare them.'}
          </span>
        )}
      </p>
      {first.data === undefined ? <Awaiting of={first} /> : null}
      {first.data !== undefined && versions.length === 0 ? (
        <p>No versions yet. The first is kept when somebody opens the document to write.</p>
      ) : null}
      {byDay(versions).map(({ day, versions: ofDay }) => (
        <section key={day} className="day" aria-label={day}>
          <h2>{day}</h2>
          <ol>
            {ofDay.map((version) => (
              <Line
                key={version.id}
                version={version}
                base={base}
                partners={partners}
                chosen={chosen.includes(version.id)}
                choose={(on) => choose(version.id, on)}
              />
            ))}
          </ol>
        </section>
      ))}
      {more && versions.length > 0 ? (
        <Button onPress={() => void readOlder()}>Show older versions</Button>
      ) : null}
      {trouble === null ? null : <p role="alert">{trouble}</p>}
      {naming ? (
        <NameDialog
          workspace={workspace}
          document={document}
          onClose={() => setNaming(false)}
          onNamed={() => {
            setNaming(false)
            void queries.invalidateQueries({ queryKey: ['history', workspace, document] })
          }}
        />
      ) : null}
    </HistoryFrame>
  )
}

function Line({
  version,
  base,
  partners,
  chosen,
  choose,
}: {
  version: Version
  base: string
  partners: readonly Partner[]
  chosen: boolean
  choose: (on: boolean) => void
}) {
  const { id, at, name, by, words } = version
  const what = `${name ?? sayWhy(version)}, ${time.format(at)}`
  return (
    <li className="version">
      <time dateTime={new Date(at).toISOString()} title={sayMoment(at)}>
        {time.format(at)}
      </time>
      <div>
        {name === null ? null : <b>{name}</b>}
        <span className="who">
          {by === null ? null : <Swatch partner={by.partner} />}
          {sayWhy(version)}
          {by === null ? '' : ` (${shortOf(partners, by.partner)})`}
        </span>
        <span className="small quiet">{sayWords(words)}</span>
        <span className="version-acts">
          <Link to={`${base}/${id}`} aria-label={`Read: ${what}`}>
            Read
          </Link>
          <Link to={`${base}/compare/${id}/now`} aria-label={`Compare with now: ${what}`}>
            Compare with now
          </Link>
          <Checkbox checked={chosen} onChange={choose}>
            Choose<span className="vh"> {what}</span>
          </Checkbox>
        </span>
      </div>
    </li>
  )
}

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const dayOf = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

function byDay(versions: readonly Version[]): { day: string; versions: Version[] }[] {
  const days: { day: string; versions: Version[] }[] = []
  for (const version of versions) {
    const day = dayOf.format(version.at)
    const last = days.at(-1)
    if (last?.day === day) last.versions.push(version)
    else days.push({ day, versions: [version] })
  }
  return days
}
