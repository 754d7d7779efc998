import { useState } from 'react'
import { GROUNDS } from '../../shared/domain/positions.ts'
import { THEME_IDS } from '../../shared/domain/themes.ts'
import { NewEntry } from '../../shared/meetings/entries.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import type { Making, MeetingHere } from './desk.ts'
import { DueField, OwnerField, PartnerField } from './owner-due.tsx'
import { leaveAsLine } from './own-lines.ts'
import type { Draft } from './parse-line.ts'
import { likelySaidBy, SaidByField } from './said-by.tsx'
import { useRecord } from './use-making.ts'
import { KIND_NAMES } from './words.ts'

const TITLES = {
  decision: 'Record a decision',
  action: 'Record an action',
  position: 'Note a position to be taken',
  phone: 'Enter what was said by phone',
} as const

/** Asks for what a line does not say; what it does say is shown to be put right. */
export function EntryDialog({ here, making }: { here: MeetingHere; making: Making }) {
  const { desk, context } = here
  const record = useRecord(here)
  const [draft, setDraft] = useState<Draft>(making.draft)
  const [saidBy, setSaidBy] = useState(() => likelySaidBy(here, making.draft.partner))
  const [readBack, setReadBack] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const { kind, words, owner, due, theme, on, partner } = draft
  const change = (next: Partial<Draft>): void => {
    setWrong(null)
    setDraft({ ...draft, ...next })
  }
  const leave = (): void => {
    leaveAsLine(context.doc, making.item, making.draft.words, words)
    desk.making.set(null)
  }
  const finish = async (): Promise<void> => {
    const body = {
      item: making.item,
      kind,
      words: words.trim(),
      action: kind === 'action' ? { owner, due } : null,
      position:
        kind === 'position' && theme !== null && on !== null && partner !== null
          ? { theme, on, partner }
          : null,
      phone:
        kind === 'phone' && saidBy.partner !== null
          ? { partner: saidBy.partner, name: saidBy.name.trim(), readBack }
          : null,
    }
    const checked = NewEntry.safeParse({ ...body, id: 'to-be-checked', writtenAt: 1 })
    if (!checked.success) return setWrong(checked.error.issues[0]?.message ?? 'Something is missing.')
    await record(making, body)
  }
  const { partners } = context.page.workspace
  return (
    <Dialog title={TITLES[kind]} open onClose={leave}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void finish()
        }}
      >
        <TextField
          label={
            kind === 'phone' ? 'What was said' : kind === 'position' ? 'What is to be said' : KIND_NAMES[kind]
          }
          hint="The words stay as they are recorded. What is to be put right is a new line."
          rows={3}
          maxLength={2_000}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog asks for this first
          autoFocus={words === ''}
          value={words}
          onChange={(next) => change({ words: next })}
        />
        {kind === 'action' ? (
          <>
            <OwnerField context={context} owner={owner} onChange={(next) => change({ owner: next })} />
            <DueField
              due={due}
              asksWhichDay={draft.asksWhichDay}
              onChange={(next) => change({ due: next, asksWhichDay: false })}
            />
          </>
        ) : null}
        {kind === 'position' ? (
          <>
            <Select
              label="Theme"
              placeholder="Choose a theme"
              options={THEME_IDS.map((id) => ({ id, words: `Theme ${id}` }))}
              value={theme}
              onChange={(next) => change({ theme: next })}
            />
            <Select
              label="On what"
              placeholder="Choose one"
              options={GROUNDS.map((id) => ({
                id,
                words: id === 'evidence' ? 'The evidence base' : 'The conclusions about impact',
              }))}
              value={on}
              onChange={(next) => change({ on: next })}
            />
          </>
        ) : null}
        {kind === 'position' ? (
          <PartnerField partners={partners} value={partner} onChange={(next) => change({ partner: next })} />
        ) : null}
        {kind === 'position' ? (
          <p className="quiet">
            This notes that the position is to be taken. Only the partner’s signatory sets it.
          </p>
        ) : null}
        {kind === 'phone' ? (
          <>
            <SaidByField
              here={here}
              value={saidBy}
              onChange={(next) => {
                setWrong(null)
                setSaidBy(next)
              }}
            />
            <Checkbox checked={readBack} onChange={setReadBack}>
              Read back to them, and they agreed to these words
            </Checkbox>
          </>
        ) : null}
        {wrong === null ? null : <p role="alert">{wrong}</p>}
        <div className="acts">
          <Button look="main" type="submit">
            Record it
          </Button>
          <Button look="text" onPress={leave}>
            Leave it a line
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
