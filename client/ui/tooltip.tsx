import type { ReactNode } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components'

/** A button with words that appear on focus and hover; the button still has a name of its own. */
export const WithTip = ({ tip, children }: { tip: ReactNode; children: ReactNode }) => (
  <TooltipTrigger delay={500} closeDelay={100}>
    {children}
    <Tooltip className="tip" offset={6}>
      {tip}
    </Tooltip>
  </TooltipTrigger>
)
