import type { ComponentType } from 'react'
import { useStore } from '../../sync/store.ts'
import { useCanvas } from './canvas.ts'
import { WordsEditor } from './editor.tsx'
import { FEET } from './feet.ts'
import type { ThingProps } from './thing-props.ts'
import { useMarks } from './use-marks.ts'
import { Words } from './words.tsx'

/** A sticky note: its words, and at its foot whose it is and what became of it. */
export function NoteThing({ item, writing }: ThingProps) {
  const { short } = useCanvas()
  const names = useStore(short)
  const { partner } = item
  return (
    <div className={`note ${partner === null ? `fill-${item.fill}` : `p-${partner}`}`}>
      <div className="note-words">
        {writing ? <WordsEditor item={item} /> : <Words id={item.id} empty="Empty note" />}
      </div>
      <div className="note-foot">
        {partner === null ? null : <span className="by">{names[partner]}</span>}
        {FEET.map((Foot: ComponentType<{ item: ThingProps['item'] }>) => (
          <Foot key={Foot.name} item={item} />
        ))}
        <Writers id={item.id} />
      </div>
    </div>
  )
}

/** "writing", while somebody else is writing in it. */
function Writers({ id }: { id: string }) {
  const { writing } = useMarks(id)
  return writing.length === 0 ? null : <span className="writing">writing</span>
}
