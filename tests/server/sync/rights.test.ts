import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { encodeStep2 } from '../../../shared/protocol/codec.ts'
import { encodeUpdate, SCHEMA_VERSION } from '../../../shared/protocol/frames.ts'
import { schemaNeededBy } from '../../../server/sync/schema-guard.ts'
import { memoryServer, ROOM } from '../../support/memory-server.ts'
import { PEOPLE } from '../../support/people.ts'
import { Peer } from '../../support/peer.ts'

/** A writer and a reader in step over a document with words, and a deletion. */
async function withReader() {
  const server = memoryServer()
  const writer = server.join(PEOPLE.lead)
  await server.drain()
  writer.peer.text.insert(0, 'draft: the wait is long')
  await server.drain()
  writer.peer.text.delete(0, 7)
  const reader = server.join(PEOPLE.sponsor, { write: false })
  await server.drain()
  return { server, writer, reader }
}

describe('who may not edit', () => {
  it('S20 reads, hears, and is refused an edit with the reason; nothing changes', async () => {
    const { server, writer, reader } = await withReader()
    expect(reader.peer.text.toString()).toBe('the wait is long')
    expect(reader.peer.notices).toEqual([{ type: 'rights', write: false, epoch: 0 }])
    writer.peer.text.insert(0, 'Now ')
    await server.drain()
    expect(reader.peer.text.toString()).toBe('Now the wait is long')

    reader.peer.text.insert(0, 'My own words. ')
    await server.drain()
    expect(reader.peer.closed?.code).toBe(4403)
    expect(reader.peer.denials).toHaveLength(1)
    expect(reader.peer.notices.at(-1)).toMatchObject({ type: 'refused', why: 'no right' })
    expect(writer.peer.text.toString()).toBe('Now the wait is long')
    expect((await server.stored()).getText('plain').toString()).toBe('Now the wait is long')
  })

  it('S20 a deletion by a reader is an edit', async () => {
    const { server, writer, reader } = await withReader()
    reader.peer.text.delete(0, 3)
    await server.drain()
    expect(reader.peer.closed?.code).toBe(4403)
    expect(writer.peer.text.toString()).toBe('the wait is long')
  })

  it('S20 a reader is present', async () => {
    const { server, writer, reader } = await withReader()
    writer.flow()
    reader.flow().peer.awarenessState({ section: 'overview', doing: 'reading' }, 1)
    const seen = (): unknown => writer.peer.awareness.get(reader.peer.doc.clientID)?.state?.['section']
    await writer.peer.until(() => seen() === 'overview')
    expect(server.rooms.here(ROOM).find(({ id }) => id === 'sponsor')).toMatchObject({ section: 'overview' })
  })

  it('S21 a reader’s answer that holds nothing new is let by, and counted', async () => {
    const { server, reader } = await withReader()
    expect(reader.peer.sent).toBe(1) // its step 2, which carries every deletion there is
    expect(reader.peer.allSaved).toBe(true)
    reader.break()
    const again = server.join(PEOPLE.sponsor, { peer: reader.peer, write: false })
    await server.drain()
    expect(again.cut).toBe(false)
    expect(again.peer.denials).toEqual([])
  })

  it('S21 a reader’s answer that holds words of their own is refused', async () => {
    const { server, writer } = await withReader()
    const offline = new Peer()
    offline.text.insert(0, 'written while I still had the right')
    const link = server.join(PEOPLE.sponsor, { peer: offline, write: false })
    await server.drain()
    expect(link.peer.closed?.code).toBe(4403)
    expect(writer.peer.text.toString()).toBe('the wait is long')
  })

  it('S22 changed rights close the member’s sockets and nobody else’s', async () => {
    const { server, writer, reader } = await withReader()
    server.rooms.rightsChanged('sponsor')
    await server.drain()
    expect(reader.peer.closed?.code).toBe(4510)
    expect(writer.cut).toBe(false)
  })

  it('S22 changed rights in a document close every socket in it, joined or not', async () => {
    const server = memoryServer()
    const joined = server.join(PEOPLE.lead)
    await server.drain()
    const waits = server.join(PEOPLE.parent) // let in, and has not sent its join
    const elsewhere = server.join(PEOPLE.parent, { room: 'demo/narrative/5' })
    server.rooms.rightsIn(ROOM)
    waits.peer.text.insert(0, 'written with the old rights')
    await server.drain()
    expect(joined.peer.closed?.code).toBe(4510)
    expect(waits.peer.closed?.code).toBe(4510)
    expect(waits.peer.synced).toBe(false)
    expect((await server.stored()).getText('plain').toString()).toBe('')
    expect(elsewhere.cut).toBe(false)
  })

  it('S22 changed rights in a document close those for whom it is still being opened', async () => {
    const server = memoryServer()
    const early = server.join(PEOPLE.parent)
    early.peer.text.insert(0, 'written with the old rights')
    early.deliverUp()
    server.rooms.rightsIn(ROOM)
    await server.drain()
    expect(early.peer.closed?.code).toBe(4510)
    expect((await server.stored()).getText('plain').toString()).toBe('')
  })

  it('S22 what a removed member had queued is not taken', async () => {
    const { server, writer, reader } = await withReader()
    writer.peer.text.insert(0, 'too late')
    writer.deliverUp()
    server.rooms.removed('lead')
    await server.drain()
    expect(writer.peer.closed?.code).toBe(4401)
    expect(reader.peer.text.toString()).toBe('the wait is long')
    expect(server.rooms.here(ROOM).map(({ id }) => id)).toEqual(['sponsor'])
  })
})

