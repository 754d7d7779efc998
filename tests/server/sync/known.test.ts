import { describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { encodeHeld } from '../../../server/sync/encoding.ts'
import { memoryServer, ROOM } from '../../support/memory-server.ts'
import { PEOPLE } from '../../support/people.ts'

const wordsOf = (doc: Y.Doc): string => doc.getText('plain').toString()

/** A server, and somebody who asks it what a document says. */
function asked() {
  const server = memoryServer()
  const see = vi.fn(wordsOf)
  const write = (words: string) =>
    server.rooms.edit(ROOM, PEOPLE.lead, (doc) => doc.getText('plain').insert(0, words))
  return { ...server, see, write, known: () => server.rooms.known(ROOM, see) }
}

describe('what is made of a document', () => {
  it('is made once for all who ask, and anew after whoever’s change', async () => {
    const { known, see, write, join, drain, log } = asked()
    await write('one')
    expect(await Promise.all([known(), known(), known()])).toEqual(['one', 'one', 'one'])
    expect(see).toHaveBeenCalledTimes(1)
    await write('two ')
    expect([await known(), await known()]).toEqual(['two one', 'two one'])
    const { peer } = join(PEOPLE.health)
    await drain()
    expect([await known(), see.mock.calls.length], 'a reader changes nothing').toEqual(['two one', 2])
    peer.text.insert(0, 'three ')
    await drain()
    expect([await known(), see.mock.calls.length]).toEqual(['three two one', 3])
    expect(log.loads, 'it stays open').toBe(1)
  })

  it('is never of what is not committed, nor of what had to be taken back', async () => {
    const { known, see, write, log, errors } = asked()
    await write('stored')
    await known()
    log.holdAppends()
    const late = write('on its way ')
    await new Promise((resolve) => setImmediate(resolve))
    const answer = known() // waits for it
    log.failNext(1)
    log.release()
    await expect(late).rejects.toThrow('full')
    expect([await answer, await known()]).toEqual(['stored', 'stored'])
    expect(errors).toHaveLength(1)
    await write('again ')
    expect(await known()).toBe('again stored')
    expect(see).toHaveBeenCalledTimes(3)
  })

  it('is of the document that has taken its place, also for who asked meanwhile', async () => {
    const { known, write, rooms, log } = asked()
    await write('a secret')
    await known()
    const clean = new Y.Doc()
    clean.getText('plain').insert(0, 'nothing')
    const meanwhile: Promise<string>[] = []
    await rooms.replace(ROOM, async () => {
      meanwhile.push(known())
      await log.rewrite(ROOM, { epoch: 1, snapshot: encodeHeld(clean), spans: [], retired: [] })
    })
    expect(await Promise.all([...meanwhile, known()])).toEqual(['nothing', 'nothing'])
  })

  it('is told to its asker alone when it cannot be made, and tried again', async () => {
    const { known, see, write, errors } = asked()
    await write('one')
    see.mockImplementationOnce(() => {
      throw new Error('cannot be read')
    })
    await expect(known()).rejects.toThrow('cannot be read')
    expect([await known(), errors]).toEqual(['one', []])
  })
})
