import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import type { Home, ThemeSummary } from '../../shared/domain/workspace.ts'
import { wordingStep, type WordingStep } from '../../shared/inbox/wording-step.ts'
import { call, sayProblem } from '../sync/api.ts'
import { outbox } from '../sync/outbox.ts'
import { keys } from '../sync/records.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { shortOf } from './partners.ts'
import { countCharacters, differing, standing, wordingInstead } from './wording.ts'

export interface WordingDialog {
  theme: ThemeId | null
  open: (theme: ThemeId) => void
  close: () => void
}

/** Which theme's wording is open, if any. */
export function useWordingDialog(): WordingDialog {
  const [theme, setTheme] = useState<ThemeId | null>(null)
  return { theme, open: setTheme, close: () => setTheme(null) }
}

/** Enter, check or read the inspectors' wording of a theme. */
export function WordingDialogs({ dialog, home }: { dialog: WordingDialog; home: Home; now: number }) {
  const theme = home.themes.find((one) => one.id === dialog.theme)
  // A change by somebody else while the dialog is open must not swap its kind under the person's hands.
  const [opened, setOpened] = useState<{ theme: ThemeId; step: WordingStep } | null>(null)
  const [changing, setChanging] = useState(false)
  if (theme === undefined) {
    if (opened !== null) setOpened(null)
    if (changing) setChanging(false)
    return null
  }
  if (opened?.theme !== theme.id) setOpened({ theme: theme.id, step: wordingStep(theme, home.me) })
  const step = opened?.theme === theme.id ? opened.step : wordingStep(theme, home.me)
  const props = { theme, home, close: dialog.close }
  if (step.do === 'enter' || changing) return <EnterWording {...props} />
  if (step.do === 'confirm') return <CheckWording {...props} step={step} />
  return <AboutWording {...props} mayChange={step.mayChange} change={() => setChanging(true)} />
}

interface Props {
  theme: ThemeSummary
  home: Home
  close: () => void
}

function EnterWording({ theme, home, close }: Props) {
  const queries = useQueryClient()
  const locked = theme.wording.status === 'locked'
  // What this person has read: as the dialog opened, not as it stands by now.
  const [seen, setSeen] = useState(standing(theme.wording))
  const [text, setText] = useState(seen ?? '')
  const [source, setSource] = useState(theme.wording.source ?? '')
  const [tried, setTried] = useState(false)
  const exact = text.trim()
  const wrong =
    exact.length < 10
      ? 'Paste the whole wording: at least ten characters.'
      : exact.length > 1_000
        ? 'The wording can have 1,000 characters.'
        : undefined
  const send = useMutation({
    mutationFn: () =>
      outbox.send('enterWording', {
        params: { workspace: home.workspace.slug, theme: theme.id },
        body: { text: exact, source: source.trim() === '' ? null : source.trim(), seen },
      }),
    // Both are shown now: sent once more, it replaces what this person has read here.
    onError: (error) => {
      const found = wordingInstead(error)
      if (found !== null) setSeen(standing(found))
    },
    onSuccess: async ({ sent }) => {
      announce(
        sent ? 'The wording is kept. A second person checks it.' : 'The wording is kept on this device.',
      )
      await queries.invalidateQueries({ queryKey: keys.home(home.workspace.slug) })
      close()
    },
  })
  const theirs = wordingInstead(send.error)
  const by = theirs === null ? null : (theirs.proposal?.by ?? theirs.enteredBy)
  return (
    <Dialog
      title={locked ? `Propose a change to ${theme.label}` : `The wording of ${theme.label}`}
      open
      onClose={close}
    >
      <p>
        {locked
          ? 'The wording is locked. Your change stands only when a second person has compared it with the letter.'
          : 'Paste it exactly as it stands in the inspectors’ letter. A second person then compares it and locks it.'}
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (wrong !== undefined) event.currentTarget.querySelector('textarea')?.focus()
          else if (exact !== seen) send.mutate()
        }}
      >
        <TextField
          label="Wording"
          rows={6}
          value={text}
          onChange={setText}
          wrong={tried ? wrong : undefined}
          autoFocus
        />
        <p className="wording-count">{countCharacters(exact).toLocaleString('en-GB')} characters</p>
        <TextField
          label="Where it stands in the letter"
          hint="Page and paragraph, so that the second person finds it."
          value={source}
          onChange={setSource}
          maxLength={200}
        />
        {send.error === null ? null : (
          <p role="alert" className="stop">
            {sayProblem(send.error)}
          </p>
        )}
        {theirs === null || seen === null ? null : (
          <>
            <p className="wording-facts">
              {by === null ? 'Entered' : `${by.name}, ${shortOf(home.workspace, by.partner)}, entered`} this
              meanwhile. What differs from yours is marked:
            </p>
            <Words text={seen} other={exact} />
          </>
        )}
        <div className="acts">
          <Button look="main" type="submit" isDisabled={send.isPending || exact === seen}>
            {theirs !== null ? 'Put mine in its place' : locked ? 'Propose the change' : 'Keep this wording'}
          </Button>
          <Button onPress={close}>Close without keeping</Button>
        </div>
      </form>
    </Dialog>
  )
}

