import {
  type Arbitrary,
  array,
  assert,
  constant,
  constantFrom,
  nat,
  oneof,
  property,
  record,
} from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { flatsOf, makeAnchor, placeOf } from '../../../shared/annotations/anchors.ts'
import type { Anchor } from '../../../shared/annotations/comments.ts'
import { type Flat, flatten } from '../../../shared/annotations/flat.ts'
import { applyProposal } from '../../../shared/annotations/proposals.ts'
import { objectionTo, standingOf } from '../../../shared/annotations/standing.ts'
import {
  type Proposal,
  SUGGESTION_FORMS,
  type SuggestionForm,
} from '../../../shared/annotations/suggestions.ts'
import { type Back, takeBack } from '../../../shared/annotations/take-back.ts'
import { fragmentOf } from '../../../shared/narrative/sections.ts'
import { bullets, paragraph, tableFigure } from '../../../server/starter/nodes.ts'
import { positionOf, schema, sync, Writer } from './writer.ts'

/**
 * Two people write while others suggest and a third decides, in any order. Every word is unlike every other, so that
 * words say where they came from. What the server keeps beside the text is a plain list here.
 */
const S = 'overview'

interface Suggested {
  anchor: Anchor
  proposal: Proposal
  back: Back | null
  became: 'open' | 'accepted' | 'declined' | 'overtaken'
  by: number | null
}

const Step = oneof(
  record({
    do: constantFrom('type', 'drop', 'split', 'join', 'bold', 'undo'),
    who: nat(1),
    at: nat(999),
  }),
  record({
    do: constant('suggest'),
    form: constantFrom(...SUGGESTION_FORMS),
    at: nat(999),
    size: nat(4),
    side: constantFrom('before', 'after'),
  }),
  record({ do: constantFrom('accept', 'decline', 'reopen'), which: nat(99) }),
  record({ do: constant('sync'), who: nat(1) }),
)
type AStep = typeof Step extends Arbitrary<infer T> ? T : never

class World {
  /** The server's document, and two people's. */
  readonly server = new Writer(1)
  readonly people = [new Writer(2), new Writer(3)]
  readonly suggested: Suggested[] = []
  /** Words somebody struck, replaced or dropped; every other word that ever was must stand. */
  readonly gone = new Set<string>()
  readonly all = new Set<string>()
  #n = 0

