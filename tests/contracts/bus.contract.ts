import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Bus } from '../../server/bus/bus.ts'

export interface BusUnderTest {
  /** A further server on the same bus. */
  join(): Promise<Bus>
  cleanUp(): Promise<void>
}

const ignore = (): void => undefined

/** Collects messages, and lets a test wait for the n-th. */
function collector() {
  const heard: number[][] = []
  let wake: () => void = ignore
  return {
    heard,
    hear(message: Uint8Array) {
      heard.push([...message])
      wake()
    },
    async until(count: number) {
      while (heard.length < count)
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    },
  }
}

/** What every bus must do; run for each implementation. */
export function busContract(name: string, make: () => Promise<BusUnderTest>): void {
  describe(`bus: ${name}`, () => {
    let under: BusUnderTest
    let a: Bus
    let b: Bus
    beforeEach(async () => {
      under = await make()
      a = await under.join()
      b = await under.join()
    })
    afterEach(async () => {
      await Promise.all([a.close(), b.close()])
      await under.cleanUp()
    })

    it('brings a message to the other servers, all its bytes, and not to the sender', async () => {
      const [own, other] = [collector(), collector()]
      await a.subscribe('room:x', own.hear)
      await b.subscribe('room:x', other.hear)
      a.publish('room:x', Uint8Array.of(0, 255, 10, 13, 128))
      await other.until(1)
      expect(other.heard).toEqual([[0, 255, 10, 13, 128]])
      expect(own.heard).toEqual([])
    })

    it('keeps the order of a channel', async () => {
      const other = collector()
      await b.subscribe('room:x', other.hear)
      for (let i = 0; i < 200; i++) a.publish('room:x', Uint8Array.of(i))
      await other.until(200)
      expect(other.heard.map(([byte]) => byte)).toEqual(Array.from({ length: 200 }, (_, i) => i))
    })

    it('brings only what was subscribed to, and nothing after leaving', async () => {
      const [x, y] = [collector(), collector()]
      const leave = await b.subscribe('room:x', x.hear)
      await b.subscribe('room:y', y.hear)
      a.publish('room:x', Uint8Array.of(1))
      await x.until(1)
      leave()
      a.publish('room:x', Uint8Array.of(2))
      a.publish('room:y', Uint8Array.of(3))
      await y.until(1)
      expect(x.heard).toEqual([[1]])
      expect(y.heard).toEqual([[3]])
    })

    it('two subscriptions of one server are left one by one', async () => {
      const [first, second] = [collector(), collector()]
      const leave = await b.subscribe('room:x', first.hear)
      await b.subscribe('room:x', second.hear)
      leave()
      leave() // twice is as once
      a.publish('room:x', Uint8Array.of(1))
      await second.until(1)
      expect(first.heard).toEqual([])
    })

    it('the sender may change its bytes afterwards', async () => {
      const other = collector()
      await b.subscribe('room:x', other.hear)
      const message = Uint8Array.of(1, 2, 3)
      a.publish('room:x', message)
      message.fill(9)
      await other.until(1)
      expect(other.heard).toEqual([[1, 2, 3]])
    })

    it('a closed server hears nothing and does not trouble the rest', async () => {
      const c = await under.join()
      const [gone, other] = [collector(), collector()]
      await c.subscribe('room:x', gone.hear)
      await b.subscribe('room:x', other.hear)
      await c.close()
      a.publish('room:x', Uint8Array.of(1))
      await other.until(1)
      expect(gone.heard).toEqual([])
    })
  })
}
