import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readNotes, takeUpLeftBehind } from '../../../client/sync/epoch-notes.ts'
import type { OfflineCopy } from '../../../client/sync/offline-copy.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'

/** A copy that remembers what is noted beside it. */
function copyWith(epoch: number | null = null): OfflineCopy & { kept: Map<string, number> } {
  const kept = new Map<string, number>(epoch === null ? [] : [['epoch', epoch]])
  return {
    kept,
    clear: async () => kept.clear(),
    close: async () => undefined,
    note: async (name, value) => void kept.set(name, value),
    notes: async () => ({
      epoch: kept.get('epoch') ?? null,
      own: new Map(
        [...kept].flatMap(([name, clock]) =>
          name.startsWith('own:') ? [[Number(name.slice(4)), clock] as const] : [],
        ),
      ),
    }),
  }
}

function write(doc: Y.Doc, words: string): void {
  const section = fragmentOf(doc, 'overview')
  let paragraph = section.length === 0 ? null : (section.get(0) as Y.XmlElement)
  if (paragraph === null) {
    paragraph = new Y.XmlElement('paragraph')
    section.insert(0, [paragraph])
    paragraph.insert(0, [new Y.XmlText()])
  }
  const text = paragraph.get(0) as Y.XmlText
  text.insert(text.length, words)
}

const said = (list: { text: string }[]): string[] => list.map(({ text }) => text)

describe('what a device gives back when text was removed', () => {
  it('own words since the last "saved", and nobody else’s, nor own ones the server had', async () => {
    const doc = new Y.Doc()
    const notes = await readNotes(copyWith(), doc, [])
    notes.wrote(doc)
    write(doc, 'The number 999 000 0018. ')
    notes.saved(doc)
    write(doc, 'Own and unsaved. ')
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    write(other, 'Another person’s.')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    expect(said(notes.unsaved(doc))).toEqual(['Own and unsaved.'])
  })

  it('is the same after the tab was closed: what is noted lies beside the copy', async () => {
    const copy = copyWith()
    const doc = new Y.Doc()
    const notes = await readNotes(copy, doc, [])
    notes.told(3)
    notes.wrote(doc)
    write(doc, 'Saved. ')
    notes.saved(doc)
    write(doc, 'Not saved.')
    const later = new Y.Doc()
    Y.applyUpdate(later, Y.encodeStateAsUpdate(doc))
    const left = { edits: 1, updates: [], drop: () => undefined }
    const taken = await takeUpLeftBehind(later, left, copy)
    expect(taken.notes.epoch).toBe(3)
    expect(said(taken.notes.unsaved(later))).toEqual(['Not saved.'])
    // Nothing was left unconfirmed: then everything here is the server's, whatever was noted last.
    const confirmed = await takeUpLeftBehind(later, { ...left, edits: 0 }, copy)
    expect(confirmed.notes.unsaved(later)).toEqual([])
  })

  it('a copy of before there were epochs is of the first; an empty one is of none', async () => {
    const doc = new Y.Doc()
    expect((await readNotes(copyWith(), doc, [])).epoch).toBeNull()
    write(doc, 'Words')
    expect((await readNotes(copyWith(), doc, [])).epoch).toBe(0)
  })

  it('last words of an earlier epoch have no place in the new document: they are handed back as they were typed', async () => {
    const old = new Y.Doc()
    write(old, 'Saved. ')
    const updates: Uint8Array[] = []
    old.on('update', (update: Uint8Array) => updates.push(update))
    for (const letter of 'Typed last.') write(old, letter)
    const fresh = new Y.Doc()
    write(fresh, 'The clean text.')
    const update = Y.mergeUpdates(updates)
    const taken = await takeUpLeftBehind(
      fresh,
      { edits: 11, updates: [{ update, epoch: 0 }], drop: () => undefined },
      copyWith(1),
    )
    expect(said(taken.old)).toEqual(['Typed last.'])
    expect(fragmentOf(fresh, 'overview').toString()).toBe('<paragraph>The clean text.</paragraph>')
    expect(fresh.store.pendingStructs).toBeNull()
  })
})
