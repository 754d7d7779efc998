import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { seeded } from '../../shared/lib/random.ts'
import { fragmentOf } from '../../shared/narrative/sections.ts'

/** Where the public trace lies when the checkout has its neighbour. */
const TRACE = new URL('../../../shared/data/automerge-paper.json.gz', import.meta.url)
const GENERATED_EDITS = 259_778

/** A person typing a paragraph of their own: each call is one key, and gives its Yjs update. */
export interface Typist {
  client: number
  /** The update of the next key, and the clock it ends at. */
  key(): { update: Uint8Array; clock: number }
}

/** Client ids of the bench are small numbers, so that a lost edit can be named. */
export function createTypist(client: number): Typist {
  const doc = new Y.Doc()
  doc.clientID = client
  let update: Uint8Array = new Uint8Array()
  doc.on('update', (bytes: Uint8Array) => {
    update = bytes
  })
  const text = paragraphIn(doc)
  let first: Uint8Array = Y.encodeStateAsUpdate(doc)
  let length = 0
  return {
    client,
    key() {
      text.insert(length, 'the evidence shows that '.charAt(length++ % 24))
      if (first.length > 0) {
        update = Y.mergeUpdates([first, update])
        first = new Uint8Array()
      }
      return { update, clock: Y.getState(doc.store, client) }
    },
  }
}

function paragraphIn(doc: Y.Doc): Y.XmlText {
  const text = new Y.XmlText()
  doc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [text])
    fragmentOf(doc, 'overview').insert(0, [paragraph])
  })
  return text
}

export interface History {
  name: string
  /** One update for each keystroke, in order. */
  updates: Uint8Array[]
  /** Bytes of the full encoding: a join is done when about so many have come. */
  fullBytes: number
  clock: number
  client: number
}

/** The trace of a paper as it was written, as one update for each edit; generated writing where it is missing. */
export function readHistory(limit = Number.POSITIVE_INFINITY): History {
  const found = existsSync(TRACE)
  const edits = (found ? tracedEdits() : generatedEdits()).slice(0, limit)
  const doc = new Y.Doc()
  const client = 4_000_000
  doc.clientID = client
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = paragraphIn(doc)
  for (const patches of edits)
    doc.transact(() => {
      for (const [at, removed, inserted] of patches) {
        if (removed > 0) text.delete(at, removed)
        if (inserted !== '') text.insert(at, inserted)
      }
    })
  return {
    name: found ? 'automerge-paper, a public trace of real writing' : 'generated writing',
    updates,
    fullBytes: Y.encodeStateAsUpdate(doc).length,
    clock: Y.getState(doc.store, client),
    client,
  }
}

type Patch = [at: number, removed: number, inserted: string]

function tracedEdits(): Patch[][] {
  const trace = JSON.parse(gunzipSync(readFileSync(TRACE)).toString()) as { txns: { patches: Patch[] }[] }
  return trace.txns.map(({ patches }) => patches)
}

/** Bursts of typing at moving places, with some corrections, as people write. */
function generatedEdits(): Patch[][] {
  const next = seeded(20_261_124)
  let length = 0
  let at = 0
  return Array.from({ length: GENERATED_EDITS }, () => {
    if (next() < 0.02) at = Math.floor(next() * (length + 1))
    if (at > 0 && next() < 0.25) {
      length--
      return [[--at, 1, '']]
    }
    length++
    return [[at++, 0, next() < 0.18 ? ' ' : String.fromCharCode(97 + Math.floor(next() * 26))]]
  })
}
