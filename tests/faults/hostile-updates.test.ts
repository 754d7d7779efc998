import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { encodeStep1 } from '../../shared/protocol/codec.ts'
import { CLOSE } from '../../shared/protocol/close-codes.ts'
import { encodeUpdate } from '../../shared/protocol/frames.ts'
import { LIMITS } from '../../shared/protocol/limits.ts'
import { memoryServer, ROOM } from '../support/memory-server.ts'
import type { MemoryLink } from '../support/memory-network.ts'
import { PEOPLE } from '../support/people.ts'

/** A struct, and how it is written: the update is made by hand, as no honest client makes it. */
type Write = (encoder: encoding.Encoder, index: number) => void

function update(blocks: { client: number; clock?: number; structs: Write[] }[], deletes = 0): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, blocks.length)
  for (const { client, clock = 0, structs } of blocks) {
    encoding.writeVarUint(encoder, structs.length)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    for (const [index, write] of structs.entries()) write(encoder, index)
  }
  encoding.writeVarUint(encoder, deletes === 0 ? 0 : 1)
  if (deletes > 0) {
    encoding.writeVarUint(encoder, 999_999)
    encoding.writeVarUint(encoder, deletes)
    for (let i = 0; i < deletes; i++) {
      encoding.writeVarUint(encoder, i * 2)
      encoding.writeVarUint(encoder, 1)
    }
  }
  return encoding.toUint8Array(encoder)
}

/** An element in the one before it: `depth` of them. */
const nested = (client: number, depth: number): Uint8Array =>
  update([
    {
      client,
      structs: Array.from({ length: depth }, (): Write => (encoder, index) => {
        encoding.writeUint8(encoder, 7)
        encoding.writeVarUint(encoder, index === 0 ? 1 : 0)
        if (index === 0) encoding.writeVarString(encoder, 's:overview')
        else {
          encoding.writeVarUint(encoder, client)
          encoding.writeVarUint(encoder, index - 1)
        }
        encoding.writeVarUint(encoder, 3)
        encoding.writeVarString(encoder, 'blockquote')
      }),
    },
  ])

const gone: Write = (encoder) => {
  encoding.writeUint8(encoder, 0)
  encoding.writeVarUint(encoder, 1)
}

// The words' own clocks once more, longer than they are, and behind something that never comes.
const forged: Write = (encoder) => {
  encoding.writeUint8(encoder, 0x84)
  encoding.writeVarUint(encoder, 424_242)
  encoding.writeVarUint(encoder, 9)
  encoding.writeVarString(encoder, 'x'.repeat(200))
}

const later: Write = (encoder) => {
  encoding.writeUint8(encoder, 4) // text in a parent of its own future, once client 8 has written
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, 7)
  encoding.writeVarUint(encoder, 44)
  encoding.writeVarString(encoder, 'boom')
}

async function world() {
  const server = memoryServer()
  const witness = server.join(PEOPLE.parent)
  const bad = server.join(PEOPLE.health)
  await server.drain()
  witness.peer.text.insert(0, 'Families wait. ')
  await server.drain()
  /** Everything in one turn; then nobody else has noticed, and the document is as small as before. */
  const refused = async (...updates: Uint8Array[]): Promise<void> => {
    for (const each of updates) bad.peer.send(encodeUpdate(each))
    while (bad.deliverUp());
    await server.drain()
    expect(bad.peer.closed?.code).toBe(CLOSE.tooLarge.code)
    expect(bad.peer.notices.at(-1)).toMatchObject({ type: 'refused', why: 'too large' })
    expect(server.errors).toEqual([])
    expect(witness.cut).toBe(false)
    witness.peer.text.insert(0, 'Still. ')
    await server.drain()
    expect(witness.peer.allSaved).toBe(true)
    expect((await server.stored()).getText('plain').toString()).toBe('Still. Families wait. ')
  }
  return { server, witness, bad, refused }
}

