import { expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  anchorOn,
  findIn,
  flatsOf,
  makeAnchor,
  placeOf,
  resembles,
} from '../../../shared/annotations/anchors.ts'
import type { Anchor } from '../../../shared/annotations/comments.ts'
import { flatten } from '../../../shared/annotations/flat.ts'
import { seeded } from '../../../shared/lib/random.ts'
import { fragmentOf, moveSection, sections } from '../../../shared/narrative/sections.ts'
import { type Writer as AWriter, Writer, newcomer, positionOf, schema, sync } from './writer.ts'

/**
 * Two people edit two sections at random. Every word of the text is different from every other, so that words
 * say where they came from: an anchor may only ever stand on its own, and is lost only with them.
 */
const STEPS = 40

const SEEDS: readonly number[] = Array.from({ length: 40 }, (_, index) => 1_000 + index)

interface Thread {
  quote: string
  anchor: Anchor
}

type Random = () => number
const pick = <T>(random: Random, list: readonly T[]): T => {
  const item = list[Math.floor(random() * list.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

/** Unlike letters throughout, so that two words share next to nothing by chance. */
function word(n: number): string {
  let letters = ''
  for (let rest = n * 7_919 + 104_729, index = 0; index < 6; index += 1) {
    letters += 'bcdfghjklmnpqrstvwxz'.charAt(rest % 20)
    rest = Math.floor(rest / 20) + n * 31 + index * 17
  }
  return `${letters}${n}`
}

function paragraphs(random: Random, from: { n: number }, count: number): string[] {
  return Array.from({ length: count }, () =>
    Array.from({ length: 8 + Math.floor(random() * 10) }, () => word((from.n += 1))).join(' '),
  )
}

/** A random edit of the kinds the recipe names; says what it did, for the report of a red run. */
function edit(random: Random, w: AWriter, fresh: { n: number }): string {
  const section = pick(random, ['overview', 'families'])
  const node = w.node(section)
  const length = node.textBetween(0, node.content.size, '', '\ufffc').length
  if (length < 40) {
    w.edit(section, (tr) => tr.insert(tr.doc.content.size, paragraph(word((fresh.n += 1)))))
    return `${section}: new paragraph`
  }
  const offset = Math.floor(random() * (length - 30))
  const at = positionOf(node, offset)
  const $at = node.resolve(at)
  const kind = pick(random, [
    'type',
    'type',
    'delete',
    'split',
    'join',
    'heading',
    'list',
    'quote',
    'bold',
    'undo',
    'cut and paste',
    'cut into other section',
    'move section',
  ])
  const blockFrom = $at.before(1)
  const blockTo = $at.after(1)
  switch (kind) {
    case 'type':
      w.edit(section, (tr) => tr.insert(at, schema.text(` ${word((fresh.n += 1))} `)))
      break
    case 'delete': {
      const to = Math.min($at.end(), at + 1 + Math.floor(random() * 25))
      w.edit(section, (tr) => tr.delete(at, to))
      break
    }
    case 'split':
      w.edit(section, (tr) => tr.split(at))
      break
    case 'join':
      if (blockFrom > 0 && node.resolve(blockFrom).nodeBefore?.type === $at.node(1).type)
        w.edit(section, (tr) => tr.join(blockFrom))
      break
    case 'heading':
      w.edit(section, (tr) => {
        const type = pick(random, [schema.nodes.heading, schema.nodes.paragraph])
        if (type) tr.setBlockType(at, at, type, type.name === 'heading' ? { level: 3 } : null)
      })
      break
    case 'list':
    case 'quote': {
      const { bulletList, listItem, blockquote } = schema.nodes
      const range = $at.blockRange()
      if (!bulletList || !listItem || !blockquote || !range || $at.depth > 1) break
      w.edit(section, (tr) =>
        tr.wrap(
          range,
          kind === 'quote' ? [{ type: blockquote }] : [{ type: bulletList }, { type: listItem }],
        ),
      )
      break
    }
    case 'bold': {
      const mark = schema.marks.bold?.create()
      if (mark) w.edit(section, (tr) => tr.addMark(at, Math.min($at.end(), at + 12), mark))
      break
    }
    case 'undo':
      w.undo(section)
      break
    case 'cut and paste':
    case 'cut into other section': {
      const other = section === 'overview' ? 'families' : 'overview'
      const cut = node.slice(blockFrom, blockTo).content
      w.edit(section, (tr) => tr.delete(blockFrom, blockTo))
      w.edit(kind === 'cut and paste' ? section : other, (tr) =>
        tr.insert(random() < 0.5 ? 0 : tr.doc.content.size, cut),
      )
      break
    }
    case 'move section':
      moveSection(w.doc, section, random() < 0.5 ? null : section === 'overview' ? 'families' : 'overview')
      break
    default:
      throw new Error(kind)
  }
  return `${section}: ${kind} at ${offset}`
}

function paragraph(words: string) {
  const type = schema.nodes.paragraph
  if (type === undefined) throw new Error('no paragraph')
  return type.create(null, schema.text(words))
}

/** What the writing client does behind a structural edit: the anchors it can still place are made afresh. */
function remake(w: AWriter, threads: Thread[]): void {
  for (const thread of threads) {
    const { section } = thread.anchor
    const flat = flatten(fragmentOf(w.doc, section))
    const found = findIn(w.doc, flat, thread.anchor, true)
    if (found === null || found.by === 'exact') continue
    thread.anchor = makeAnchor(section, flat, found, thread.quote) ?? thread.anchor
  }
}

function check(doc: Y.Doc, thread: Thread): string | null {
  const flats = flatsOf(doc)
  const place = placeOf(doc, flats, thread.anchor)
  if (place === null) return null
  const words = flats(place.section).text.slice(place.from, place.to)
  expect(resembles(words, thread.quote), `"${words}" for "${thread.quote}"`).toBe(true)
  return `${place.section} ${place.from}-${place.to}`
}

for (const remade of [false, true])
  test.each(SEEDS)(`anchors hold, ${remade ? 're-made by the writer' : 'left as made'}, seed %i`, (seed) => {
    const random = seeded(seed)
    const fresh = { n: 0 }
    const a = new Writer(1)
    const b = new Writer(2)
    a.begin({ overview: paragraphs(random, fresh, 5), families: paragraphs(random, fresh, 4) })
    sync(a, b)
    const threads: Thread[] = []
    for (let index = 0; index < 12; index += 1) {
      const section = pick(random, ['overview', 'families'])
      const all = flatten(fragmentOf(a.doc, section)).text.split(' ')
      const from = Math.floor(random() * (all.length - 4))
      const quote = all.slice(from, from + 1 + Math.floor(random() * 4)).join(' ')
      const anchor = anchorOn(a.doc, section, quote)
      if (anchor !== null) threads.push({ quote, anchor })
    }
    expect(threads.length).toBeGreaterThan(6)
    const did: string[] = []
    try {
      for (let step = 0; step < STEPS; step += 1) {
        const w = random() < 0.5 ? a : b
        did.push(edit(random, w, fresh))
        if (remade) remake(w, threads)
        for (const thread of threads) check(w.doc, thread)
        if (random() < 0.6) continue
        sync(a, b)
        for (const thread of threads) {
          const seen = new Set([a.doc, b.doc].map((doc) => check(doc, thread)))
          expect(seen.size, `the same for both: "${thread.quote}"`).toBe(1)
        }
      }
      sync(a, b)
      const late = newcomer(a)
      const text = sections(late)
        .map(({ id }) => flatten(fragmentOf(late, id)).text)
        .join('\n')
      for (const thread of threads) {
        const seen = check(late, thread)
        // Not lost while its words stand there, with surroundings enough to know them again.
        const whole = `${thread.anchor.before.slice(-10)}${thread.quote}${thread.anchor.after.slice(0, 10)}`
        if (thread.quote.length >= 10 && text.includes(whole))
          expect(seen, `lost: "${thread.quote}" stands in the text`).not.toBeNull()
      }
    } catch (error) {
      throw new Error(`seed ${seed} after:\n${did.join('\n')}`, { cause: error })
    }
  })