  constructor() {
    this.server.begin({ [S]: [this.#line(6), this.#line(5)] })
    const table = tableFigure(
      'figure-1',
      [this.#word(), this.#word()],
      [[this.#line(2), this.#line(3)]],
      this.#line(2),
      0,
    )
    fragmentOf(this.server.doc, S).insert(2, [
      bullets([this.#line(3), this.#line(4)]),
      table,
      paragraph(this.#line(5)),
    ])
    this.syncAll()
  }

  #word(): string {
    const word = wordOf((this.#n += 1))
    this.all.add(word)
    return word
  }
  #line = (words: number): string => Array.from({ length: words }, () => this.#word()).join(' ')

  syncAll(): void {
    for (let round = 0; round < 2; round += 1) for (const one of this.people) sync(this.server, one)
  }

  step(step: AStep): void {
    // What is typed elsewhere into a whole paragraph while it goes, or is joined to another, can go with it: so it
    // has always been between editors, and these steps are taken with everyone in step.
    const one = 'which' in step ? this.suggested[step.which % Math.max(1, this.suggested.length)] : undefined
    const whole =
      step.do === 'join' || step.do === 'undo' || one?.proposal.form.endsWith('paragraph') === true
    if (whole) this.syncAll()
    if (step.do === 'sync') sync(this.server, this.people[step.who] ?? this.server)
    else if ('who' in step) this.#edit(step.do, this.people[step.who] ?? this.server, step.at)
    else if ('form' in step) this.#suggest(step.form, step.at, step.size, step.side)
    else if (one !== undefined) this.#decide(step.do, one)
    if (whole) this.syncAll()
  }

  #decide(how: string, one: Suggested): void {
    if (how === 'accept') this.#accept(one)
    else if (how === 'reopen') this.#reopen(one)
    else if (one.became === 'open') one.became = 'declined'
  }

  /** An edit of one word or mark, as an editor makes it. */
  #edit(kind: string, w: Writer, at: number): void {
    const words = wordsIn(flatten(fragmentOf(w.doc, S)))
    const found = words[at % Math.max(1, words.length)]
    if (kind === 'undo') {
      const before = flatten(fragmentOf(w.doc, S)).text
      w.undo(S)
      for (const word of missing(before, flatten(fragmentOf(w.doc, S)).text)) this.gone.add(word)
      return
    }
    if (found === undefined) return
    const from = positionOf(w.node(S), found.from)
    const to = from + found.word.length
    const $at = w.node(S).resolve(from)
    if (kind === 'type') w.edit(S, (tr) => tr.insert(to, schema.text(` ${this.#word()}`)))
    else if (kind === 'drop') {
      this.gone.add(found.word)
      w.edit(S, (tr) => tr.delete(from, to))
    } else if (kind === 'split' && $at.depth === 1) w.edit(S, (tr) => tr.split(to))
    else if (kind === 'join' && $at.depth === 1) {
      const before = w.node(S).resolve($at.before(1)).nodeBefore
      if (before?.type === $at.parent.type) w.edit(S, (tr) => tr.join($at.before(1)))
    } else if (kind === 'bold') {
      const bold = schema.marks.bold?.create()
      if (bold) w.edit(S, (tr) => tr.addMark(from, to, bold))
    }
  }

  #suggest(form: SuggestionForm, at: number, size: number, side: 'before' | 'after'): void {
    const { doc } = this.server
    const flat = flatten(fragmentOf(doc, S))
    const words = wordsIn(flat)
    const first = words[at % Math.max(1, words.length)]
    const last = words[Math.min(words.length - 1, (at % Math.max(1, words.length)) + size)]
    if (first === undefined || last === undefined) return
    const run = flat.runs.find(({ start, length }) => start <= first.from && first.from < start + length)
    const whole = form === 'strike paragraph' && run !== undefined
    const range = whole
      ? { from: run.start, to: run.start + run.length }
      : { from: first.from, to: last.from + last.word.length }
    const anchor = makeAnchor(S, flat, range)
    if (anchor === null) return
    const put =
      form === 'replace'
        ? `${anchor.quote.split(' ')[0]} ${this.#put()}`
        : form.startsWith('strike')
          ? ''
          : this.#put()
    const proposal: Proposal = { form, words: put, side }
    if (objectionTo(doc, anchor, proposal) === null)
      this.suggested.push({ anchor, proposal, back: null, became: 'open', by: null })
  }

  #put(): string {
    return wordOf((this.#n += 1))
  }

  #accept(one: Suggested): void {
    if (one.became !== 'open') return
    const { doc } = this.server
    const before = flatten(fragmentOf(doc, S)).text
    const standing = standingOf(doc, one.anchor, one.proposal.form)
    const open = this.suggested.flatMap((other, index) =>
      other !== one && other.became === 'open' ? [{ id: String(index), anchor: other.anchor }] : [],
    )
    const applied = applyProposal(doc, one.anchor, one.proposal, open)
    const after = flatten(fragmentOf(doc, S)).text
    expect(applied.applied, 'accepted if, and only if, the words stand').toBe(standing.asQuoted)
    if (!applied.applied) return expect(after).toBe(before)
    const quoted = wordsOf(one.anchor.quote)
    const lost = missing(before, after)
    expect(quoted, 'only quoted words may go').toEqual(expect.arrayContaining(lost))
    for (const word of wordsOf(one.proposal.words)) {
      expect(after).toContain(word)
      this.all.add(word)
      if (!before.includes(word)) this.gone.delete(word)
    }
    for (const word of lost) this.gone.add(word)
    one.became = 'accepted'
    one.back = JSON.parse(JSON.stringify(applied.back)) as Back
    for (const id of applied.overtook)
      Object.assign(this.suggested[Number(id)] ?? {}, {
        became: 'overtaken',
        by: this.suggested.indexOf(one),
      })
  }

  #reopen(one: Suggested): void {
    if (one.became === 'declined') one.became = 'open'
    if (one.became !== 'accepted' || one.back === null) return
    const { doc } = this.server
    const before = flatten(fragmentOf(doc, S)).text
    const taken = takeBack(doc, one.back)
    const after = flatten(fragmentOf(doc, S)).text
    if (!taken.done) return expect(after).toBe(before)
    const lost = missing(before, after)
    expect(wordsOf(one.proposal.words), 'only words it put in go out').toEqual(expect.arrayContaining(lost))
    for (const word of lost) this.gone.add(word)
    for (const word of wordsOf(after)) if (!before.includes(word)) this.gone.delete(word)
    Object.assign(one, { became: 'open', back: null })
    if (taken.anchor?.quote === one.anchor.quote) one.anchor = taken.anchor
    for (const other of this.suggested)
      if (other.became === 'overtaken' && other.by === this.suggested.indexOf(one))
        Object.assign(other, { became: 'open', by: null })
  }

  /** Everything that anybody wrote and nobody struck stands, the same for everyone. */
  check(): void {
    this.syncAll()
    const text = flatten(fragmentOf(this.server.doc, S)).text
    for (const { doc } of this.people) expect(flatten(fragmentOf(doc, S)).text).toBe(text)
    for (const word of this.all) if (!this.gone.has(word)) expect(text, `${word} was lost`).toContain(word)
    const late = new Y.Doc()
    Y.applyUpdate(late, Y.encodeStateAsUpdate(this.server.doc))
    for (const { anchor, proposal } of this.suggested) {
      expect(proposal.form.startsWith('strike') || proposal.words !== '').toBe(true)
      const flats = flatsOf(late)
      const standing = standingOf(late, anchor, proposal.form, flats)
      if (!standing.asQuoted) continue
      const place = placeOf(late, flats, anchor)
      expect(place && flats(place.section).text.slice(place.from, place.to)).toBe(anchor.quote)
    }
  }
}

/** Unlike at both ends: an editor's diff must not take half of one word for half of another. */
const wordOf = (n: number): string => String.fromCodePoint(0x1_00 + n, 0x61 + (n % 26), 0x1e_00 + n)
const WORD = /[\u0100-\u01ff][a-z][\u1e00-\u1eff]/g
const wordsOf = (text: string): string[] => text.match(WORD) ?? []
const missing = (before: string, after: string): string[] =>
  wordsOf(before).filter((word) => !after.includes(word))
const wordsIn = ({ text }: Flat): { word: string; from: number }[] =>
  [...text.matchAll(WORD)].map((found) => ({ word: found[0], from: found.index }))

test('in any order of edits, suggestions and decisions nothing is lost, and nothing applied to other words', () => {
  let accepted = 0
  let back = 0
  let overtaken = 0
  assert(
    property(array(Step, { minLength: 10, maxLength: 45 }), (steps) => {
      const world = new World()
      for (const step of steps) world.step(step)
      world.check()
      accepted += world.suggested.filter(({ became }) => became === 'accepted').length
      overtaken += world.suggested.filter(({ became }) => became === 'overtaken').length
      back += steps.filter((step) => step.do === 'reopen').length
    }),
    { seed: 20_261_124, numRuns: 150 },
  )
  // A run in which nothing happens shows nothing.
  expect(accepted).toBeGreaterThan(50)
  expect(overtaken).toBeGreaterThan(2)
  expect(back).toBeGreaterThan(50)
})
