import { useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useCommentsHere, useStore } from './comments-context.tsx'
import { switchSuggesting } from './switch-suggesting.ts'

/** Says that what is typed goes out as suggestions, for as long as it does. */
export function SuggestingNow() {
  const { context, desk } = useCommentsHere()
  const on = useStore(desk.suggesting)
  if (!on || !context.canEdit) return null
  return (
    <p className="suggesting-now">
      <b>Suggesting.</b> What you type goes out as suggestions.{' '}
      <Button look="text" small onPress={() => switchSuggesting(context)}>
        Go back to writing
      </Button>
    </p>
  )
}

/** While Suggesting is on, the sections themselves stay as they are: says so where somebody would change them. */
export function SectionsHeld() {
  const { context, desk } = useCommentsHere()
  const { canEdit, holdSections } = context
  const on = useStore(desk.suggesting) && canEdit
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    if (!on) return
    holdSections(() => setAsked(true))
    return () => holdSections(null)
  }, [on, holdSections])
  return (
    <Dialog title="Suggesting is on" open={asked && on} onClose={() => setAsked(false)}>
      <p>
        Suggestions hold words. Titles, order and number of sections are changed with Suggesting switched off.
      </p>
      <div className="acts">
        <Button
          onPress={() => {
            setAsked(false)
            switchSuggesting(context)
          }}
        >
          Switch Suggesting off
        </Button>
        <Button look="plain" onPress={() => setAsked(false)}>
          Go on suggesting
        </Button>
      </div>
    </Dialog>
  )
}
