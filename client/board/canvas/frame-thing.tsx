import { VotesOn } from '../facilitate/vote-control.tsx'
import { WordsEditor } from './editor.tsx'
import type { ThingProps } from './thing-props.ts'
import { Words } from './words.tsx'

/** A frame, a column of a template or a named cluster: what stands in it moves with it. */
export function FrameThing({ item, writing }: ThingProps) {
  return (
    <div className={`frame is-${item.look}`}>
      <div className="frame-name">
        <div>
          {writing ? (
            <WordsEditor item={item} />
          ) : (
            <Words id={item.id} empty={item.look === 'cluster' ? 'Cluster' : 'Frame'} />
          )}
        </div>
        {item.look === 'cluster' ? <VotesOn item={item} /> : null}
      </div>
    </div>
  )
}
