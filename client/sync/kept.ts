/**
 * A small drawer in the browser's own database: values by key, kept until they are taken out.
 * Everything here belongs to a person on this device; keys start with whose it is.
 */
export interface Drawer<T> {
  all(): Promise<Map<string, T>>
  get(key: string): Promise<T | undefined>
  put(key: string, value: T): Promise<void>
  remove(key: string): Promise<void>
}

const NAME = 'throughline'
const DRAWERS = ['outbox', 'refusals', 'last-known'] as const
export type DrawerName = (typeof DRAWERS)[number]

let opening: Promise<IDBDatabase | null> | null = null
/** Where the browser refuses: as long as the page is open, all who open a drawer share it. */
const standIns = new Map<DrawerName, Drawer<unknown>>()

/** Opens a drawer; the database itself is opened at the first use and shared. Without one, the page remembers. */
export function drawer<T>(name: DrawerName): Drawer<T> {
  const real = async (): Promise<Drawer<T>> => {
    const db = await database()
    return db === null ? standIn<T>(name) : drawerIn<T>(db, name)
  }
  return {
    all: async () => (await real()).all(),
    get: async (key) => (await real()).get(key),
    put: async (key, value) => (await real()).put(key, value),
    remove: async (key) => (await real()).remove(key),
  }
}

function standIn<T>(name: DrawerName): Drawer<T> {
  const found = standIns.get(name) ?? memoryDrawer<unknown>()
  standIns.set(name, found)
  return found as Drawer<T>
}

function drawerIn<T>(db: IDBDatabase, name: DrawerName): Drawer<T> {
  const run = <R>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<R>): Promise<R> =>
    new Promise((resolve, reject) => {
      const transaction = db.transaction(name, mode)
      const request = act(transaction.objectStore(name))
      // A write counts when its transaction is complete, not when the request was taken.
      transaction.addEventListener('complete', () => resolve(request.result))
      transaction.addEventListener('abort', () =>
        reject(transaction.error ?? new Error('Could not keep this on the device.')),
      )
    })
  return {
    async all() {
      const [keys, values] = await Promise.all([
        run('readonly', (store) => store.getAllKeys()),
        run('readonly', (store) => store.getAll() as IDBRequest<T[]>),
      ])
      return new Map(keys.map((key, index) => [key as string, values[index] as T]))
    },
    get: (key) => run('readonly', (store) => store.get(key) as IDBRequest<T | undefined>),
    put: async (key, value) => void (await run('readwrite', (store) => store.put(value, key))),
    remove: (key) => run('readwrite', (store) => store.delete(key)),
  }
}

/** null when this browser keeps nothing. */
function database(): Promise<IDBDatabase | null> {
  opening ??= open().catch(() => null)
  return opening
}

function open(): Promise<IDBDatabase> {
  return new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.addEventListener('upgradeneeded', () => {
      for (const name of DRAWERS) request.result.createObjectStore(name)
    })
    request.addEventListener('success', () => {
      const db = request.result
      // Another tab with a newer page may need to change the database: do not stand in its way.
      db.addEventListener('versionchange', () => {
        db.close()
        opening = null
      })
      resolve(db)
    })
    request.addEventListener('error', () => {
      reject(request.error ?? new Error('This browser keeps nothing on this device.'))
    })
  })
}

/** The same drawer without a browser's database: for tests, and where the browser refuses to keep anything. */
export function memoryDrawer<T>(): Drawer<T> {
  const held = new Map<string, T>()
  return {
    all: async () => new Map([...held].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    get: async (key) => held.get(key),
    put: async (key, value) => void held.set(key, structuredClone(value)),
    remove: async (key) => void held.delete(key),
  }
}
