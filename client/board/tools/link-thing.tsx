import { ExternalLink, Link2 } from 'lucide-react'
import { Icon } from '../../ui/icon.tsx'
import { WordsEditor } from '../canvas/editor.tsx'
import type { ThingProps } from '../canvas/thing-props.ts'
import { useWords, Words } from '../canvas/words.tsx'
import { shownAddress } from './addresses.ts'

/** A link: what it is called, and its address in full view. */
export function LinkThing({ item, writing }: ThingProps) {
  const named = useWords(item.id).length > 0
  const { href } = item
  const inside = href?.startsWith('/') === true
  return (
    <div className={`link-thing ${item.partner === null ? '' : `p-${item.partner}`}`}>
      <Icon of={inside ? Link2 : ExternalLink} />
      <div>
        {writing ? <WordsEditor item={item} /> : named ? <Words id={item.id} empty="" /> : null}
        {href === null ? (
          <span className="address">No address</span>
        ) : (
          // Reached from the list and by Ctrl+Enter; on the canvas there is one tab stop.
          <a
            className="address nodrag"
            href={href}
            tabIndex={-1}
            {...(inside ? {} : { target: '_blank', rel: 'noopener noreferrer nofollow' })}
          >
            {shownAddress(href)}
          </a>
        )}
      </div>
    </div>
  )
}
