import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Rights } from '../../shared/permissions.ts'
import { documentOf, parseRoom, roomName, SLUG } from '../../shared/rooms.ts'
import type { DocumentId } from '../../shared/domain/documents.ts'
import { CLOSE, type CloseReason } from '../../shared/protocol/close-codes.ts'
import { encodeAwarenessFrame } from '../../shared/protocol/codec.ts'
import { LIMITS, type Limits } from '../../shared/protocol/limits.ts'
import type { Doorkeeper, Visitor } from './doorkeeper.ts'
import { createHeartbeat } from './heartbeat.ts'
import type { Live } from './live.ts'
import type { Rooms } from './rooms.ts'
import { bytesOf, websocketWire } from './websocket.ts'
import { outFrame } from './wire.ts'

export interface UpgradeOptions {
  doorkeeper: Doorkeeper
  rooms: Rooms
  live: Pick<Live, 'attach'>
  /** What this person may do in a document as it stands now. */
  rights: (person: Visitor, document: DocumentId) => Promise<Rights>
  /** The origin pages are served from, such as `https://send.example.org`; its own host is always allowed. */
  publicUrl: string | null
  limits?: Limits
  onError: (error: unknown) => void
}

export interface Upgrade {
  /** For `server.on('upgrade', …)`. Answers every request: with a socket, or with a plain HTTP refusal. */
  handle(request: IncomingMessage, stream: Duplex, head: Buffer): void
  /** Refuses all further sockets; those that are open are closed by `rooms` and `live`. */
  close(): void
}

/** Nothing a refused visitor is told says more than they may know. */
const REFUSALS = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
} as const
type Status = keyof typeof REFUSALS

type Wanted =
  | { to: 'room'; name: string; document: DocumentId; workspace: string }
  | { to: 'live'; workspace: string }
type Decision = { ok: true; person: Visitor; wanted: Wanted; write: boolean } | { ok: false; status: Status }

/** A frame that says nothing: a stock client reconnects when it has heard nothing for thirty seconds. */
const STILL_HERE = outFrame(encodeAwarenessFrame([]))

