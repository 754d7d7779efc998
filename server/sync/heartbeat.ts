import type { WebSocket } from 'ws'

/** Cuts sockets that answer neither of two pings; `beat` is called at each interval for those that live. */
export function createHeartbeat(intervalMs: number): Heartbeat {
  const sockets = new Map<WebSocket, { missed: number; beat: () => void }>()
  const timer = setInterval(() => {
    for (const [socket, life] of sockets) {
      if (life.missed >= 2) {
        socket.terminate()
        continue
      }
      life.missed += 1
      socket.ping()
      life.beat()
    }
  }, intervalMs).unref()
  return {
    watch(socket, beat) {
      const life = { missed: 0, beat }
      sockets.set(socket, life)
      const alive = (): void => void (life.missed = 0)
      socket.on('pong', alive)
      socket.on('message', alive)
      socket.on('close', () => sockets.delete(socket))
    },
    stop: () => clearInterval(timer),
  }
}

export interface Heartbeat {
  watch(socket: WebSocket, beat: () => void): void
  stop(): void
}
