import type { Anchor } from '../../shared/annotations/comments.ts'

/** What became of telling the server: `later` is worth another try. */
export type Told = 'done' | 'later' | 'no'

/**
 * Tells the server where words went, once their writer pauses: the last place of each comment, not every one on
 * the way. Best effort: an anchor that is never told is still found again by its quoted words.
 */
export function createMover(
  tell: (id: string, anchor: Anchor) => Promise<Told>,
  pause: (run: () => void) => void,
): (id: string, anchor: Anchor) => void {
  const waiting = new Map<string, { anchor: Anchor; tries: number }>()
  const send = async (id: string, one: { anchor: Anchor; tries: number }): Promise<void> => {
    if ((await tell(id, one.anchor)) !== 'later' || one.tries >= 5 || waiting.has(id)) return
    waiting.set(id, { anchor: one.anchor, tries: one.tries + 1 })
    pause(flush)
  }
  const flush = (): void => {
    const now = [...waiting]
    waiting.clear()
    for (const [id, one] of now) void send(id, one)
  }
  return (id, anchor) => {
    waiting.set(id, { anchor, tries: 0 })
    pause(flush)
  }
}
