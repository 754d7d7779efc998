import { getMarkRange } from '@tiptap/core'
import { useState } from 'react'
import { toLinkAddress } from '../../shared/narrative/addresses.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { useDesk } from './context.ts'

const WRONG = 'Give a web address, such as https://example.org/report, or an e-mail address.'

/** Puts a link on the selected words, or words with a link where there are none. */
export function LinkDialog({ close }: { close: () => void }) {
  const { session } = useDesk()
  const [editor] = useState(() => session.editors.active())
  const [before] = useState(() => (editor === undefined ? null : linkAt(editor)))
  const [address, setAddress] = useState(before?.href ?? '')
  const [words, setWords] = useState('')
  const [wrong, setWrong] = useState<string>()
  if (editor === undefined || before === null) return null
  const { from, to, href } = before
  const put = () => {
    const whole = toLinkAddress(address)
    if (whole === null) return setWrong(WRONG)
    close()
    session.undo.newStep()
    afterClose(() => {
      if (from !== to) editor.chain().focus().setTextSelection({ from, to }).setLink({ href: whole }).run()
      else
        editor
          .chain()
          .focus()
          .insertContent({
            type: 'text',
            text: words.trim() === '' ? address.trim() : words.trim(),
            marks: [{ type: 'link', attrs: { href: whole } }],
          })
          .unsetMark('link')
          .run()
    })
  }
  return (
    <Dialog title={href === '' ? 'Put a link' : 'Change the link'} open onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          put()
        }}
      >
        {from === to ? <TextField label="Words" value={words} onChange={setWords} /> : null}
        <TextField
          label="Web or e-mail address"
          value={address}
          autoFocus
          wrong={wrong}
          onChange={(value) => {
            setAddress(value)
            setWrong(undefined)
          }}
        />
        <div className="acts">
          <Button look="main" type="submit">
            {href === '' ? 'Put link' : 'Change link'}
          </Button>
          {href === '' ? null : (
            <Button
              onPress={() => {
                close()
                afterClose(() => editor.chain().focus().setTextSelection({ from, to }).unsetLink().run())
              }}
            >
              Take the link off
            </Button>
          )}
          <Button onPress={close}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}

function linkAt(editor: import('@tiptap/core').Editor) {
  const { selection, schema } = editor.state
  const range = selection.empty ? getMarkRange(selection.$from, schema.marks.link!) : undefined
  const href: unknown = editor.getAttributes('link').href
  return {
    from: range?.from ?? selection.from,
    to: range?.to ?? selection.to,
    href: typeof href === 'string' ? href : '',
  }
}

/** Once the dialog has given the focus back. */
export const afterClose = (work: () => void): void => void setTimeout(work, 60)
