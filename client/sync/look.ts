import type * as Y from 'yjs'
import { CLOSE, type CloseReason } from '../../shared/protocol/close-codes.ts'
import { connect, type Connection } from './connection.ts'
import { resolvers } from './resolvers.ts'

/** Joins a room with an empty document, only to read what the server has; the caller destroys the link. */
export function lookAt(
  name: string,
  member: string,
  fresh: Y.Doc,
): { look: Connection; answer: Promise<'synced' | CloseReason> } {
  const { promise, resolve } = resolvers<'synced' | CloseReason>()
  const look = connect(name, member, fresh, {
    connecting() {},
    connected() {},
    disconnected() {},
    synced: () => resolve('synced'),
    sent() {},
    acked() {},
    notice() {},
    closed: (reason) => {
      if (CLOSE[reason].next !== 'reconnect') resolve(reason)
    },
  })
  return { look, answer: promise }
}
