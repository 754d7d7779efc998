import './print-page.css'
import { Printer } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import type { Part } from '../../../shared/board/text.ts'
import { useKnown } from '../../sync/records.ts'
import { documentId } from '../../../shared/domain/documents.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { ProblemLine } from '../../ui/problem-line.tsx'
import { Select } from '../../ui/select.tsx'
import { Trail } from '../../ui/trail.tsx'
import { readBoardFile } from './files.ts'

interface Printed {
  title: string
  readOut: Part[]
}

/** A board for paper: its picture on a sheet of its own, then the same as a list. */
export function PrintPage() {
  const { workspace = '', board = '' } = useParams()
  const document = documentId({ kind: 'board', board })
  const known = useKnown(['board', workspace, document, 'printed'], async () => {
    const data = await readBoardFile(workspace, board, 'board.json')
    const picture = await readBoardFile(workspace, board, 'picture.svg')
    return { ...(JSON.parse(await data.text()) as Printed), picture }
  })
  const title = known.data?.title ?? 'Board'
  usePageTitle(`Print ${title}`)
  const [paper, setPaper] = useState('a4')
  return (
    <>
      <Trail
        workspace={workspace}
        under={[
          { name: 'Boards', to: `/w/${workspace}/boards` },
          { name: title, to: `/w/${workspace}/boards/${board}` },
        ]}
        page="Print"
      />
      <main id="main" className={`bpr-page is-${paper}`} tabIndex={-1}>
        <h1>{title}</h1>
        <ProblemLine problem={known.problem} retry={known.retry} />
        {known.data === undefined ? (
          known.problem === null ? (
            <p role="status">Catching up…</p>
          ) : null
        ) : (
          <>
            <div className="bpr-acts no-print">
              <Select
                label="Paper"
                value={paper}
                onChange={setPaper}
                options={[
                  { id: 'a4', words: 'A4, landscape' },
                  { id: 'a3', words: 'A3, landscape' },
                ]}
              />
              <Button look="main" onPress={() => window.print()}>
                <Icon of={Printer} />
                Print
              </Button>
            </div>
            <Picture blob={known.data.picture} title={title} />
            <ReadOut parts={known.data.readOut} />
          </>
        )}
      </main>
    </>
  )
}

function Picture({ blob, title }: { blob: Blob; title: string }) {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    // oxlint-disable-next-line react/set-state-in-effect -- an address is made and given back with the picture
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return address === null ? null : (
    <img className="bpr-picture" src={address} alt={`A picture of ${title}. The list below says the same.`} />
  )
}

const ReadOut = ({ parts }: { parts: readonly Part[] }) => (
  <section className="bpr-list" aria-label="The same as a list">
    {parts.length === 0 ? <p>Nothing stands on this board.</p> : null}
    {parts.map(({ frame, heading, depth, votes, things, joined }) => (
      <section key={frame ?? ''}>
        {heading === '' ? null : depth === 0 ? <h2>{heading}</h2> : <h3>{heading}</h3>}
        {votes === '' ? null : <p className="small quiet">{votes}</p>}
        <ol>
          {things.map(({ id, words, about }) => (
            <li key={id}>
              {words}
              {about === '' ? null : <span className="small quiet">{about}</span>}
            </li>
          ))}
        </ol>
        {joined.length === 0 ? null : (
          <ul>
            {joined.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </section>
    ))}
  </section>
)
