import { X } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useCommentsHere, useStore } from './comments-context.tsx'
import { Composer } from './composer.tsx'
import { Refused } from './refused.tsx'

/** The phone's "Suggest": the box for the selected words or the caret, under the text, which stays in sight. */
export function SuggestSheet({ close }: { close: () => void }) {
  const { context, desk, actions } = useCommentsHere()
  const draft = useStore(desk.draft)
  const hint = useStore(desk.hint)
  useStore(context.selection) // what can be suggested hangs on it
  const begin = useEffectEvent(() => {
    if (draft === null || draft.aside || draft.kind !== 'suggestion') actions.suggest()
  })
  useEffect(() => begin(), [])
  const writing = draft !== null && !draft.aside
  return (
    <div className="comment-sheet">
      <div className="grip">
        <b>Suggest wording</b>
        <Button look="plain" aria-label="Close suggestion" onPress={close}>
          <Icon of={X} />
        </Button>
      </div>
      <div className="sheet-words" tabIndex={0} role="region" aria-label="Suggest wording">
        <Refused />
        {hint === null ? null : (
          <p className="hint" role="status">
            {hint}
          </p>
        )}
        {draft === null ? null : <Composer />}
        {writing ? null : (
          <div className="acts">
            <Button look="main" onPress={() => actions.suggest()}>
              Suggest on what is selected
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}
