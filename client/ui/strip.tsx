import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** What must be read, in the flow, until it is settled; never a toast. */
export const Strip = ({
  icon,
  tone = 'warn',
  acts,
  id,
  children,
}: {
  icon: LucideIcon
  tone?: 'warn' | 'stop'
  acts?: ReactNode
  id?: string
  children: ReactNode
}) => (
  <div className={tone === 'stop' ? 'strip stop' : 'strip'} role="status" id={id} tabIndex={-1}>
    <Icon of={icon} />
    <div>
      {children}
      {acts === undefined ? null : <div className="acts">{acts}</div>}
    </div>
  </div>
)
