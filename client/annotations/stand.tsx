import { memo } from 'react'
import { Note } from './note.tsx'
import type { Shown } from './overlay.ts'
import type { Register } from './use-laid.ts'

/** Where a note stands, and for the chosen one where the line to its words runs, px. */
export const styleOf = (
  top: number,
  line: { reach: number; under: number } | null,
): Record<string, string> => ({
  // Not by a custom property: all that stands in a note would inherit it and be styled anew. Not by a transform:
  // dozens of them are handed over with every frame, whatever it draws.
  top: `${top}px`,
  ...(line === null ? {} : { '--reach': `${line.reach}px`, '--under': `${line.under}px` }),
})

/** One note where it stands in the margin; drawn whole only near the window, so that hundreds cost a writer nothing. */
export const Stand = memo(OneStand)

function OneStand({
  comment,
  top,
  height,
  on,
  above,
  whole,
  reach,
  under,
  register,
  hold,
}: {
  comment: Shown
  top: number
  /** Taken as this tall while it is not drawn whole. */
  height: number
  on: boolean
  above: boolean
  whole: boolean
  reach: number
  under: number
  register: Register
  /** The focus is in it: it stays whole. */
  hold: (id: string) => void
}) {
  return (
    <div
      className={`stand${above ? ' is-above' : ''}${on ? ' is-on' : ''}${whole ? '' : ' is-far'}`}
      style={{ ...styleOf(top, on ? { reach, under } : null), ...(whole ? {} : { height: `${height}px` }) }}
      onFocus={() => hold(comment.id)}
    >
      <Note comment={comment} on={on} folded={above} whole={whole} register={register} />
    </div>
  )
}