/** The door of every socket: who, to which room, may they; refuses before a socket exists. */
export function createUpgrade({
  doorkeeper,
  rooms,
  live,
  rights,
  publicUrl,
  limits = LIMITS,
  onError,
}: UpgradeOptions): Upgrade {
  // Twice the limit, so that we can say why before ws cuts the socket without a word.
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
    maxPayload: limits.frameBytes * 2,
  })
  const heartbeat = createHeartbeat(limits.heartbeatMs)
  const sockets = new Map<string, number>()
  const ownOrigin = publicUrl === null ? null : new URL(publicUrl).origin
  let closed = false

  function originAllowed(request: IncomingMessage, url: URL): boolean {
    const { origin, host } = request.headers
    // Browsers always send an Origin with a socket; a program sends none, and must bring its token.
    if (origin === undefined) return url.searchParams.has('token')
    if (origin === ownOrigin) return true
    return URL.canParse(origin) && host !== undefined && new URL(origin).host === host
  }

  async function decide(request: IncomingMessage, url: URL): Promise<Decision> {
    if (closed) return { ok: false, status: 503 }
    const wanted = wantedBy(url)
    if (wanted === null) return { ok: false, status: 404 }
    if (!originAllowed(request, url)) return { ok: false, status: 403 }
    const person = await doorkeeper.identify(request)
    if (person === null) return { ok: false, status: 401 }
    // To a stranger, another workspace is one that does not exist.
    if (person.workspace !== wanted.workspace || !(await doorkeeper.workspaceExists(wanted.workspace)))
      return { ok: false, status: 404 }
    if (wanted.to === 'live') return { ok: true, person, wanted, write: false }
    const { read, edit } = await rights(person, wanted.document)
    return read ? { ok: true, person, wanted, write: edit } : { ok: false, status: 403 }
  }

  function count(person: Visitor, socket: WebSocket): void {
    sockets.set(person.id, (sockets.get(person.id) ?? 0) + 1)
    socket.once('close', () => {
      const left = (sockets.get(person.id) ?? 1) - 1
      if (left === 0) sockets.delete(person.id)
      else sockets.set(person.id, left)
    })
  }

  /** Rights that changed between the decision and the entry were told to nobody: this socket was not there yet. */
  async function decideAgain(
    request: IncomingMessage,
    { person, wanted, write }: Extract<Decision, { ok: true }>,
    socket: WebSocket,
    putOut: (reason: CloseReason) => void,
  ): Promise<void> {
    // Nothing it sends is heard before we know: an edit that is committed cannot be called back.
    socket.pause()
    try {
      const now = await doorkeeper.identify(request)
      if (now === null) return putOut('signedOut')
      if (JSON.stringify(now) !== JSON.stringify(person)) return putOut('rightsChanged')
      if (wanted.to === 'live') return
      const { read, edit } = await rights(now, wanted.document)
      if (!read || edit !== write) putOut('rightsChanged')
    } catch (error) {
      putOut('restarting')
      throw error
    } finally {
      socket.resume()
    }
  }

  function enterRoom(
    name: string,
    person: Visitor,
    write: boolean,
    url: URL,
    socket: WebSocket,
    stream: Duplex,
  ): (reason: CloseReason) => void {
    const connection = rooms.attach(name, {
      wire: websocketWire(socket, stream),
      person,
      write,
      schema: declared(url, 'schema'),
      epoch: declared(url, 'epoch'),
    })
    socket.on('message', (data, isBinary) => {
      const bytes = bytesOf(data, isBinary)
      if (bytes === null) connection.refuse('malformed')
      else connection.receive(bytes)
    })
    socket.on('close', () => connection.closed())
    heartbeat.watch(socket, () => connection.send(STILL_HERE))
    return (reason) => connection.revoke(reason)
  }

  function enterLive(person: Visitor, socket: WebSocket): (reason: CloseReason) => void {
    const leave = live.attach(
      {
        send: (text) => socket.send(text),
        close: (code, say) => socket.close(code, say),
        unsent: () => socket.bufferedAmount,
      },
      person,
    )
    // A page only listens here.
    socket.on('message', () => socket.close(CLOSE.malformed.code, CLOSE.malformed.say))
    socket.on('close', leave)
    heartbeat.watch(socket, () => undefined)
    return (reason) => {
      socket.close(CLOSE[reason].code, CLOSE[reason].say)
      setTimeout(() => socket.terminate(), 2_000).unref()
    }
  }

  async function handle(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    // Until ws takes over, a broken link must not bring the process down.
    const broken = (): void => void stream.destroy()
    stream.on('error', broken)
    const url = urlOf(request)
    const decision: Decision = url === null ? { ok: false, status: 400 } : await decide(request, url)
    if (stream.destroyed) return
    if (!decision.ok || url === null) return refuse(stream, decision.ok ? 400 : decision.status)
    // Asked here, with nothing awaited before `count`: of a hundred that come at once, all would have passed.
    if ((sockets.get(decision.person.id) ?? 0) >= limits.socketsPerPerson) return refuse(stream, 429)
    server.handleUpgrade(request, stream, head, (socket) => {
      stream.off('error', broken)
      socket.on('error', () => undefined) // ws closes the socket itself, and 'close' is heard
      const { person, wanted, write } = decision
      count(person, socket)
      const putOut =
        wanted.to === 'room'
          ? enterRoom(wanted.name, person, write, url, socket, stream)
          : enterLive(person, socket)
      void decideAgain(request, decision, socket, putOut).catch(onError)
    })
  }

  return {
    handle: (request, stream, head) =>
      void handle(request, stream, head).catch((error: unknown) => {
        onError(error)
        refuse(stream, 503)
      }),
    close() {
      closed = true
      heartbeat.stop()
    },
  }
}

function urlOf(request: IncomingMessage): URL | null {
  const base = 'http://server.invalid'
  return request.url !== undefined && URL.canParse(request.url, base) ? new URL(request.url, base) : null
}

function wantedBy(url: URL): Wanted | null {
  const [, first, ...rest] = url.pathname.split('/')
  if (first === 'sync') {
    const room = parseRoom(rest.join('/'))
    return room === null
      ? null
      : { to: 'room', name: roomName(room), document: documentOf(room), workspace: room.workspace }
  }
  const [workspace = ''] = rest
  return first === 'live' && rest.length === 1 && SLUG.test(workspace) ? { to: 'live', workspace } : null
}

/** The schema, or the epoch, a client declares; a value that is no number is taken as the oldest. */
function declared(url: URL, what: 'schema' | 'epoch'): number | null {
  const value = url.searchParams.get(what)
  if (value === null) return null
  return /^\d{1,6}$/.test(value) ? Number(value) : 0
}

function refuse(stream: Duplex, status: Status): void {
  if (!stream.writable) return
  const body = REFUSALS[status]
  stream.end(
    `HTTP/1.1 ${status} ${body}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
}
