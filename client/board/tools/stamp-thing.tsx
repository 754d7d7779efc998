import { STAMPS_SAID } from '../../../shared/board/said.ts'
import { Icon } from '../../ui/icon.tsx'
import type { ThingProps } from '../canvas/thing-props.ts'
import { STAMP_ICONS } from './choices.ts'

/** A stamp: its sign and its word, in the colour of whoever put it. */
export function StampThing({ item: { stamp, partner } }: ThingProps) {
  return (
    <div className={`stamp ${partner === null ? '' : `p-${partner}`}`}>
      <Icon of={STAMP_ICONS[stamp]} />
      {STAMPS_SAID[stamp]}
    </div>
  )
}
