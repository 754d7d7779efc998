import { localStore } from './browser-storage.ts'
import { copyPrefix } from './offline-copy.ts'

const PREFIX = 'tl.epoch:'

/** The server has said which epoch a document is in: what this device has of it is of that one from now on. */
export function rememberEpoch(member: string, room: string, epoch: number): void {
  try {
    localStore().setItem(`${PREFIX}${member}:${room}`, String(epoch))
  } catch {
    // full: the copy is asked about once more
  }
}

/** Rooms of which this device has a copy of an earlier epoch, by the epochs they are in now. */
export async function roomsOfOldEpochs(member: string, now: ReadonlyMap<string, number>): Promise<string[]> {
  const databases = await indexedDB.databases()
  const copies = new Set(databases.map(({ name }) => name))
  return [...now].flatMap(([room, epoch]) => {
    const known = Number(localStore().getItem(`${PREFIX}${member}:${room}`) ?? 0)
    return known < epoch && copies.has(copyPrefix(member) + room) ? [room] : []
  })
}

type Epochs = readonly { document: string; epoch: number }[]

/** Are these other epochs than this device last heard of in this workspace? */
export const areNewEpochs = (member: string, workspace: string, epochs: Epochs): boolean =>
  (localStore().getItem(`${PREFIX}${member}:${workspace}`) ?? '[]') !== JSON.stringify(epochs)

/** What there was of earlier ones is off this device. */
export function heardOfEpochs(member: string, workspace: string, epochs: Epochs): void {
  try {
    localStore().setItem(`${PREFIX}${member}:${workspace}`, JSON.stringify(epochs))
  } catch {
    // full: asked again at the next start
  }
}
