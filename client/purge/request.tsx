import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { Partner } from '../../shared/domain/partners.ts'
import type { Purge } from '../../shared/domain/purges.ts'
import type { Person } from '../../shared/people/person.ts'
import { may } from '../../shared/permissions.ts'
import { sayProblem } from '../sync/api.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Swatch } from '../ui/partner.tsx'
import { dayAndTime } from '../ui/when.ts'
import { FoundList } from './found-list.tsx'
import { useDecide } from './use-purges.ts'
import { sayState, titleOf } from './words.ts'

/** One request: what it is about, the two keys, and what this person can do with it. */
export function Request({
  workspace,
  purge,
  me,
  partners,
  now,
}: {
  workspace: string
  purge: Purge
  me: Person
  partners: readonly Partner[]
  now: number
}) {
  const [asks, setAsks] = useState<'agree' | 'refuse' | null>(null)
  const decide = useDecide(workspace)
  const title = titleOf(purge.document, partners)
  const key = keyOf(me)
  const open = purge.state === 'asked'
  const mayAgree = open && key !== null && purge[key] === null
  const mayRefuse = open && (key !== null || purge.asked.by.id === me.id)
  const last = purge.lead !== null || purge.officer !== null
  const close = (): void => setAsks(null)
  const done = (said: string) => ({
    onSuccess: () => {
      close()
      announce(said)
    },
  })
  return (
    <section className="purge-request" aria-labelledby={`purge-${purge.id}`}>
      <h2 id={`purge-${purge.id}`}>{title}</h2>
      <p className="purge-state">
        <b>{sayState(purge)}</b>
        <span className="quiet">
          Asked for by <Swatch partner={purge.asked.by.partner} /> {purge.asked.by.name},{' '}
          {dayAndTime(purge.asked.at, now)}
        </span>
      </p>
      {purge.words === null ? null : <blockquote>{purge.words}</blockquote>}
      {open ? <FoundList found={purge.found} partners={partners} /> : null}
      {purge.refused === null ? null : (
        <p>
          {purge.refused.by.name}: “{purge.refused.why}”
        </p>
      )}
      {purge.state === 'refused' ? null : (
        <ul className="purge-keys" aria-label="The two keys">
          <Key of="Nominated lead" turned={purge.lead} now={now} />
          <Key of="Data officer" turned={purge.officer} now={now} />
        </ul>
      )}
      {decide.error === null || asks !== null ? null : <p role="alert">{sayProblem(decide.error)}</p>}
      {mayAgree || mayRefuse ? (
        <div className="acts">
          {mayAgree ? (
            <Button onPress={() => setAsks('agree')}>{last ? 'Remove for good…' : 'Turn my key…'}</Button>
          ) : null}
          {mayRefuse ? (
            <Button look="text" onPress={() => setAsks('refuse')}>
              {key === null ? 'Withdraw…' : 'Refuse…'}
            </Button>
          ) : null}
        </div>
      ) : null}
      <Dialog
        title={last ? 'Remove these words for good?' : 'Turn your key?'}
        open={asks === 'agree'}
        onClose={close}
        grave
      >
        <p>
          {last
            ? 'The words go at once and cannot be brought back: not by undo, not from an earlier version, not from a device that was offline. Everyone in the documents they stand in is shown the text anew.'
            : 'You agree that these words tell who somebody is, and are to go for good. They go when the second key is turned.'}
        </p>
        <blockquote>{purge.words}</blockquote>
        {decide.error === null ? null : <p role="alert">{sayProblem(decide.error)}</p>}
        <div className="acts">
          <Button
            look="main"
            grave={last}
            isDisabled={decide.isPending}
            onPress={() =>
              decide.mutate(
                { purge: purge.id, why: null },
                done(last ? 'The words are being removed.' : 'Your key is turned.'),
              )
            }
          >
            {last ? 'Remove for good' : 'Turn my key'}
          </Button>
          <Button look="text" onPress={close}>
            Cancel
          </Button>
        </div>
      </Dialog>
      <Dialog
        title={key === null ? 'Withdraw the request' : 'Refuse the removal'}
        open={asks === 'refuse'}
        onClose={close}
      >
        <RefuseForm
          problem={decide.error}
          withdraw={key === null}
          busy={decide.isPending}
          onRefuse={(why) => decide.mutate({ purge: purge.id, why }, done('The request is closed.'))}
          onClose={close}
        />
      </Dialog>
    </section>
  )
}

function Key({ of, turned, now }: { of: string; turned: Purge['lead']; now: number }) {
  return (
    <li>
      <Icon of={KeyRound} />
      <span>
        {of}: {turned === null ? 'waits' : `turned by ${turned.by.name}, ${dayAndTime(turned.at, now)}`}
      </span>
    </li>
  )
}

function RefuseForm({
  problem,
  withdraw,
  busy,
  onRefuse,
  onClose,
}: {
  problem: Error | null
  withdraw: boolean
  busy: boolean
  onRefuse: (why: string) => void
  onClose: () => void
}) {
  const [why, setWhy] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (why.trim() !== '') onRefuse(why)
      }}
    >
      <TextField
        label="Why"
        hint="Everyone who may ask for a removal can read it; do not repeat the words."
        value={why}
        onChange={setWhy}
        maxLength={500}
        rows={3}
        isRequired
        autoFocus
      />
      {problem === null ? null : <p role="alert">{sayProblem(problem)}</p>}
      <div className="acts">
        <Button look="main" type="submit" isDisabled={busy || why.trim() === ''}>
          {withdraw ? 'Withdraw the request' : 'Refuse the removal'}
        </Button>
        <Button look="text" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

/** Which of the two keys this person holds. */
function keyOf(me: Person): 'lead' | 'officer' | null {
  if (may(me, { do: 'approve purge', as: 'NL' })) return 'lead'
  return may(me, { do: 'approve purge', as: 'DO' }) ? 'officer' : null
}
