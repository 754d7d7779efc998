import { useState } from 'react'
import { sayProblem } from '../sync/api.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { useCommentsHere } from './comments-context.tsx'
import { sectionOf } from './filter.ts'
import type { Shown } from './overlay.ts'
import { isOpenSuggestion } from './proposal.ts'
import { countWords, quoted, shortOf, whoIs } from './words.ts'

interface Done {
  decided: number
  refused: readonly { id: string; say: string }[]
}

/** All open suggestions of a person, a partner or a section, accepted or declined together by the rule of one. */
export function DecideSeveral({ onClose }: { onClose: () => void }) {
  const { all, actions } = useCommentsHere()
  const groups = useGroups()
  const [group, setGroup] = useState('all')
  const [decide, setDecide] = useState<'accept' | 'decline'>('accept')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState<Done | null>(null)
  const list = groups.find(({ id }) => id === group)?.list ?? []
  const count = countWords(list.length, 'suggestion', 'suggestions')

  const run = async (): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      const answer = await actions.decide(decide, list, decide === 'decline' ? reason.trim() : null)
      setDone({ decided: answer.done.length, refused: answer.refused })
    } catch (error) {
      setProblem(sayProblem(error))
    } finally {
      setBusy(false)
    }
  }

  if (done !== null)
    return (
      <Dialog title="What was decided" open onClose={onClose}>
        <p role="status">
          {countWords(done.decided, 'suggestion', 'suggestions')}{' '}
          {decide === 'accept' ? 'accepted' : 'declined'}.
          {done.refused.length === 0 ? '' : ` ${done.refused.length} could not be:`}
        </p>
        <ul className="refused-list">
          {done.refused.map(({ id, say }) => (
            <li key={id}>
              <b>{quoted(all.find((one) => one.id === id)?.anchor.quote ?? '', 60)}</b> {say}
            </li>
          ))}
        </ul>
        <div className="acts">
          <Button onPress={onClose}>Close this list</Button>
        </div>
      </Dialog>
    )
  return (
    <Dialog title="Decide several suggestions" open onClose={onClose} grave>
      <Select
        label="Which"
        options={groups.map(({ id, words, list }) => ({ id, words: `${words} (${list.length})` }))}
        value={group}
        onChange={setGroup}
      />
      <Select
        label="What becomes of them"
        options={[
          { id: 'accept', words: 'Accept them' },
          { id: 'decline', words: 'Decline them' },
        ]}
        value={decide}
        onChange={setDecide}
      />
      {decide === 'decline' ? (
        <TextField
          label="Why are they declined?"
          hint="Each author will read this."
          value={reason}
          onChange={setReason}
          maxLength={1_000}
          rows={2}
        />
      ) : (
        <p className="small quiet">
          One whose words have changed, or that overlaps another, is left out and listed afterwards.
        </p>
      )}
      {problem === null ? null : (
        <p className="wrong" role="alert">
          {problem}
        </p>
      )}
      <div className="acts">
        <Button
          look="main"
          isDisabled={busy || list.length === 0 || (decide === 'decline' && reason.trim() === '')}
          onPress={() => void run()}
        >
          {decide === 'accept' ? `Accept ${count}` : `Decline ${count}`}
        </Button>
        <Button look="plain" onPress={onClose}>
          Decide none
        </Button>
      </div>
    </Dialog>
  )
}

/** Open suggestions as they can be decided together; only groups that have any. */
function useGroups(): { id: string; words: string; list: readonly Shown[] }[] {
  const { context, desk, all, sections } = useCommentsHere()
  const { partners } = context.page.workspace
  const places = desk.places.found.get()
  const open = all.filter((one) => isOpenSuggestion(one) && one.pending === null)
  const by = (key: (one: Shown) => string): [string, Shown[]][] => {
    const found = new Map<string, Shown[]>()
    for (const one of open) found.set(key(one), [...(found.get(key(one)) ?? []), one])
    return [...found]
  }
  return [
    { id: 'all', words: 'All that are open', list: open },
    ...by(({ author }) => author.partner).map(([partner, list]) => ({
      id: `partner ${partner}`,
      words: `From ${shortOf(partners, list[0]?.author.partner ?? 'council')}`,
      list,
    })),
    ...by(({ author }) => author.id).map(([id, list]) => ({
      id: `person ${id}`,
      words: list[0] === undefined ? '' : `From ${whoIs(list[0].author, partners)}`,
      list,
    })),
    ...by((one) => sectionOf(one, places.get(one.id))).map(([id, list]) => {
      const section = sections.find((one) => one.id === id)
      return {
        id: `section ${id}`,
        words: section === undefined ? 'In a removed section' : `In ${section.number} ${section.title}`,
        list,
      }
    }),
  ]
}
