import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

export interface StockClient {
  doc: Y.Doc
  provider: WebsocketProvider
  text: Y.Text
  synced(): Promise<void>
  stop(): void
}

/** The client of y-websocket as it comes, with a token. */
export function stockClient(
  server: string,
  room: string,
  token: string,
  params: Record<string, string> = {},
  doc = new Y.Doc(),
): StockClient {
  const provider = new WebsocketProvider(`${server}/sync`, room, doc, {
    params: { token, ...params },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: 200,
  })
  return {
    doc,
    provider,
    // Asked for only where it is used: a root is a text or a fragment, whichever is asked for first.
    get text() {
      return doc.getText('plain')
    },
    synced: () =>
      new Promise((resolve) => {
        if (provider.synced) resolve()
        else provider.once('sync', () => resolve())
      }),
    stop() {
      provider.destroy()
      doc.destroy()
    },
  }
}

/** Resolves when a condition holds, asked at every change of a document. */
export function untilDoc(doc: Y.Doc, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const ask = (): void => {
      if (!holds()) return
      doc.off('update', ask)
      resolve()
    }
    doc.on('update', ask)
    ask()
  })
}
