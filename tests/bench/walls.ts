import { generateNKeysBetween } from 'fractional-indexing'
import { join as path } from 'node:path'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { openRecords } from '../../server/storage/sqlite-records.ts'
import { addItems } from '../../shared/board/edit.ts'
import { PARTNER_KINDS } from '../../shared/domain/partners.ts'
import type { Running } from './contenders.ts'
import { presenceFrame } from './dialect.ts'
import { workspaceName } from './ours.ts'
import { join } from './person.ts'
import { notesOf, PEOPLE, POINTER_MS, pointersAt } from './wall.ts'

/** Makes a board for each number of notes, with that many on it; answers their ids. */
export async function makeWalls(server: Running, sizes: readonly number[]): Promise<Map<number, string>> {
  const records = await openRecords(path(server.dir, 'records.db'))
  const walls = new Map<number, string>()
  for (const notes of sizes) {
    const id = `wall-of-${String(notes).padStart(6, '0')}`
    await records.db
      .insertInto('board')
      .values({
        workspace: workspaceName(0),
        id,
        title: `A wall of ${notes}`,
        theme: null,
        template: 'blank',
        state: 'open',
        locked: 0,
        facilitator: null,
        columns: '[]',
        stages: '[]',
        stage: null,
        timer: null,
        called: null,
        by: JSON.stringify({ id: 'bench', name: 'Bench', partner: 'council', role: 'NL' }),
        at: 0,
        version: 1,
      })
      .execute()
    walls.set(notes, id)
  }
  await records.close()
  for (const [notes, id] of walls) {
    const person = await join(server, `${workspaceName(0)}/board/${id}`, { wantsSaved: true })
    person.type(wallOf(notes))
    await person.wire.close()
  }
  return walls
}

function wallOf(count: number): Uint8Array {
  const doc = new Y.Doc()
  const keys = generateNKeysBetween(null, null, count)
  addItems(
    doc,
    notesOf(count).map((note, n) => ({
      ...note,
      kind: 'note' as const,
      z: keys[n] ?? '',
      partner: PARTNER_KINDS[n % PARTNER_KINDS.length] ?? null,
    })),
  )
  return Y.encodeStateAsUpdate(doc)
}

/** Everyone else at a wall. */
export interface Crowd {
  leave(): Promise<void>
}

/** Twenty others come to a wall, each on a socket of their own, and move their pointers until they leave. */
export async function gatherAt(server: Running, board: string): Promise<Crowd> {
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, async (_, seat) => {
      const { wire } = await join(server, `${workspaceName(0)}/board/${board}`, { seat, listens: false })
      return { wire, awareness: new Awareness(new Y.Doc()) }
    }),
  )
  let turn = 0
  const moving = setInterval(() => {
    turn += 1
    for (const [n, { x, y }] of pointersAt(turn).entries()) {
      const person = people[n]
      if (person === undefined) continue
      const { awareness, wire } = person
      awareness.setLocalState({ board: { pointer: [x, y] } })
      wire.send(presenceFrame(awareness))
    }
  }, POINTER_MS)
  return {
    async leave() {
      clearInterval(moving)
      await Promise.all(
        people.map(async ({ wire, awareness }) => {
          awareness.destroy()
          await wire.close()
        }),
      )
    },
  }
}
