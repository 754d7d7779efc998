import * as decoding from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { closeReason, type CloseReason } from '../../shared/protocol/close-codes.ts'
import { encodeHello, FRAME, readNotice, SCHEMA_VERSION, type Notice } from '../../shared/protocol/frames.ts'
import { countingSocket } from './counting-socket.ts'
import { sendOwnPresenceOnly } from './own-presence.ts'

/** What a connection tells; each maps to one fact of the saved line or one decision of the room. */
export interface ConnectionEvents {
  connecting(): void
  connected(): void
  disconnected(): void
  synced(): void
  sent(): void
  acked(count: number): void
  notice(notice: Notice): void
  /** The server closed for a reason of ours; the connection does not come back by itself when it is final. */
  closed(reason: CloseReason): void
}

export interface Connection {
  provider: WebsocketProvider
  /** The socket carries what is sent now. */
  open(): boolean
  destroy(): void
}

/** A silent answer to a frame of ours means a half-open socket after this time, ms. */
const UNACKED_MS = 8_000
/** Our question for a sign of life, ms: a quiet room would otherwise look like a dead link. */
const PULSE_MS = 10_000
/** A socket that neither opens nor fails, ms. */
const OPENING_MS = 10_000

/** Connects a document to its room; reconnects with back-off until destroyed or told to stop. */
export function connect(
  room: string,
  member: string,
  doc: Y.Doc,
  tell: ConnectionEvents,
  epoch: number | null = null,
): Connection {
  let asked = 0
  let opening = Date.now()
  const provider = new WebsocketProvider(syncUrl(), room, doc, {
    connect: false,
    // Tabs never talk to each other behind the server's back: a refused tab's words showed as saved in another.
    disableBc: true,
    params: paramsOf(member, epoch),
    WebSocketPolyfill: countingSocket(() => {
      asked ||= Date.now()
      tell.sent()
    }),
  })
  sendOwnPresenceOnly(provider)
  // Words left behind are delivered by rooms nobody looks at: a link alone is not a visit.
  provider.awareness.setLocalState(null)
  const hello = (): void => {
    if (!isOpen()) return
    asked ||= Date.now()
    provider.ws?.send(encodeHello() as Uint8Array<ArrayBuffer>)
  }
  const isOpen = (): boolean => provider.wsconnected && provider.ws?.readyState === WebSocket.OPEN

  provider.messageHandlers[FRAME.saved] = (_encoder, decoder) => {
    asked = 0
    tell.acked(decoding.readVarUint(decoder))
  }
  provider.messageHandlers[FRAME.notice] = (_encoder, decoder) => {
    const notice = readNotice(decoder)
    // Before a word of this epoch is read: when the link comes back, it says of which one the document is.
    if (notice.type === 'rights') provider.params = paramsOf(member, notice.epoch)
    tell.notice(notice)
  }
  // The stock refusal only writes to the console; the notice and the close code carry what we say.
  provider.messageHandlers[FRAME.auth] = (_encoder, decoder) => {
    decoding.readVarUint(decoder)
    decoding.readVarString(decoder)
  }
  provider.on('status', ({ status }) => {
    if (status === 'connected') {
      asked = 0
      tell.connected()
      hello()
    } else if (status === 'connecting') {
      opening = Date.now()
      tell.connecting()
    }
  })
  provider.on('connection-close', (event) => {
    asked = 0
    tell.disconnected()
    const reason = event === null ? undefined : closeReason(event.code)
    if (reason !== undefined) queueMicrotask(() => tell.closed(reason))
  })
  provider.on('sync', (synced) => {
    if (synced) tell.synced()
  })

  const again = (): void => {
    provider.disconnect()
    provider.connect()
  }
  const watchdog = setInterval(() => {
    if (!provider.shouldConnect) return
    const stuck = provider.wsconnecting && Date.now() - opening > OPENING_MS
    const silent = asked > 0 && isOpen() && Date.now() - asked > UNACKED_MS
    if (stuck || silent) again()
  }, 1_000)
  const pulse = setInterval(hello, PULSE_MS)
  // The machine knows first: a lost network must not look like a slow one.
  const offline = (): void => again()
  const online = (): void => {
    if (provider.shouldConnect && !provider.wsconnected) again()
  }
  window.addEventListener('offline', offline)
  window.addEventListener('online', online)
  provider.connect()

  return {
    provider,
    open: isOpen,
    destroy() {
      clearInterval(watchdog)
      clearInterval(pulse)
      window.removeEventListener('offline', offline)
      window.removeEventListener('online', online)
      provider.destroy()
    },
  }
}

const paramsOf = (member: string, epoch: number | null): Record<string, string> => ({
  as: member,
  schema: String(SCHEMA_VERSION),
  ...(epoch === null ? {} : { epoch: String(epoch) }),
})

const syncUrl = (): string => `${location.origin.replace(/^http/, 'ws')}/sync`
