import { ChevronLeft } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { Link, Navigate } from 'react-router'
import { type DocumentId, kindOf } from '../../shared/domain/documents.ts'
import type { DocumentPage } from '../../shared/domain/workspace.ts'
import { sections } from '../../shared/narrative/sections.ts'
import { roomOf } from '../../shared/rooms.ts'
import { SavedLine } from '../presence/saved-line.tsx'
import { RoomStrips } from '../presence/room-strips.tsx'
import type { NarrativeSlots } from '../sync/narrative-slots.ts'
import { useDocumentPage, useHome, type Known } from '../sync/records.ts'
import { useRoom, type RoomHandle } from '../sync/use-room.ts'
import { InBar } from '../ui/bar.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { Trail } from '../ui/trail.tsx'
import { Icon } from '../ui/icon.tsx'
import { OpenNarrative } from './open-narrative.tsx'
import { StoredTextPage } from './stored-text.tsx'
import { NARROW, useMedia } from '../ui/use-media.ts'
import './narrative.css'
import './paper.css'
import './print.css'

const NO_SLOTS: NarrativeSlots = { id: 'none' }

/** The evidence narrative of one theme: its room, what stands beside it, and the page both are drawn on. */
export function NarrativePage({
  workspace,
  document,
  slots = NO_SLOTS,
}: {
  workspace: string
  document: DocumentId
  slots?: NarrativeSlots
}) {
  const under = slots.own?.under ?? slots.under
  const page = useDocumentPage(workspace, document)
  const room = useRoom(roomOf(workspace, document))
  const narrow = useMedia(NARROW)
  const shown = useSinceAsAnswered(page)
  const label = page.data === undefined ? 'A document' : (slots.own?.title(page.data) ?? page.data.title)
  usePageTitle(kindOf(document).kind === 'narrative' ? `${label}, evidence narrative` : label)
  return (
    <>
      {narrow ? (
        <InBar place="trail">
          <nav className="bar-back" aria-label="Where you are">
            <Link
              to={under === undefined ? `/w/${workspace}` : `/w/${workspace}/${under.path}`}
              aria-label={
                under === undefined ? 'Back to the five narratives' : `Back to ${under.name.toLowerCase()}`
              }
            >
              <Icon of={ChevronLeft} />
            </Link>
            <span aria-current="page">{label}</span>
          </nav>
        </InBar>
      ) : under === undefined ? (
        <Trail workspace={workspace} page={label} />
      ) : (
        <Trail under={[{ name: under.name, to: `/w/${workspace}/${under.path}` }]} page={label} />
      )}
      <InBar place="tools">
        {/* What is not open to somebody is not on its way to them either. */}
        {shown === undefined && page.problem !== null ? null : <SavedLine room={room.room} />}
      </InBar>
      {shown === undefined ? (
        page.problem === null || page.problem.passes ? (
          <main id="main" className="narrow-page" tabIndex={-1} aria-busy={page.problem === null}>
            <p role="status">{page.problem === null ? 'Catching up…' : page.problem.message}</p>
          </main>
        ) : (
          <NotOpen workspace={workspace} document={document} says={page.problem.message} />
        )
      ) : (
        <Words key={room.generation} page={shown} room={room} slots={slots} />
      )}
    </>
  )
}

/** A guest reader reads the frozen version, wherever an address to the text came from; others are told why not. */
function NotOpen({ workspace, document, says }: { workspace: string; document: DocumentId; says: string }) {
  const home = useHome(workspace)
  const frozen = home.data?.frozen.find(({ id }) => id === document)
  const waits = home.data === undefined && home.problem === null
  return frozen === undefined ? (
    <main id="main" className="narrow-page" tabIndex={-1} aria-busy={waits}>
      <p role="status">{waits ? 'Catching up…' : says}</p>
      {waits ? null : <Link to={`/w/${workspace}`}>Go to the five narratives</Link>}
    </main>
  ) : (
    <Navigate replace to={`/w/${workspace}/documents/${document}/history/${frozen.version}`} />
  )
}

/** What changed since the last visit stays as first answered: later readings only bring the last edits up to date. */
function useSinceAsAnswered({ data, answered }: Known<DocumentPage>): DocumentPage | undefined {
  const [first, setFirst] = useState<DocumentPage['since'] | null>(null)
  if (first === null && answered && data !== undefined) setFirst(data.since)
  return useMemo(
    () => (data === undefined || first === null ? data : { ...data, since: first }),
    [data, first],
  )
}

function Words({ page, room, slots }: { page: DocumentPage; room: RoomHandle; slots: NarrativeSlots }) {
  const hasWords = useHasWords(room)
  const strips = <RoomStrips handle={room} />
  if (room.provider !== null && hasWords)
    return <OpenNarrative page={page} room={room} slots={slots} strips={strips} />
  if (room.unreachable) return <StoredTextPage page={page} strips={strips} />
  return (
    <main id="main" className="narrow-page" tabIndex={-1} aria-busy>
      <h1>{page.title}</h1>
      <p role="status">Catching up…</p>
      {strips}
    </main>
  )
}

/** The server's words are here, or this device had some. */
function useHasWords({ doc, synced }: RoomHandle): boolean {
  const [some, setSome] = useState(() => sections(doc).length > 0)
  useEffect(() => {
    const map = doc.getMap('sections')
    const look = () => setSome(sections(doc).length > 0)
    look()
    map.observe(look)
    return () => map.unobserve(look)
  }, [doc])
  return synced || some
}
