import { useQueryClient } from '@tanstack/react-query'
import { nanoid } from 'nanoid'
import { useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import type { DeckSection } from '../../shared/presentation/deck.ts'
import type { ListenerNote } from '../../shared/presentation/rehearsals.ts'
import { ApiProblem, call } from '../sync/api.ts'
import { outbox } from '../sync/outbox.ts'
import { serverNow } from '../sync/server-clock.ts'
import { useOutbox } from '../sync/use-outbox.ts'
import { useUnsent } from '../sync/use-unsent.ts'
import { answer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { UnsentStrips } from '../ui/unsent-strips.tsx'

const NOTES = ['addRunNote'] as const

/** What listeners note for the section they hear; what is written without a link is kept and goes out later. */
export function ListenerNotes({
  workspace,
  run,
  section: { section, label, title },
  notes,
  me,
}: {
  workspace: string
  run: string
  section: DeckSection
  notes: readonly ListenerNote[]
  me: string | null
}) {
  const queries = useQueryClient()
  const [words, setWords] = useState('')
  const [wrong, setWrong] = useState<string>()
  const waiting = useOutbox().filter(
    ({ route, params, body, refused }) =>
      refused === null &&
      route === 'addRunNote' &&
      params['run'] === run &&
      (body as { section: string }).section === section,
  )
  // Refused long after it was written, perhaps for another section: its author decides what becomes of it.
  const refused = useUnsent(workspace, NOTES).filter((one) => one.refused !== null)
  const mine = notes.filter((note) => note.section === section)
  const again = () => queries.invalidateQueries({ queryKey: ['runs', workspace] })
  const keep = async () => {
    const text = words.trim()
    if (text === '') return setWrong('Write something first.')
    setWrong(undefined)
    try {
      const body = { id: nanoid(), section, words: text, writtenAt: serverNow() }
      const { sent } = await outbox.send('addRunNote', { params: { workspace, run }, body })
      setWords('')
      answer(sent ? 'Noted.' : 'Kept on this device; it goes out when the link is back.')
      await again()
    } catch (error) {
      setWrong(
        error instanceof ApiProblem ? error.message : 'That could not be noted. Your words are still here.',
      )
    }
  }
  return (
    <section className="listener-notes" aria-labelledby="listener-notes">
      <h2 id="listener-notes">Notes on {label ?? title}</h2>
      <UnsentStrips unsent={refused} />
      <ul>
        {mine.map((note) => (
          <li key={note.id}>
            {note.words}{' '}
            <span className="small quiet">
              {note.by.name}
              {note.by.id === me ? (
                <>
                  {' '}
                  <Button
                    look="text"
                    small
                    onPress={() =>
                      void call(routes.removeRunNote, { params: { workspace, run, note: note.id } }).finally(
                        again,
                      )
                    }
                  >
                    Take back
                  </Button>
                </>
              ) : null}
            </span>
          </li>
        ))}
        {waiting.map((one) => (
          <li key={one.id}>
            {(one.body as { words: string }).words}{' '}
            <span className="small quiet">Kept on this device, not sent yet</span>
          </li>
        ))}
      </ul>
      <TextField
        label="Note something for the presenter"
        rows={2}
        value={words}
        onChange={setWords}
        wrong={wrong}
        maxLength={2_000}
      />
      <div className="acts">
        <Button onPress={() => void keep()}>Note it</Button>
      </div>
    </section>
  )
}
