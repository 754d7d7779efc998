import type { Shown } from './overlay.ts'
import { Stand } from './stand.tsx'
import type { Laid } from './use-laid.ts'

/**
 * The notes on one section, moved as one when words above it come and go. While none of them is drawn whole the
 * browser neither lays them out nor paints them; found, focused or read out they still are.
 */
export function Stands({
  comments,
  laid,
  chosen,
  isWhole,
  hold,
}: {
  comments: readonly Shown[]
  laid: Laid
  chosen: string | null
  isWhole: (id: string) => boolean
  hold: (id: string) => void
}) {
  const { drawn, heightOf, register } = laid
  const topOf = (id: string): number => drawn.tops.get(id) ?? 0
  const standing = comments.filter(({ id }) => drawn.tops.has(id))
  const top = standing.reduce((least, { id }) => Math.min(least, topOf(id)), Infinity)
  const from = Number.isFinite(top) ? top : 0
  const foot = standing.reduce((most, one) => Math.max(most, topOf(one.id) + heightOf(one)), from)
  const far = !comments.some(({ id }) => isWhole(id))
  const on = comments.some(({ id }) => id === chosen)
  return (
    <div
      className={`stands${far ? ' is-far' : ''}${on ? ' is-on' : ''}`}
      style={{ transform: `translateY(${from}px)`, height: far ? `${foot - from}px` : '0' }}
    >
      {comments.map((comment) => {
        const { id } = comment
        return (
          <Stand
            key={id}
            comment={comment}
            top={topOf(id) - from}
            height={heightOf(comment)}
            on={id === chosen}
            above={drawn.above.has(id)}
            whole={isWhole(id)}
            reach={id === chosen ? drawn.reach : 0}
            under={id === chosen ? drawn.under : 0}
            register={register}
            hold={hold}
          />
        )
      })}
    </div>
  )
}
