import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import { call, sayProblem } from '../sync/api.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'

/**
 * Keeps the document as it is now under a name. Not by way of the outbox: a name that arrived an hour later would
 * be given to other words. The name stays in the box when the server cannot be reached.
 */
export function NameDialog({
  workspace,
  document,
  onClose,
  onNamed,
}: {
  workspace: string
  document: DocumentId
  onClose: () => void
  onNamed: () => void
}) {
  const [name, setName] = useState('')
  const [empty, setEmpty] = useState(false)
  const keep = useMutation({
    mutationFn: () =>
      call(routes.nameVersion, { params: { workspace, document }, body: { name: name.trim() } }),
    onSuccess: onNamed,
  })
  const wrong = empty && name.trim() === '' ? 'Give it a name that others will know it by.' : undefined
  return (
    <Dialog title="Name this version" open onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() === '') setEmpty(true)
          else keep.mutate()
        }}
      >
        <p>The document is kept as it is at this moment, and stays in the history under this name.</p>
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          maxLength={80}
          autoFocus
          wrong={wrong}
          hint="For example: sent to the forum, 3 March"
        />
        {keep.error === null ? null : <p role="alert">{sayProblem(keep.error)}</p>}
        <div className="acts">
          <Button look="main" type="submit" isDisabled={keep.isPending}>
            Keep this version
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}
