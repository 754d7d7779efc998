import { WordsEditor } from '../canvas/editor.tsx'
import type { ThingProps } from '../canvas/thing-props.ts'
import { Words } from '../canvas/words.tsx'

/** A shape with words in its middle. */
export function ShapeThing({ item, writing }: ThingProps) {
  const { partner, fill, shape, w, h } = item
  return (
    <div className={`shape is-${shape} ${partner === null ? `ground-${fill}` : `p-${partner}`}`}>
      <svg viewBox={`0 0 ${w} ${h}`} preserveAspectRatio="none" aria-hidden>
        <Outline item={item} />
      </svg>
      <div className="shape-words">
        {writing ? <WordsEditor item={item} /> : <Words id={item.id} empty="" />}
      </div>
    </div>
  )
}

function Outline({ item: { shape, w, h } }: { item: ThingProps['item'] }) {
  switch (shape) {
    case 'rectangle':
      return <rect width={w} height={h} />
    case 'rounded':
      return <rect width={w} height={h} rx={Math.min(16, w / 4, h / 4)} />
    case 'ellipse':
      return <ellipse cx={w / 2} cy={h / 2} rx={w / 2} ry={h / 2} />
    case 'diamond':
      return <polygon points={`${w / 2},0 ${w},${h / 2} ${w / 2},${h} 0,${h / 2}`} />
    case 'triangle':
      return <polygon points={`${w / 2},0 ${w},${h} 0,${h}`} />
  }
}
