import type { Place, Range } from '../../shared/annotations/anchors.ts'
import type { Anchor } from '../../shared/annotations/comments.ts'
import type { Flat } from '../../shared/annotations/flat.ts'
import type { Proposal } from '../../shared/annotations/suggestions.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'

/** A comment as far as its place is concerned. */
export interface Thread {
  id: string
  anchor: Anchor
  /** Rises with every change of the record; 0 while it waits to be posted. */
  version: number
  partner: PartnerKind
  /** What a screen reader says of the marked words. */
  says: string
  /** Its words are marked in the text. */
  marked: boolean
  /** What it proposes, drawn while it is open. */
  proposal?: Proposal | null
}

/** Words to mark in a section: offsets of its flat text. */
export interface Drawn extends Range {
  id: string
  partner: PartnerKind
  says: string
  selected: boolean
  /** What is proposed on just these words; null for a comment, and once the words are others. */
  proposal: Proposal | null
}

/** A mounted section editor, as the marks plugin offers it. */
export interface Canvas {
  /** Marks these; `text` is the flat text the offsets count in. */
  draw(marks: readonly Drawn[], text: string): void
  ranges(): ReadonlyMap<string, Range> | null
}

/** Draws the marks of comments in the mounted sections, and only in those where something may have changed. */
export function createPainter(flat: (section: string) => Flat) {
  const canvases = new Map<string, Canvas>()
  const due = new Set<string>()
  let everything = false

  return {
    ranges: (section: string) => canvases.get(section)?.ranges() ?? null,
    has: (section: string): boolean => canvases.has(section),
    /** This section is drawn at the next painting. */
    want(section: string): void {
      due.add(section)
    },
    wantAll(): void {
      everything = true
    },
    mount(section: string, canvas: Canvas): () => void {
      canvases.set(section, canvas)
      due.add(section)
      return () => {
        if (canvases.get(section) === canvas) canvases.delete(section)
      }
    },
    paint(
      threadsOf: (section: string) => readonly Thread[],
      found: ReadonlyMap<string, Place | null>,
      chosen: string | undefined,
    ): void {
      const sections = [...canvases.keys()].filter((section) => everything || due.has(section))
      everything = false
      due.clear()
      for (const section of sections) {
        const { text } = flat(section)
        const list: Drawn[] = []
        for (const { id, partner, says, marked, anchor, proposal = null } of threadsOf(section)) {
          const place = found.get(id)
          const selected = chosen === id
          if (place?.section !== section || !(marked || selected)) continue
          const { from, to } = place
          const stands = proposal !== null && text.slice(from, to) === anchor.quote
          list.push({ id, partner, says, selected, from, to, proposal: stands ? proposal : null })
        }
        canvases.get(section)?.draw(list, text)
      }
    },
    clear: (): void => canvases.clear(),
  }
}
