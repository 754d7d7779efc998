import { sayKind } from '../../../shared/board/said.ts'
import { WordsEditor } from './editor.tsx'
import type { ThingProps } from './thing-props.ts'
import { Words } from './words.tsx'

/** Words that stand on the board itself. */
export function TextThing({ item, writing }: ThingProps) {
  return (
    <div className={`text-thing fill-${item.fill}`}>
      {writing ? <WordsEditor item={item} /> : <Words id={item.id} empty="Write here" />}
    </div>
  )
}

/** A thing of a kind this page cannot draw: its words in a box, and what it is. */
export function BoxThing({ item, writing }: ThingProps) {
  return (
    <div className="box-thing">
      {writing ? <WordsEditor item={item} /> : <Words id={item.id} empty={sayKind(item)} />}
    </div>
  )
}
