import type { ReactNode } from 'react'
import {
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuSection as AriaMenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components'
import type { LucideIcon } from 'lucide-react'
import { Check } from 'lucide-react'
import { Icon } from './icon.tsx'

/** A button and the menu it opens: `trigger` is a `Button`, the children are items and sections. */
export const MenuButton = ({
  trigger,
  label,
  children,
}: {
  trigger: ReactNode
  label: string
  children: ReactNode
}) => (
  <MenuTrigger>
    {trigger}
    <Popover className="float" offset={6}>
      <AriaMenu className="menu" aria-label={label}>
        {children}
      </AriaMenu>
    </Popover>
  </MenuTrigger>
)

/** One thing a menu does, or one place it leads to. */
export const MenuItem = ({
  label,
  icon,
  keys,
  chosen,
  href,
  isDisabled = false,
  onAction,
}: {
  label: string
  icon?: LucideIcon
  keys?: string
  chosen?: boolean
  href?: string
  isDisabled?: boolean
  onAction?: () => void
}) => (
  <AriaMenuItem
    className="menu-item"
    textValue={label}
    isDisabled={isDisabled}
    {...(href === undefined ? {} : { href })}
    {...(onAction === undefined ? {} : { onAction })}
  >
    {chosen === undefined ? null : <span className="check">{chosen ? <Icon of={Check} /> : null}</span>}
    {icon === undefined ? null : <Icon of={icon} />}
    <span>
      {label}
      {chosen ? <span className="vh">, chosen</span> : null}
    </span>
    {keys === undefined ? null : <kbd>{keys}</kbd>}
  </AriaMenuItem>
)

/** Items under a heading. */
export const MenuSection = ({ title, children }: { title: string; children: ReactNode }) => (
  <AriaMenuSection>
    <Header className="menu-head">{title}</Header>
    {children}
  </AriaMenuSection>
)
