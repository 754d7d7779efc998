import { nanoid } from 'nanoid'
import { useState } from 'react'
import type { Partner } from '../../shared/domain/partners.ts'
import { readPasted } from '../../shared/register/paste.ts'
import type { Register } from '../../shared/register/register.ts'
import { outbox } from '../sync/outbox.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { useActing } from './use-register.ts'

/** Rows at a time: what the server takes in one go. */
const MOST = 300

/** Rows copied from a spreadsheet: what is understood is shown first, bad cells by line, and the good ones come in on a word. */
export function PasteDialog({
  workspace,
  data,
  partners,
  onClose,
}: {
  workspace: string
  data: Register
  partners: readonly Partner[]
  onClose: () => void
}) {
  const [text, setText] = useState('')
  // Made with the text: the same rows sent again are the same actions.
  const [batch, setBatch] = useState(() => nanoid())
  const [refused, setRefused] = useState<readonly { ref: string; say: string }[] | null>(null)
  const { act, busy, wrong } = useActing(workspace)
  const { good, bad } = readPasted(text, { partners, taken: data.actions.map(({ ref }) => ref) })
  const coming = good.slice(0, MOST)
  const bringIn = async (): Promise<void> => {
    const rows = coming.map(({ line, ...row }) => ({ ...row, id: `${batch}-${line}` }))
    await act(async () => {
      const sent = await outbox.send('importActions', { params: { workspace }, body: { rows } })
      if (!sent.sent || sent.reply.refused.length === 0) onClose()
      else setRefused(sent.reply.refused)
    })
  }
  return (
    <Dialog title="Paste rows from a spreadsheet" open onClose={onClose}>
      <p>
        Copy rows with a reference and an action, and, if you have them, theme, owner, partner, due and
        status. The first line may name the columns. A status comes in as “imported, no evidence”.
      </p>
      <TextField
        label="Rows"
        rows={6}
        value={text}
        onChange={(now) => {
          setText(now)
          setBatch(nanoid())
          setRefused(null)
        }}
        autoFocus
        wrong={wrong}
      />
      {bad.length === 0 ? null : (
        <div className="paste-bad">
          <h3>{bad.length === 1 ? '1 line cannot come in' : `${bad.length} lines cannot come in`}</h3>
          <ul>
            {bad.map(({ line, cell, found, say }) => (
              <li key={line}>
                <b>
                  Line {line}, {cell}
                </b>
                {found === '' ? ': nothing there. ' : `: “${found}”. `}
                {say}
              </li>
            ))}
          </ul>
        </div>
      )}
      {coming.length === 0 ? null : (
        <div className="paste-good">
          <h3>{coming.length === 1 ? '1 line is ready' : `${coming.length} lines are ready`}</h3>
          <ul>
            {coming.slice(0, 8).map(({ line, ref, title, theme, status }) => (
              <li key={line}>
                <b>{ref}</b> {title}{' '}
                <span className="quiet">
                  Theme {theme}; {status}, imported, no evidence
                </span>
              </li>
            ))}
          </ul>
          {coming.length > 8 ? <p className="quiet">and {coming.length - 8} more</p> : null}
          {good.length > MOST ? <p>The first {MOST} come in now; paste the others afterwards.</p> : null}
        </div>
      )}
      {refused === null ? null : (
        <div role="alert">
          <p>The others are in the register. These were not taken:</p>
          <ul>
            {refused.map(({ ref, say }) => (
              <li key={ref}>
                <b>{ref}</b>: {say}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="acts">
        <Button look="main" isDisabled={busy || coming.length === 0} onPress={() => void bringIn()}>
          {coming.length === 1 ? 'Bring in 1 line' : `Bring in ${coming.length} lines`}
        </Button>
        <Button onPress={onClose}>Leave it</Button>
      </div>
    </Dialog>
  )
}
