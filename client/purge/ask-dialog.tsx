import { useState } from 'react'
import { nanoid } from 'nanoid'
import type { DocumentId } from '../../shared/domain/documents.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import { objectionToWords } from '../../shared/domain/purges.ts'
import type { Person } from '../../shared/people/person.ts'
import { sayProblem } from '../sync/api.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { FoundList } from './found-list.tsx'
import { useAsk, useLook } from './use-purges.ts'
import { documentsFor, titleOf } from './words.ts'
import './purge.css'

interface AskProps {
  workspace: string
  me: Person
  partners: readonly Partner[]
  /** The document one came from, if any, and the words it was asked for on. */
  about: { document: DocumentId | null; words: string }
  open: boolean
  onClose: () => void
}

/** Asks for a removal: which words, where they stand, and only then the request itself. */
export const AskDialog = (props: AskProps) => (
  <Dialog title="Ask for removal" open={props.open} onClose={props.onClose}>
    <AskForm {...props} />
  </Dialog>
)

function AskForm({ workspace, me, partners, about, onClose }: AskProps) {
  const [document, setDocument] = useState(about.document)
  const [words, setWords] = useState(about.words)
  const [id] = useState(() => nanoid())
  const [tried, setTried] = useState(false)
  const objection = objectionToWords(words)
  const look = useLook(workspace)
  const ask = useAsk(workspace)
  const seen =
    look.data !== undefined && look.variables.words === words && look.variables.document === document
  const send = (document: DocumentId): void =>
    ask.mutate(
      { id, document, words },
      {
        onSuccess: () => {
          announce('The removal is asked for. A nominated lead and a data officer are to agree.')
          onClose()
        },
      },
    )
  const problem = ask.error ?? look.error
  return (
    <form
      className="purge-ask"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (document === null || objection !== null) return
        if (seen) send(document)
        else look.mutate({ document, words })
      }}
    >
      <p>
        For words that tell who somebody is: a name, a number, an address. They go from the text, its history,
        comments and files for good; what was around them stays. A nominated lead and a data officer must both
        agree.
      </p>
      <TextField
        label="The exact words"
        hint="Letters as they are written. Spaces and dashes may differ."
        value={words}
        onChange={setWords}
        maxLength={200}
        wrong={tried ? (objection ?? undefined) : undefined}
        rows={2}
        isRequired
        autoFocus
      />
      <Select
        label="Found in"
        placeholder="Choose a document"
        options={documentsFor(me.partner).map((one) => ({ id: one, words: titleOf(one, partners) }))}
        value={document}
        onChange={setDocument}
      />
      {seen ? <FoundList found={look.data} partners={partners} /> : null}
      {problem === null ? null : <p role="alert">{sayProblem(problem)}</p>}
      <div className="acts">
        <Button
          look="main"
          type="submit"
          isDisabled={
            document === null ||
            words.trim() === '' ||
            look.isPending ||
            ask.isPending ||
            (seen && look.data.length === 0)
          }
        >
          {seen ? 'Ask for removal' : 'See where they stand'}
        </Button>
        <Button look="text" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
