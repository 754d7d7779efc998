import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as decoding from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { sendOwnPresenceOnly } from '../../../client/sync/own-presence.ts'
import { decodeClientFrame } from '../../../shared/protocol/codec.ts'
import { FRAME } from '../../../shared/protocol/frames.ts'

/** A socket that is open at once; the test is the server. */
class OpenSocket extends EventTarget {
  readonly OPEN = 1
  readyState = 1
  binaryType = ''
  onopen: (() => void) | null = null
  constructor() {
    super()
    queueMicrotask(() => this.onopen?.())
  }
  send(bytes: Uint8Array): void {
    sent.push(bytes)
  }
  close(): void {}
}

let sent: Uint8Array[] = []
let provider: WebsocketProvider

/** The presence that was sent since the last question, as client and state. */
const told = (): [number, unknown][] =>
  sent.splice(0).flatMap((bytes) => {
    const frame = decoding.readVarUint(decoding.createDecoder(bytes)) === FRAME.awareness
    const read = frame ? decodeClientFrame(bytes) : null
    return read?.type === 'awareness'
      ? read.states.map(({ client, state }): [number, unknown] => [client, JSON.parse(state)])
      : []
  })

beforeEach(async () => {
  sent = []
  provider = new WebsocketProvider('ws://nowhere.invalid', 'area/board/one', new Y.Doc(), {
    disableBc: true,
    WebSocketPolyfill: OpenSocket as unknown as typeof WebSocket,
  })
  sendOwnPresenceOnly(provider)
  await vi.waitFor(() => expect(provider.wsconnected).toBe(true))
  told()
})
afterEach(() => provider.destroy())

it('what the others do is not sent back, what this page does is, and that it goes', () => {
  const { awareness } = provider
  const other = new Awareness(new Y.Doc())
  other.setLocalState({ section: 'next' })
  const hear = (): void =>
    applyAwarenessUpdate(awareness, encodeAwarenessUpdate(other, [other.clientID]), 'server')
  hear()
  other.setLocalState(null)
  hear()
  expect(told()).toEqual([])
  awareness.setLocalState({ section: 'overview' })
  expect(told()).toEqual([[awareness.clientID, { section: 'overview' }]])
  awareness.setLocalState(null)
  expect(told()).toEqual([[awareness.clientID, null]])
  other.destroy()
})

it('told that it is gone while it is here, it says that it is not', () => {
  const { awareness } = provider
  awareness.setLocalState({ section: 'overview' })
  told()
  const before = awareness.meta.get(awareness.clientID)?.clock ?? 0
  const gone = new Awareness(awareness.doc)
  gone.setLocalState(null)
  gone.meta.set(awareness.clientID, { clock: before, lastUpdated: 0 })
  applyAwarenessUpdate(awareness, encodeAwarenessUpdate(gone, [awareness.clientID]), 'server')
  expect(told()).toEqual([[awareness.clientID, { section: 'overview' }]])
  gone.destroy()
})

it('nothing is sent once the provider has ended', () => {
  const { awareness } = provider
  provider.destroy()
  told()
  awareness.setLocalState({ section: 'overview' })
  expect(told()).toEqual([])
})