const rootUpdate = (...names: string[]): Uint8Array => {
  const doc = new Y.Doc()
  for (const name of names) doc.getText(name).insert(0, 'x')
  return Y.encodeStateAsUpdate(doc)
}

describe('updates made to be a burden', () => {
  it('S33 many small edits of one turn make no more roots than one large one may', async () => {
    const { server, refused } = await world()
    await refused(...Array.from({ length: 100 }, (_, i) => rootUpdate(`more-${i}`)))
    expect((await server.stored()).share.size).toBeLessThanOrEqual(LIMITS.sections + 4)
  })

  const misshapen: [string, (doc: Y.Doc) => void][] = [
    ['text as a section', (doc) => doc.getText('s:overview').insert(0, 'raw')],
    ['values in a section', (doc) => doc.getArray('s:overview').insert(0, [1, 'two'])],
    ['a map in a section', (doc) => doc.getArray('s:overview').insert(0, [new Y.Map()])],
    ['a document in a section', (doc) => doc.getArray('s:overview').insert(0, [new Y.Doc()])],
    ['bare text in a section', (doc) => doc.getXmlFragment('s:overview').insert(0, [new Y.XmlText('bare')])],
    [
      'a map in a paragraph',
      (doc) => {
        const paragraph = new Y.XmlElement('paragraph')
        doc.getXmlFragment('s:overview').insert(0, [paragraph])
        paragraph.insert(0, [new Y.Map() as never])
      },
    ],
  ]
  for (const [what, write] of misshapen)
    it(`S24 ${what} is refused, for the editor of everyone would throw at it`, async () => {
      const server = memoryServer()
      const [bad, witness] = [server.join(PEOPLE.health), server.join(PEOPLE.lead)]
      await server.drain()
      const doc = new Y.Doc()
      write(doc)
      bad.peer.send(encodeUpdate(Y.encodeStateAsUpdate(doc)))
      await server.drain()
      expect(bad.peer.closed?.code).toBe(CLOSE.malformed.code)
      expect(witness.peer.doc.getXmlFragment('s:overview').length).toBe(0)
      expect((await server.stored()).getXmlFragment('s:overview').length).toBe(0)
      expect(server.errors).toEqual([])
    })

  it('S33 the map of sections takes no more entries than there may be sections', async () => {
    const { server, refused } = await world()
    const doc = new Y.Doc()
    doc.transact(() => {
      for (let i = 0; i <= LIMITS.sections; i++)
        doc.getMap('sections').set(`made-up-${i}`, new Y.Map([['order', 'a0']]))
    })
    await refused(Y.encodeStateAsUpdate(doc))
    expect((await server.stored()).getMap('sections').size).toBe(0)
  })

  it('S34 edits of one turn are measured together', async () => {
    const server = memoryServer({ limits: { documentBytes: 100_000 } })
    const links = [server.join(PEOPLE.health), server.join(PEOPLE.data)]
    await server.drain()
    for (const link of links) for (let i = 0; i < 4; i++) link.peer.text.insert(0, 'x'.repeat(20_000))
    for (const link of links) while (link.deliverUp());
    await server.drain()
    expect((await server.stored()).getText('plain').length).toBe(80_000)
    expect(links.map(({ peer }) => peer.closed?.code)).toEqual([undefined, CLOSE.tooLarge.code])
  })

  it('S37 nodes nested deeper than any text is are refused, and an honest depth is taken', async () => {
    const { server, bad } = await world()
    bad.peer.send(encodeUpdate(nested(11, LIMITS.nesting)))
    await server.drain()
    expect(bad.peer.closed).toBeNull()
    const stored = Y.encodeStateVector(await server.stored())
    expect(Y.decodeStateVector(stored).get(11)).toBe(LIMITS.nesting)
    const deeper = await world()
    await deeper.refused(nested(12, LIMITS.nesting + 1))
    const deepest = await world()
    await deepest.refused(nested(13, 100_000))
  })

  it('S38 what waits for earlier edits, or for what it deletes, is bounded', async () => {
    const structs = await world()
    await structs.refused(
      update([{ client: 5, clock: 1, structs: Array.from({ length: 50_000 }, () => gone) }]),
    )
    const deletions = await world()
    await deletions.refused(update([], 50_000))
    const many = await world()
    await many.refused(
      ...Array.from({ length: 300 }, (_, i) =>
        update([{ client: 100 + i, clock: 1, structs: Array.from({ length: 100 }, () => gone) }]),
      ),
    )
  })

  it('S39 a document takes only so many clients', async () => {
    const { server, refused } = await world()
    await refused(
      update(
        Array.from({ length: LIMITS.clients }, (_, i) => ({ client: LIMITS.clients - i, structs: [gone] })),
      ),
    )
    expect(Y.decodeStateVector(Y.encodeStateVector(await server.stored())).size).toBe(1)
  })

  it('S31 asking again and again for the document is too much', async () => {
    const { server, bad, witness } = await world()
    for (let i = 0; i < LIMITS.questionsBurst + 10; i++)
      bad.peer.send(encodeStep1(Y.encodeStateVector(new Map([[i + 1, i + 1]]))))
    await server.drain()
    expect(bad.peer.closed?.code).toBe(CLOSE.tooMuch.code)
    expect(witness.cut).toBe(false)
  })

  it('S13 S53 what waits takes no words away from those who join, nor from a compaction', async () => {
    const { server, witness, bad } = await world()
    witness.peer.text.insert(5, ' and families')
    await server.drain()
    bad.peer.send(encodeUpdate(update([{ client: witness.peer.doc.clientID, structs: [forged] }])))
    await server.drain()
    const words = witness.peer.text.toString()
    const joiner = server.join(PEOPLE.data)
    await server.drain()
    expect(joiner.peer.text.toString()).toBe(words)
    for (let i = 0; i < 250; i++) {
      witness.peer.text.insert(0, 'y')
      await server.drain()
    }
    await server.rooms.close()
    const restarted = memoryServer({ log: server.log })
    expect((await restarted.rooms.read(ROOM)).getText('plain').toString()).toBe('y'.repeat(250) + words)
  })

  it('S16 an item that stands on what its own client has yet to write is none, also while it waits', async () => {
    const { server, bad } = await world()
    bad.peer.send(encodeUpdate(update([{ client: 7, clock: 3, structs: [later] }])))
    await server.drain()
    expect(bad.peer.closed?.code).toBe(CLOSE.malformed.code)
    expect((await server.log.load(ROOM)).updates).toHaveLength(1)
  })

  it('S17 S53 an edit that waits is there after a compaction too', async () => {
    const { server, bad } = await world()
    const author = new Y.Doc()
    const updates: Uint8Array[] = []
    author.on('update', (bytes: Uint8Array) => updates.push(bytes))
    author.getText('waits').insert(0, 'first ')
    author.getText('waits').insert(6, 'second')
    const [first, second] = updates as [Uint8Array, Uint8Array]
    await server.rooms.read(ROOM) // somebody was answered with the whole document: it is kept encoded
    bad.peer.send(encodeUpdate(second))
    await server.drain()
    expect(bad.peer.saved).toBe(bad.peer.sent + 1) // it is called saved
    await compacted(server, bad)
    const restarted = memoryServer({ log: server.log })
    const late = restarted.join(PEOPLE.data)
    await restarted.drain()
    late.peer.send(encodeUpdate(first))
    await restarted.drain()
    expect((await restarted.stored()).getText('waits').toString()).toBe('first second')
  })
})

/** Puts the room away after many edits, so that its log would be compacted. */
async function compacted(server: ReturnType<typeof memoryServer>, link: MemoryLink): Promise<void> {
  let clock = 1
  for (let i = 0; i < 250; i++) {
    link.peer.send(encodeUpdate(update([{ client: 77, clock, structs: [gone] }])))
    clock += 1
    await server.drain()
  }
  await server.rooms.close()
}
