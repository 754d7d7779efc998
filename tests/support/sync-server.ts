import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Bus } from '../../server/bus/bus.ts'
import { createInProcessBus } from '../../server/bus/in-process.ts'
import { createMemoryLog } from '../../server/storage/memory-log.ts'
import type { UpdateLog } from '../../server/storage/update-log.ts'
import type { Doorkeeper } from '../../server/sync/doorkeeper.ts'
import { createLive, type Live } from '../../server/sync/live.ts'
import { createRooms, type Rooms, type RoomsOptions } from '../../server/sync/rooms.ts'
import { createUpgrade, type UpgradeOptions } from '../../server/sync/upgrade.ts'
import { LIMITS, type Limits } from '../../shared/protocol/limits.ts'
import { rightsIn } from '../../shared/permissions.ts'
import { fakeDoorkeeper } from './people.ts'

const OPEN = { exists: true, theme: null, frozen: false, shared: false, invited: false, locked: null }

export interface SyncServer {
  port: number
  url: string
  rooms: Rooms
  live: Live
  log: UpdateLog
  /** What the parts reported as failures of their own. */
  errors: unknown[]
  stop(): Promise<void>
}

export interface SyncServerOptions extends Partial<Omit<RoomsOptions, 'limits'>> {
  limits?: Partial<Limits>
  doorkeeper?: Doorkeeper
  /** What may be done in a document; by default, as its roles say while it is open. */
  rights?: UpgradeOptions['rights']
  port?: number
  publicUrl?: string
}

/** The sync half of the server on a free port: real sockets, a store of your choice, people known by token. */
export async function startSyncServer(options: SyncServerOptions = {}): Promise<SyncServer> {
  const { port = 0, doorkeeper = fakeDoorkeeper(), publicUrl, limits: some, rights, ...rest } = options
  const errors: unknown[] = []
  const onError = (error: unknown): void => void errors.push(error)
  const limits: Limits = { ...LIMITS, ...some }
  const bus: Bus = rest.bus ?? createInProcessBus().join()
  const log = rest.log ?? createMemoryLog()
  const rooms = createRooms({ onError, ...rest, log, bus, limits })
  const live = createLive({ bus, onError })
  const upgrade = createUpgrade({
    doorkeeper,
    rooms,
    live,
    rights: rights ?? (async (person, document) => rightsIn(person, document, OPEN)),
    publicUrl: publicUrl ?? null,
    limits,
    onError,
  })
  const http = createServer((_request, response) => response.writeHead(404).end())
  http.on('upgrade', upgrade.handle)
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  const actual = (http.address() as AddressInfo).port
  return {
    port: actual,
    url: `ws://127.0.0.1:${actual}`,
    rooms,
    live,
    log,
    errors,
    async stop() {
      upgrade.close()
      live.close()
      await rooms.close()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      await log.close()
    },
  }
}
