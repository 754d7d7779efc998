import { EyeOff } from 'lucide-react'
import { State } from '../ui/state.tsx'

/** Tells whoever writes why a progress summary is on no slide. */
export const NoActions = () => (
  <p className="block-left-out no-print">
    <State
      icon={EyeOff}
      word="No actions in the register for this theme yet: the progress summary is left out"
    />
  </p>
)
