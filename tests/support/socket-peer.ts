import { WebSocket } from 'ws'
import { Peer } from './peer.ts'

export interface SocketPeer {
  peer: Peer
  socket: WebSocket
  /** Resolves when the socket is closed, with its code. */
  closed: Promise<number>
}

export interface SocketPeerOptions {
  peer?: Peer
  token: string
  room?: string
  params?: Record<string, string>
  hello?: boolean
  /** false: connects, and says nothing. */
  join?: boolean
}

/** A peer on a real socket, open and, unless told otherwise, asking to join. */
export async function socketPeer(server: string, options: SocketPeerOptions): Promise<SocketPeer> {
  const {
    peer = new Peer(),
    token,
    room = 'demo/narrative/4',
    params = {},
    hello = true,
    join = true,
  } = options
  const query = new URLSearchParams({ token, ...params })
  const socket = new WebSocket(`${server}/sync/${room}?${query}`)
  socket.binaryType = 'nodebuffer'
  socket.on('message', (data: Buffer) => peer.receive(data))
  const closed = new Promise<number>((resolve) =>
    socket.on('close', (code, say) => {
      peer.disconnected(code, say.toString())
      resolve(code)
    }),
  )
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('error', reject)
  })
  socket.on('error', () => undefined)
  if (join) peer.connect({ send: (bytes) => socket.send(bytes) }, { hello })
  return { peer, socket, closed }
}

/** The HTTP status with which an upgrade was refused; 101 when it was not. */
export function upgradeStatus(url: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers })
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    })
    socket.on('open', () => {
      resolve(101)
      socket.close()
    })
    socket.on('error', () => undefined)
  })
}