/** A writer, and a document with a table in it. */
async function withTable() {
  const server = memoryServer()
  const writer = server.join(PEOPLE.lead)
  await server.drain()
  const fragment = writer.peer.doc.getXmlFragment('s:indicators')
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText('words')])
  fragment.insert(0, [paragraph, new Y.XmlElement('table')])
  await server.drain()
  return { server, writer, fragment }
}

describe('clients that do not know all kinds of nodes', () => {
  it('S23 a stock client may delete words', async () => {
    const { server, fragment } = await withTable()
    const stock = server.join(PEOPLE.parent)
    await server.drain()
    stock.peer.doc.getXmlFragment('s:indicators').delete(0, 1)
    await server.drain()
    expect(stock.cut).toBe(false)
    expect(fragment.toString()).toBe('<table></table>')
  })

  it('S23 a stock client may not delete a table', async () => {
    const { server, fragment } = await withTable()
    const stock = server.join(PEOPLE.parent)
    await server.drain()
    stock.peer.doc.getXmlFragment('s:indicators').delete(1, 1)
    await server.drain()
    expect(stock.peer.closed?.code).toBe(4403)
    expect(stock.peer.notices.at(-1)).toMatchObject({ why: 'unknown kinds' })
    expect(fragment.toString()).toContain('<table></table>')
  })

  it('S23 a table inside what it deletes counts', async () => {
    const { server, writer } = await withTable()
    const quote = new Y.XmlElement('blockquote')
    quote.insert(0, [new Y.XmlElement('callout')])
    writer.peer.doc.getXmlFragment('s:next').insert(0, [quote])
    const stock = server.join(PEOPLE.parent)
    await server.drain()
    stock.peer.doc.getXmlFragment('s:next').delete(0, 1)
    await server.drain()
    expect(stock.peer.closed?.code).toBe(4403)
    expect(writer.peer.doc.getXmlFragment('s:next').toString()).toContain('callout')
  })

  it('S23 S5 a kind whose name every object knows counts as the newest, like any unknown one', async () => {
    for (const kind of ['constructor', '__proto__', 'toString']) {
      const { server, writer } = await withTable()
      writer.peer.doc.getXmlFragment('s:next').insert(0, [new Y.XmlElement(kind)])
      await server.drain()
      expect(schemaNeededBy(writer.peer.doc), kind).toBe(SCHEMA_VERSION)
      const stock = server.join(PEOPLE.parent)
      await server.drain()
      stock.peer.doc.getXmlFragment('s:next').delete(0, 1)
      await server.drain()
      expect(stock.peer.closed?.code, kind).toBe(4403)
    }
  })

  it('S23 the deletion of a table in an answer to sync step 1 counts as well', async () => {
    const { server, fragment } = await withTable()
    const stock = server.join(PEOPLE.parent)
    await server.drain()
    stock.break()
    stock.peer.doc.getXmlFragment('s:indicators').delete(1, 1)
    const again = server.join(PEOPLE.parent, { peer: stock.peer })
    await server.drain()
    expect(again.peer.closed?.code).toBe(4403)
    expect(fragment.toString()).toContain('<table></table>')
  })
})

describe('limits of a document', () => {
  it('S33 more roots than a document may have are refused', async () => {
    const server = memoryServer({ limits: { sections: 10 } })
    const a = server.join(PEOPLE.lead)
    const b = server.join(PEOPLE.parent)
    await server.drain()
    const many = new Y.Doc()
    for (let i = 0; i < 15; i++) many.getText(`more-${i}`).insert(0, 'x')
    a.peer.send(encodeStep2(Y.encodeStateAsUpdate(many)))
    await server.drain()
    expect(a.peer.closed?.code).toBe(4413)
    expect(a.peer.notices.at(-1)).toMatchObject({ why: 'too large' })
    b.peer.doc.getText('more-1').insert(0, 'within the limit')
    await server.drain()
    expect((await server.stored()).getText('more-1').toString()).toBe('within the limit')
  })

  it('S34 an edit that makes a document larger than the limit is refused; the next small one is not', async () => {
    const server = memoryServer({ limits: { documentBytes: 20_000 } })
    const a = server.join(PEOPLE.lead)
    const b = server.join(PEOPLE.parent)
    await server.drain()
    a.peer.text.insert(0, 'x'.repeat(15_000))
    await server.drain()
    a.peer.text.insert(0, 'y'.repeat(15_000))
    await server.drain()
    expect(a.peer.closed?.code).toBe(4413)
    expect(b.peer.text.length).toBe(15_000)
    b.peer.text.insert(0, 'small')
    await server.drain()
    expect(b.peer.allSaved).toBe(true)
    b.peer.text.delete(0, 15_005) // making room is never refused
    await server.drain()
    b.peer.text.insert(0, 'z'.repeat(15_000))
    await server.drain()
    expect(b.peer.allSaved).toBe(true)
  })

  it('S36 frames of an unknown type are passed over', async () => {
    const server = memoryServer()
    const a = server.join(PEOPLE.lead)
    a.peer.send(Uint8Array.of(77, 1, 2, 3))
    a.peer.text.insert(0, 'and life goes on')
    await server.drain()
    expect(a.cut).toBe(false)
    expect(a.peer.allSaved).toBe(true)
  })

  it('S16 an update of another version of Yjs’ encoding is refused as malformed', async () => {
    const server = memoryServer()
    const a = server.join(PEOPLE.lead)
    await server.drain()
    const doc = new Y.Doc()
    doc.getText('plain').insert(0, 'version 2')
    a.peer.send(encodeUpdate(Y.encodeStateAsUpdateV2(doc)))
    await server.drain()
    expect(a.peer.closed?.code).toBe(4400)
  })
})
