import { Button } from '../ui/button.tsx'
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
