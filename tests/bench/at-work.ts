import * as Y from 'yjs'
import { createTeller } from '../../client/board/canvas/teller.ts'
import { changeItems } from '../../shared/board/edit.ts'
import { itemsOf, wordsOf } from '../../shared/board/items.ts'
import type { Guest } from './busy-wall.ts'
import type { Note } from './wall.ts'

/** A hand is asked where it is as often as a page is, ms; the client's own teller passes on what it does. */
const HAND_MS = 16
const KEY_MS = 200
/** A hand moves about for a while, carries its note for a while, and puts it down, ms. */
const ROUND_MS = 3_000
const CARRY_MS = 1_500
/** No two begin at once. */
const APART_MS = 150
const CARRIED = { x: 150, y: 90 }
const WORDS = 'We waited a year. '

/** Changes the one document as this person: sixty documents of 2,000 things would be what is measured. */
function edit(doc: Y.Doc, { person, awareness }: Guest, change: () => void): void {
  const type = (update: Uint8Array): void => person.type(update)
  doc.clientID = awareness.clientID
  doc.on('update', type)
  doc.transact(change)
  doc.off('update', type)
}

/** A hand that picks its note up, carries it, puts it down, and moves about; the next round brings the note back. */
export function carryAbout(doc: Y.Doc, guest: Guest, { id, ...home }: Note, n: number): NodeJS.Timeout {
  const teller = createTeller(guest.tell)
  const far = { x: home.x + CARRIED.x, y: home.y + CARRIED.y }
  const stands = (itemsOf(doc).get(id) as Y.Map<{ x: number }>).get('pos')
  let [from, to] = stands?.x === far.x ? [far, home] : [home, far]
  let carrying = false
  const begun = performance.now() - n * APART_MS
  return setInterval(() => {
    const now = performance.now() - begun
    const step = now % ROUND_MS
    if (step < CARRY_MS) {
      carrying = true
      const share = step / CARRY_MS
      const drag = [(to.x - from.x) * share, (to.y - from.y) * share] as [number, number]
      return teller.tell({ pointer: [from.x + drag[0] + 80, from.y + drag[1] + 50], drag, selected: [id] })
    }
    if (carrying) {
      carrying = false
      edit(doc, guest, () => changeItems(doc, new Map([[id, { pos: { x: to.x, y: to.y } }]])))
      teller.now({ drag: null })
      ;[from, to] = [to, from]
    }
    teller.tell({ pointer: [620 + 480 * Math.sin(now / 700 + n), 420 + 300 * Math.cos(now / 900 + n * 1.7)] })
  }, HAND_MS)
}

/** Somebody who writes at the end of a note, and takes away what they wrote: a note does not grow for ever. */
export function write(doc: Y.Doc, guest: Guest, { id }: Note): NodeJS.Timeout {
  const text = (wordsOf(doc, id).get(0) as Y.XmlElement).get(0) as Y.XmlText
  let typed = 0
  return setInterval(() => {
    edit(doc, guest, () => {
      if (typed < WORDS.length) text.insert(text.length, WORDS.charAt(typed++))
      else {
        text.delete(text.length - typed, typed)
        typed = 0
      }
    })
    const caret = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, text.length))
    guest.awareness.setLocalState({
      ...guest.awareness.getLocalState(),
      cursor: { anchor: caret, head: caret },
      section: id,
      doing: 'typing',
    })
  }, KEY_MS)
}
