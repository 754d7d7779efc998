import { type ChangeEvent, Fragment, useState } from 'react'
import type { Point } from '../../../shared/board/geometry.ts'
import { SIZES } from '../../../shared/board/items.ts'
import { refuseImage, uploadImage } from '../../sync/images.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { change } from '../canvas/acts.ts'
import { useCanvas } from '../canvas/canvas.ts'
import { useHere } from '../here.ts'
import { inTheMiddle, putThings } from './put-things.ts'

const HINT = 'For those who do not see it: what it shows, with its main figures. You can also say it later.'

/** Images put at once: each is described by hand. */
const MOST = 10
/** An image stands no wider and no higher than this, px; it can be made larger. */
const LARGE = 480

/** Asks what each image shows, sends it, and puts it on the board. */
export function ImageDialog({
  given,
  at,
  close,
}: {
  given: readonly File[]
  at: Point | null
  close: () => void
}) {
  const canvas = useCanvas()
  const { workspace } = useHere()
  const [files, setFiles] = useState(given.slice(0, MOST))
  const [alts, setAlts] = useState<readonly string[]>([])
  const [wrong, setWrong] = useState<string | null>(
    given.length > MOST ? `The first ${MOST} of ${given.length} images; bring the others after them.` : null,
  )
  const [busy, setBusy] = useState(false)
  const refused = files.map((file) => refuseImage(file))

  const put = async (): Promise<void> => {
    if (files.length === 0) return setWrong('Choose an image first.')
    setBusy(true)
    setWrong(null)
    let place = at
    for (const [n, file] of files.entries()) {
      const uploaded = await uploadImage(workspace, file)
      if (!uploaded.ok) {
        setBusy(false)
        // What is on the board already is not asked for again.
        setFiles(files.slice(n))
        setAlts(alts.slice(n))
        return setWrong(`${file.name}: ${uploaded.say}`)
      }
      const { src, width, height } = uploaded.value
      const size = sized(width, height)
      const there = place ?? inTheMiddle(canvas, size)
      place = { x: there.x + size.w + 24, y: there.y }
      const image = src.slice(src.lastIndexOf('/') + 1)
      if (
        putThings(canvas, [{ kind: 'image', ...there, ...size, image, alt: (alts[n] ?? '').trim() }]) === null
      )
        break
    }
    close()
  }
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    setFiles([...(event.target.files ?? [])].slice(0, MOST))
    setAlts([])
    setWrong(null)
  }
  const leaveOut = (n: number): void => {
    setFiles(files.filter((_, each) => each !== n))
    setAlts(files.map((_, each) => alts[each] ?? '').filter((_, each) => each !== n))
  }
  const fit = files.length > 0 && refused.every((say) => say === undefined)
  return (
    <Dialog title={files.length > 1 ? `Put ${files.length} images` : 'Put an image'} open onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void put()
        }}
      >
        {given.length > 0 ? null : (
          <div className="field">
            <label htmlFor="board-image">Image: PNG, JPEG, WebP or GIF, up to 8 MB</label>
            <input
              id="board-image"
              type="file"
              multiple
              accept="image/png,image/jpeg,image/webp,image/gif"
              onChange={choose}
            />
          </div>
        )}
        {files.map((file, n) => (
          <Fragment key={`${file.name} ${file.lastModified} ${file.size}`}>
            <TextField
              label={files.length > 1 ? `What ${file.name} shows` : 'What it shows'}
              hint={n === 0 ? HINT : undefined}
              rows={2}
              autoFocus={n === 0 && given.length > 0}
              value={alts[n] ?? ''}
              wrong={refused[n]}
              onChange={(alt) => setAlts(files.map((_, each) => (each === n ? alt : (alts[each] ?? ''))))}
            />
            {files.length > 1 ? (
              <Button look="text" small onPress={() => leaveOut(n)}>
                Leave {file.name} out
              </Button>
            ) : null}
          </Fragment>
        ))}
        <p className="wrong" role="alert">
          {wrong}
        </p>
        <div className="acts">
          <Button look="main" type="submit" isDisabled={busy || !fit}>
            {busy
              ? 'Sending…'
              : files.length === 0 || alts.some((alt) => alt.trim() !== '')
                ? 'Put on the board'
                : 'Put without a description'}
          </Button>
          <Button onPress={close}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  )
}

function sized(width: number | null, height: number | null): { w: number; h: number } {
  if (width === null || height === null || width === 0 || height === 0) return SIZES.image
  const scale = Math.min(1, LARGE / width, LARGE / height)
  return { w: Math.max(24, Math.round(width * scale)), h: Math.max(24, Math.round(height * scale)) }
}

/** Changes what an image, or a drawing, is said to show. */
export function AltDialog({ item, close }: { item: string; close: () => void }) {
  const canvas = useCanvas()
  const [alt, setAlt] = useState(() => canvas.wall.byId.get().get(item)?.alt ?? '')
  return (
    <Dialog title="What it shows" open onClose={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          close()
          change(canvas, ({ id }) => (id === item ? { alt: alt.trim() } : null))
        }}
      >
        <TextField label="What it shows" hint={HINT} rows={3} value={alt} autoFocus onChange={setAlt} />
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
