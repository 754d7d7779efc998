import type { Laid, Part } from '../../../shared/board/laid-out.ts'
import { boundsOf, type Point } from '../../../shared/board/geometry.ts'
import { SIZES } from '../../../shared/board/items.ts'
import type { Pasted } from '../../../shared/board/pasted.ts'
import type { Canvas } from '../canvas/canvas.ts'
import type { Brought } from './clipboard.ts'
import { insideAddress, titleOf } from './addresses.ts'
import { asksOf } from './asks.ts'
import { inTheMiddle, putThings } from './put-things.ts'

/** Puts what somebody brought, or first asks how. `at` is where its corner goes; null for the middle of what is in view. */
export function bring(canvas: Canvas, workspace: string, brought: Brought, at: Point | null): void {
  if (!canvas.allowed()) return
  switch (brought.kind) {
    case 'words':
      putWords(canvas, brought.words, at)
      return
    case 'link':
      void putLink(canvas, workspace, brought.href, at)
      return
    case 'list':
    case 'table':
      asksOf(canvas).set({ for: 'paste', pasted: brought, at })
      return
    case 'images':
      asksOf(canvas).set({ for: 'images', files: brought.files, at })
      return
    case 'too much':
      canvas.say(
        `That is ${brought.characters.toLocaleString('en-GB')} characters, more than a board can hold. Copy the part that belongs on the wall.`,
      )
  }
}

/** One note with these words. */
export function putWords(canvas: Canvas, words: string, at: Point | null): void {
  const place = at ?? inTheMiddle(canvas, SIZES.note)
  putThings(canvas, [{ kind: 'note', ...place, words, partner: canvas.me.partner }])
}

/** A link; a page of this workspace is called by its title. */
export async function putLink(
  canvas: Canvas,
  workspace: string,
  address: string,
  at: Point | null,
  name = '',
): Promise<void> {
  const inside = insideAddress(address, location.origin, workspace)
  const title = name === '' && inside !== null ? await titleOf(inside, workspace) : name
  const place = at ?? inTheMiddle(canvas, SIZES.link)
  putThings(canvas, [{ kind: 'link', ...place, href: inside ?? address, words: title ?? '' }])
}

/** One part of a list or a table, as it was laid out; true when it stands on the board. */
export function putPart(canvas: Canvas, { things }: Part, at: Point | null): boolean {
  const bounds = boundsOf(things.filter(({ frame }) => frame === null))
  if (bounds === null) return false
  const corner = at ?? inTheMiddle(canvas, bounds)
  const { partner } = canvas.me
  // A frame's things are put after it, as they name it by its place.
  const ids = putThings(
    canvas,
    things.map(({ kind, x, y, w, h, words, frame }: Laid) => ({
      kind,
      w,
      h,
      words,
      inside: frame,
      ...(frame === null ? { x: corner.x + x, y: corner.y + y } : { x, y }),
      ...(kind === 'frame' ? { look: 'column' as const } : { partner }),
    })),
  )
  if (ids === null) return false
  canvas.session.goTo.get()?.({ x: corner.x, y: corner.y, w: bounds.w, h: bounds.h })
  return true
}

/** All of a paste in one note, a paragraph a line. */
export const inOneNote = (pasted: Extract<Pasted, { kind: 'list' | 'table' }>): string =>
  pasted.kind === 'list'
    ? pasted.lines.join('\n')
    : pasted.rows.map((row) => row.filter((cell) => cell !== '').join(', ')).join('\n')
