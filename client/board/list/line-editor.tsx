import { useEffect, useEffectEvent } from 'react'
import type { Item } from '../../../shared/board/items.ts'
import { WordsEditor } from '../canvas/editor.tsx'
import { useHere } from '../here.ts'
import { desk } from './desk.ts'

/** The words of a thing, written in the list: the same words that stand on the wall, live. */
export function LineEditor({ item }: { item: Item }) {
  const leave = (): void => {
    if (desk.editing.get() === item.id) desk.editing.set(null)
    // The line is drawn with its words again first.
    requestAnimationFrame(() =>
      document
        .querySelector<HTMLElement>(`.bl [data-line="${CSS.escape(item.id)}"] [data-part="words"]`)
        ?.focus(),
    )
  }
  const { edit } = useHere().board.rights
  const stays = edit && !item.locked
  const end = useEffectEvent(leave)
  useEffect(() => {
    if (!stays) end() // it was locked by somebody else meanwhile
  }, [stays])
  useEffect(
    () => () => {
      if (desk.editing.get() === item.id) desk.editing.set(null)
    },
    [item.id],
  )
  return (
    <div
      className="bl-editor"
      onBlur={({ currentTarget, relatedTarget }) => {
        // Focus that went to another place of the page; a window that lost it keeps its place.
        if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) desk.editing.set(null)
      }}
    >
      <WordsEditor item={item} leave={leave} />
      <button type="button" className="bl-done" onClick={leave}>
        Done
      </button>
    </div>
  )
}
