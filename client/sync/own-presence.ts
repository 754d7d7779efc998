import type { WebsocketProvider } from 'y-websocket'

interface Changed {
  added: number[]
  updated: number[]
  removed: number[]
}

/**
 * y-websocket sends everybody's presence back to the server it has it from. With sixty people that was nearly all
 * that a server read, and each page wrote it: only what is told of this page is sent.
 */
export function sendOwnPresenceOnly(provider: WebsocketProvider): void {
  const { awareness, _awarenessUpdateHandler: send } = provider
  const me = awareness.clientID
  const sendOwn = ({ added, updated, removed }: Changed, origin: unknown): void => {
    if ([...added, ...updated, ...removed].includes(me))
      send({ added: [], updated: [me], removed: [] }, origin)
  }
  awareness.off('update', send)
  awareness.on('update', sendOwn)
  provider._awarenessUpdateHandler = sendOwn // the provider takes this one away when it ends
}
