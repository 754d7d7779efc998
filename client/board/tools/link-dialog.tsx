import { useState } from 'react'
import { toLinkAddress } from '../../../shared/narrative/addresses.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { useCanvas } from '../canvas/canvas.ts'
import { useHere } from '../here.ts'
import { putLink } from './put-pasted.ts'

/** Asks for an address and puts it on the board. */
export function LinkDialog({ close }: { close: () => void }) {
  const canvas = useCanvas()
  const { workspace } = useHere()
  const [typed, setTyped] = useState('')
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState<string>()
  return (
    <Dialog title="Put a link" open onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const address = toLinkAddress(typed)
          if (address === null)
            return setWrong('This is no web address. Write it like www.gov.uk/children-with-sen.')
          close()
          void putLink(canvas, workspace, address, null, name.trim())
        }}
      >
        <TextField
          label="Web address"
          value={typed}
          wrong={wrong}
          autoFocus
          inputMode="url"
          onChange={(value) => {
            setTyped(value)
            setWrong(undefined)
          }}
        />
        <TextField
          label="What to call it"
          hint="Left empty, a page of this workspace is called by its title."
          value={name}
          onChange={setName}
        />
        <div className="acts">
          <Button look="main" type="submit">
            Put link
          </Button>
          <Button onPress={close}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}
