import { getSchema } from '@tiptap/core'
import { updateYFragment } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { itemsOf } from '../../shared/board/items.ts'
import { keyOf } from '../../shared/history/laid.ts'
import { mergeBlocks } from '../../shared/history/merge.ts'
import type { NodeJson, VersionContent, VersionSection } from '../../shared/history/version.ts'
import { narrativeSchema } from '../../shared/narrative/schema.ts'
import { fragmentOf } from '../../shared/narrative/sections.ts'
import { fragmentToJson } from '../exports/json.ts'
import { stepThing } from './things.ts'

const schema = getSchema(narrativeSchema)

/** In the document itself, so that after a crash it is known which restores it has. */
const MAP = 'restores'

/** A step from one state of a document to another, to be carried out on what it is now. */
export interface Step {
  id: string
  base: VersionContent
  wanted: VersionContent
  /** Only this section, or thing on a board; null: all of them, with their titles, order and leads. */
  section: string | null
}

/**
 * Carries a step out as one edit, once for its id: only what differs is touched, and what others wrote since the
 * base stays. Returns in how many places both wordings stand now. Call it in a write of the room.
 */
export function stepForward(doc: Y.Doc, { id, base, wanted, section }: Step): number {
  const done = stepIn(doc, id)
  if (done !== null) return done
  const before = new Map(base.sections.map((one) => [one.id, one]))
  const after = new Map(wanted.sections.map((one) => [one.id, one]))
  let kept = 0
  for (const each of new Set([...before.keys(), ...after.keys()])) {
    if (section !== null && each !== section) continue
    const from = before.get(each) ?? null
    const to = after.get(each) ?? null
    if ((to ?? from)?.thing === undefined) stepHead(doc, each, from, to, section === null)
    else stepThing(itemsOf(doc), each, from, to, section === null)
    if (to !== null) kept += stepWords(fragmentOf(doc, each), from?.content ?? null, to.content)
  }
  doc.getMap(MAP).set(id, kept)
  return kept
}

/** In how many places a step kept both wordings; null when the document does not have it. */
export function stepIn(doc: Y.Doc, id: string): number | null {
  const kept: unknown = doc.share.has(MAP) ? doc.getMap(MAP).get(id) : undefined
  return kept === undefined ? null : typeof kept === 'number' ? kept : 0
}

/** Title, order, lead and whether it stands: each only when it is still as the step found it. */
function stepHead(
  doc: Y.Doc,
  id: string,
  from: VersionSection | null,
  to: VersionSection | null,
  everything: boolean,
): void {
  const all = doc.getMap<Y.Map<string | boolean | null>>('sections')
  let entry = all.get(id)
  if (entry === undefined) {
    if (to === null) return
    entry = new Y.Map()
    entry.set('order', to.order)
    entry.set('title', to.title)
    entry.set('lead', to.lead)
    entry.set('removed', to.removed)
    all.set(id, entry)
    return
  }
  const set = (name: 'title' | 'order' | 'lead' | 'removed', value: string | boolean | null): void => {
    const now = entry.get(name) ?? (name === 'removed' ? false : null)
    const untouched = from === null || now === from[name]
    if (untouched && now !== value) entry.set(name, value)
  }
  // A section that the wanted state does not know leaves the narrative; its words stay in it, to be brought back.
  set('removed', to?.removed ?? true)
  if (to === null) return
  set('title', to.title)
  if (!everything) return
  set('order', to.order)
  set('lead', to.lead)
}

function stepWords(
  fragment: Y.XmlFragment,
  from: readonly NodeJson[] | null,
  to: readonly NodeJson[],
): number {
  if (from !== null && keyOfAll(from) === keyOfAll(to)) return 0
  const now = fragmentToJson(fragment).content ?? []
  // A section that the base does not know keeps the words it has: only an emptied one is filled.
  if (from === null && now.length > 0) return 0
  const { content, kept } = mergeBlocks(from ?? [], to, now)
  if (keyOfAll(content) !== keyOfAll(now))
    updateYFragment(fragment.doc as Y.Doc, fragment, schema.nodeFromJSON({ type: 'doc', content }), {
      mapping: new Map(),
      isOMark: new Map(),
    })
  return kept
}

const keyOfAll = (content: readonly NodeJson[]): string => content.map(keyOf).join('')
