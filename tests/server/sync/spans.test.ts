import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { spansOf } from '../../../server/sync/spans.ts'
import type { Entry } from '../../../server/storage/update-log.ts'

const MINUTE = 60_000

/** A client that hands out its edits as updates. */
function writer(client: number) {
  const doc = new Y.Doc()
  doc.clientID = client
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  return {
    doc,
    write(text: string): Uint8Array {
      doc.getText('t').insert(doc.getText('t').length, text)
      return updates.at(-1) as Uint8Array
    },
  }
}
const entry = (author: string, at: number, update: Uint8Array): Entry => ({ room: 'r', author, at, update })
const brief = (spans: ReturnType<typeof spansOf>) =>
  spans.map(({ client, clock, length, author, at }) => [client, clock, length, author, at])

describe('who wrote what', () => {
  it('S53 a run of one author is one span, for ten minutes', () => {
    const one = writer(1)
    const entries = [
      entry('lead', 0, one.write('abc')),
      entry('lead', 9 * MINUTE, one.write('de')),
      entry('lead', 11 * MINUTE, one.write('f')),
    ]
    expect(brief(spansOf(entries))).toEqual([
      [1, 0, 5, 'lead', 0],
      [1, 5, 1, 'lead', 11 * MINUTE],
    ])
  })

  it('S53 goes on from what is known, and says the same however the log is cut', () => {
    const [one, two] = [writer(1), writer(2)]
    const entries = [
      entry('lead', 0, one.write('abc')),
      entry('parent', 1, two.write('xy')),
      entry('lead', 2, one.write('de')),
      entry('data', 3, one.write('from another sign-in')),
      entry('parent', 20 * MINUTE, two.write('z')),
    ]
    const whole = spansOf(entries)
    for (let cut = 0; cut <= entries.length; cut++)
      expect(spansOf(entries.slice(cut), spansOf(entries.slice(0, cut)))).toEqual(whole)
  })

  it('S53 whoever sent words first wrote them; who repeats them adds nothing', () => {
    const one = writer(1)
    const first = one.write('abc')
    const rest = one.write('def')
    const all = Y.encodeStateAsUpdate(one.doc)
    expect(brief(spansOf([entry('lead', 0, first), entry('parent', 1, all)]))).toEqual([
      [1, 0, 3, 'lead', 0],
      [1, 3, 3, 'parent', 1],
    ])
    expect(brief(spansOf([entry('lead', 0, rest), entry('parent', 1, all)]))).toEqual([
      [1, 0, 3, 'parent', 1],
      [1, 3, 3, 'lead', 0],
    ])
  })

  it('S53 fills a gap between two spans without overlap', () => {
    const one = writer(1)
    const [a, b, c] = [one.write('aa'), one.write('bb'), one.write('cc')]
    expect(brief(spansOf([entry('lead', 0, a), entry('lead', 1, c), entry('parent', 2, b)]))).toEqual([
      [1, 0, 2, 'lead', 0],
      [1, 2, 2, 'parent', 2],
      [1, 4, 2, 'lead', 1],
    ])
  })
})
