import type { NodeProps } from '@xyflow/react'
import { memo, useCallback, useRef, useSyncExternalStore } from 'react'
import type { Item } from '../../../shared/board/items.ts'
import { sayItem } from '../../../shared/board/said.ts'
import type { Store } from '../../sync/narrative-slots.ts'
import { useStore } from '../../sync/store.ts'
import { useCanvas } from './canvas.ts'
import { GROWS } from './grows.ts'
import { KINDS } from './kinds.ts'
import { ResizeHandles } from './resize-handles.tsx'
import { useFocusKept } from './use-focus-kept.ts'
import { useMarks } from './use-marks.ts'
import type { BoardNode } from './wall.ts'
import { useWords } from './words.tsx'

/** One thing on the canvas: its name for who does not see it, its outline, and whoever else is at it. */
export const Thing = memo(
  function Thing({ data: { item }, selected }: NodeProps<BoardNode>) {
    const canvas = useCanvas()
    const { session, wall } = canvas
    const { id } = item
    const element = useRef<HTMLDivElement>(null)
    const writing = useIs(session.writing, id)
    const alone = useIsAlone(session.selection, id)
    const may = useStore(canvas.may)
    const marks = useMarks(id)
    // It is named by its words, and by those of the frame it stands in.
    void useWords(id)
    void useWords(item.parent ?? id)

    useFocusKept(element)

    const Kind = KINDS[item.kind as Exclude<Item['kind'], 'connector'>]
    const [theirs] = marks.selected
    return (
      <div
        ref={element}
        className={[
          'thing',
          `is-${item.kind}`,
          selected ? 'is-on' : '',
          theirs === undefined ? '' : `has-theirs p-${theirs.partner}`,
          item.locked ? 'is-locked' : '',
          writing ? 'is-written' : '',
        ]
          .filter(Boolean)
          .join(' ')}
        style={GROWS.has(item.kind) ? { minHeight: item.h } : undefined}
        role="group"
        aria-label={sayItem(item, canvas.naming)}
        tabIndex={-1}
        data-thing={id}
        data-chosen={selected}
        onFocus={(event) => {
          if (event.target === event.currentTarget) wall.active.set(id)
        }}
      >
        <Kind item={item} writing={writing} />
        {theirs === undefined ? null : <span className="theirs" aria-hidden />}
        {alone && selected && may.edit && !item.locked && !writing ? <ResizeHandles item={item} /> : null}
      </div>
    )
  },
  (a, b) => a.data === b.data && a.selected === b.selected && a.width === b.width && a.height === b.height,
)

const useIs = (store: Store<string | null>, id: string): boolean =>
  useSyncExternalStore(
    store.subscribe,
    useCallback(() => store.get() === id, [store, id]),
  )

/** It alone is selected. */
const useIsAlone = (store: Store<ReadonlySet<string>>, id: string): boolean =>
  useSyncExternalStore(
    store.subscribe,
    useCallback(() => store.get().size === 1 && store.get().has(id), [store, id]),
  )
