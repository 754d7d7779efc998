import type { JSONContent } from '@tiptap/core'
import { nanoid } from 'nanoid'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { useDesk } from './context.ts'
import { insertFigure } from './insert-figure.ts'
import { uploadImage } from '../sync/images.ts'
import { afterClose } from './link-dialog.tsx'

const ALT_HINT = 'For those who do not see it: what it shows, with its main figures. One or two sentences.'

/** Asks for what a figure must have, so that none is put in without a caption or without alternative text. */
export function FigureDialog({
  kind,
  given,
  close,
}: {
  kind: 'table' | 'image'
  /** An image that was pasted or dropped. */
  given: File | undefined
  close: () => void
}) {
  const { session, context } = useDesk()
  const [editor] = useState(() => session.editors.active())
  const [caption, setCaption] = useState('')
  const [rows, setRows] = useState('3')
  const [columns, setColumns] = useState('3')
  const [sideHeads, setSideHeads] = useState(true)
  const [file, setFile] = useState<File | null>(given ?? null)
  const [alt, setAlt] = useState('')
  const [wrong, setWrong] = useState<{ alt?: string; file?: string }>({})
  const [busy, setBusy] = useState(false)
  if (editor === undefined) return null

  const put = async () => {
    let inside: JSONContent
    if (kind === 'table') inside = emptyTable(size(rows, 40), size(columns, 12), sideHeads)
    else {
      if (file === null) return setWrong({ file: 'Choose an image first.' })
      if (alt.trim() === '') return setWrong({ alt: 'Say what the image shows.' })
      setBusy(true)
      const uploaded = await uploadImage(context.workspace, file)
      setBusy(false)
      if (!uploaded.ok) return setWrong({ file: uploaded.say })
      inside = { type: 'image', attrs: { ...uploaded.value, alt: alt.trim() } }
    }
    close()
    session.undo.newStep()
    afterClose(() => {
      if (!editor.isDestroyed) insertFigure(editor, nanoid(10), inside, caption.trim())
      session.undo.newStep()
    })
  }
  return (
    <Dialog title={kind === 'table' ? 'Figure with a table' : 'Figure with an image'} open onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void put()
        }}
      >
        {kind === 'table' ? (
          <>
            <div className="two-fields">
              <TextField
                label="Rows, with the headings"
                value={rows}
                autoFocus
                onChange={setRows}
                inputMode="numeric"
              />
              <TextField label="Columns" value={columns} onChange={setColumns} inputMode="numeric" />
            </div>
            <Checkbox checked={sideHeads} onChange={setSideHeads}>
              The first column names each row
            </Checkbox>
          </>
        ) : (
          <>
            <div className="field">
              <label htmlFor="figure-file">Image: PNG, JPEG, WebP or GIF, up to 8 MB</label>
              {given !== undefined && file === given ? <span>{given.name}</span> : null}
              <input
                id="figure-file"
                type="file"
                accept="image/png,image/jpeg,image/webp,image/gif"
                aria-describedby="figure-file-wrong"
                onChange={(event) => {
                  setFile(event.target.files?.[0] ?? null)
                  setWrong({})
                }}
              />
              <span id="figure-file-wrong" className="wrong" role="alert">
                {wrong.file}
              </span>
            </div>
            <TextField
              label="What it shows"
              hint={ALT_HINT}
              rows={2}
              value={alt}
              wrong={wrong.alt}
              onChange={(value) => {
                setAlt(value)
                setWrong({})
              }}
            />
          </>
        )}
        <TextField
          label="Caption"
          hint="Measure and areas. The number, such as “Figure 1”, is given by the product."
          value={caption}
          onChange={setCaption}
        />
        <div className="acts">
          <Button look="main" type="submit" isDisabled={busy}>
            {busy ? 'Sending…' : 'Put figure'}
          </Button>
          <Button onPress={close}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Changes the alternative text of an image that is there. */
export function AltDialog({ at, close }: { at: number; close: () => void }) {
  const { session } = useDesk()
  const [editor] = useState(() => session.editors.active())
  const node = editor?.state.doc.nodeAt(at)
  const [alt, setAlt] = useState(() => String(node?.attrs.alt ?? ''))
  const [wrong, setWrong] = useState<string>()
  if (editor === undefined || node?.type.name !== 'image') return null
  return (
    <Dialog title="What the image shows" open onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (alt.trim() === '') return setWrong('Say what the image shows.')
          close()
          session.undo.newStep()
          // Somebody may have written above meanwhile: only an image is changed.
          if (editor.state.doc.nodeAt(at)?.type.name === 'image')
            editor.view.dispatch(editor.state.tr.setNodeAttribute(at, 'alt', alt.trim()))
        }}
      >
        <TextField
          label="What it shows"
          hint={ALT_HINT}
          rows={3}
          value={alt}
          wrong={wrong}
          autoFocus
          onChange={setAlt}
        />
        <div className="acts">
          <Button look="main" type="submit">
            Keep these words
          </Button>
          <Button onPress={close}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}

const size = (typed: string, most: number): number =>
  Math.min(Math.max(Number.parseInt(typed, 10) || 3, 1), most)

/** A table whose first row, and if wanted first column, are header cells. */
export function emptyTable(rows: number, columns: number, sideHeads: boolean): JSONContent {
  return {
    type: 'table',
    content: Array.from({ length: rows }, (_, row) => ({
      type: 'tableRow',
      content: Array.from({ length: columns }, (_, column) => ({
        type: row === 0 || (sideHeads && column === 0) ? 'tableHeader' : 'tableCell',
        content: [{ type: 'paragraph' }],
      })),
    })),
  }
}
