import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { decodeEdit } from '../../server/sync/gate.ts'
import { encodeUpdate } from '../../shared/protocol/frames.ts'
import { seeded } from '../../shared/lib/random.ts'
import { memoryServer } from '../support/memory-server.ts'
import { PEOPLE } from '../support/people.ts'
import { Peer } from '../support/peer.ts'

/** An update worth corrupting: text, formats, nested elements, deletions, two clients. */
function sample(): Uint8Array {
  const [one, two] = [new Y.Doc(), new Y.Doc()]
  one.getText('plain').insert(0, 'Families wait.', { bold: true })
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.setAttribute('level', '2')
  paragraph.insert(0, [new Y.XmlText('and wait'), new Y.XmlElement('hardBreak')])
  two.getXmlFragment('s:next').insert(0, [paragraph])
  two.getText('plain').delete(2, 4)
  two.getMap('sections').set('next', new Y.Map([['title', 'Next']]))
  return Y.encodeStateAsUpdate(two)
}

async function world() {
  const server = memoryServer()
  const witness = server.join(PEOPLE.parent)
  await server.drain()
  witness.peer.text.insert(0, 'The text that must not change. ')
  await server.drain()
  return { server, witness }
}

describe('updates that are none', () => {
  it('S16 every truncation closes its own socket and changes nothing', async () => {
    const { server, witness } = await world()
    const update = sample()
    const before = Y.encodeStateAsUpdate(witness.peer.doc)
    const heard = witness.peer.updatesHeard
    for (let length = 0; length < update.length; length++) {
      const bad = server.join(PEOPLE.health)
      bad.peer.send(encodeUpdate(update.slice(0, length)))
      await server.drain()
      expect(bad.peer.closed?.code, `cut at ${length}`).toBe(4400)
      expect(bad.peer.denials, `cut at ${length}`).toHaveLength(1)
    }
    expect(witness.peer.updatesHeard).toBe(heard)
    expect(Y.encodeStateAsUpdate(witness.peer.doc)).toEqual(before)
    expect(Y.encodeStateAsUpdate(await server.stored())).toEqual(before)
    expect(witness.cut).toBe(false)
  })

  it('S15 S16 whatever is done to its bytes, the live document is what the store holds, and others go on', async () => {
    const random = seeded(20_261_124)
    const update = sample()
    let refused = 0
    let valid = 0
    for (let round = 0; round < 150; round++) {
      const { server, witness } = await world()
      const corrupt = update.slice()
      const hits = 1 + Math.floor(random() * 3)
      for (let i = 0; i < hits; i++)
        corrupt[Math.floor(random() * corrupt.length)] = Math.floor(random() * 256)
      const bad = server.join(PEOPLE.health, { peer: new Peer() })
      await server.drain()
      bad.peer.send(encodeUpdate(corrupt))
      witness.peer.text.insert(0, 'In the same turn. ')
      while (bad.deliverUp() || witness.deliverUp());
      // A corrupted update can be a valid one that this peer cannot apply either: only the server's side counts.
      bad.peer.receive = () => undefined
      await server.rooms.settled()
      const live = await server.rooms.read('demo/narrative/4')
      const stored = await server.stored()
      expect(Y.encodeStateVector(live), `round ${round}`).toEqual(Y.encodeStateVector(stored))
      expect(live.getText('plain').toString()).toBe(stored.getText('plain').toString())
      expect(live.getText('plain').toString(), `round ${round}`).toContain('In the same turn. ')
      if (bad.connection.ended) {
        refused += 1
        expect(live.getText('plain').toString()).toBe('In the same turn. The text that must not change. ')
      } else valid += 1
    }
    expect(refused).toBeGreaterThan(30) // the loop has met both kinds, or it has shown nothing
    expect(valid).toBeGreaterThan(15)
  })

  it('S15 an update that decodes and cannot be applied costs its author the socket, and nobody a word', async () => {
    const bad = halfApplied()
    const { server, witness } = await world()
    const link = server.join(PEOPLE.health)
    await server.drain()
    const loads = server.log.loads
    witness.peer.text.insert(0, 'Typed in the same turn. ')
    link.peer.send(encodeUpdate(bad))
    while (link.deliverUp() || witness.deliverUp());
    await server.drain()
    expect(server.log.loads).toBe(loads + 1) // thrown away, and loaded again
    expect(link.peer.closed?.code).toBe(4400)
    expect(link.peer.notices.at(-1)).toMatchObject({ why: 'malformed' })
    expect(witness.cut).toBe(false)
    expect(witness.peer.allSaved).toBe(true)
    const expected = 'Typed in the same turn. The text that must not change. '
    expect((await server.stored()).getText('plain').toString()).toBe(expected)
    expect((await server.rooms.read('demo/narrative/4')).getText('plain').toString()).toBe(expected)
  })
})

/** An update that the gate takes and `Y.applyUpdate` throws on: Yjs deletes what stands in each other by recursion. */
function halfApplied(): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 1
  doc.transact(() => {
    let parent: Y.XmlFragment = doc.getXmlFragment('s:next')
    for (let depth = 0; depth < 20_000; depth++) {
      const child = new Y.XmlElement('blockquote')
      parent.insert(0, [child])
      parent = child
    }
  })
  const grown = Y.encodeStateAsUpdate(doc)
  // In the place of "nothing is deleted": client 1's first item is.
  const update = Buffer.concat([grown.subarray(0, -1), Uint8Array.of(1, 1, 1, 0, 1)])
  if (decodeEdit(update) === null) throw new Error('The gate does not take it')
  const target = new Y.Doc()
  expect(() => Y.applyUpdate(target, update)).toThrow(RangeError)
  expect(Y.encodeStateVector(target)).not.toEqual(Y.encodeStateVector(new Y.Doc()))
  return update
}