function CheckWording({ theme, home, close, step }: Props & { step: WordingStep & { do: 'confirm' } }) {
  const queries = useQueryClient()
  const [compared, setCompared] = useState(false)
  const by = theme.wording.proposal?.by ?? theme.wording.enteredBy
  const send = useMutation({
    mutationFn: () =>
      call(routes.confirmWording, {
        params: { workspace: home.workspace.slug, theme: theme.id },
        body: { text: step.text },
      }),
    onSuccess: async () => {
      announce('The wording is locked.')
      await queries.invalidateQueries({ queryKey: keys.home(home.workspace.slug) })
      close()
    },
  })
  return (
    <Dialog title={`Check the wording of ${theme.label}`} open onClose={close}>
      <p>
        {by === null ? 'It was entered' : `${by.name}, ${shortOf(home.workspace, by.partner)}, entered it`}.
        Compare it with the letter, character by character.
      </p>
      {step.before === null ? null : (
        <>
          <p className="wording-facts">As it stands now:</p>
          <Words text={step.before} other={step.text} />
          <p className="wording-facts">As proposed:</p>
        </>
      )}
      <Words text={step.text} other={step.before} />
      {theme.wording.source === null ? null : (
        <p className="wording-facts">In the letter: {theme.wording.source}</p>
      )}
      <Checkbox checked={compared} onChange={setCompared}>
        I have compared it with the letter, and it is the same.
      </Checkbox>
      {send.error === null ? null : (
        <p role="alert" className="stop">
          {sayProblem(send.error)}
        </p>
      )}
      <div className="acts">
        <Button look="main" isDisabled={!compared || send.isPending} onPress={() => send.mutate()}>
          Lock the wording
        </Button>
        <Button onPress={close}>Close without locking</Button>
      </div>
    </Dialog>
  )
}

function AboutWording({
  theme,
  home,
  close,
  mayChange,
  change,
}: Props & { mayChange: boolean; change: () => void }) {
  const { text, source, status, enteredBy, lockedBy, proposal } = theme.wording
  const named = (by: { name: string; partner: ThemeSummary['here'][number]['partner'] }): string =>
    `${by.name}, ${shortOf(home.workspace, by.partner)}`
  return (
    <Dialog title={`The wording of ${theme.label}`} open onClose={close}>
      {text === null ? (
        <p>It is not entered yet. The nominated lead enters it from the inspectors’ letter.</p>
      ) : (
        <Words text={text} other={null} />
      )}
      {theme.note === null ? null : <p className="wording-facts">{theme.note}</p>}
      {source === null ? null : <p className="wording-facts">Source: {source}</p>}
      {enteredBy === null ? null : <p className="wording-facts">Entered by {named(enteredBy)}.</p>}
      {status === 'locked' ? (
        <p className="wording-facts">
          {lockedBy === null ? 'Locked.' : `Checked and locked by ${named(lockedBy)}.`}
        </p>
      ) : null}
      {status === 'entered' ? (
        <p className="wording-facts">A second person still has to compare it with the letter.</p>
      ) : null}
      {proposal === null ? null : (
        <>
          <p className="wording-facts">{named(proposal.by)} proposes a change; a second person checks it:</p>
          <Words text={proposal.text} other={text} />
        </>
      )}
      <div className="acts">
        <Button onPress={close}>Close</Button>
        {mayChange && text !== null ? (
          <Button onPress={change}>{status === 'locked' ? 'Propose a change' : 'Change the wording'}</Button>
        ) : null}
      </div>
    </Dialog>
  )
}

function Words({ text, other }: { text: string; other: string | null }) {
  const parts = other === null ? { same: text, changed: '', rest: '' } : differing(other, text)
  return (
    <>
      <blockquote className="wording-now">
        {parts.same}
        {parts.changed === '' ? null : <mark>{parts.changed}</mark>}
        {parts.rest}
      </blockquote>
      <p className="wording-count">{countCharacters(text).toLocaleString('en-GB')} characters</p>
    </>
  )
}
