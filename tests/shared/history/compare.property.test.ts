import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { seeded } from '../../../shared/lib/random.ts'
import { compareVersions, readVersion } from '../../../shared/history/compare.ts'
import type { ComparedNode, Comparison } from '../../../shared/history/compared.ts'
import type { NodeJson, VersionContent, VersionSection } from '../../../shared/history/version.ts'
import { p, row, section, version, words } from './versions.ts'

const text = fc
  .array(fc.constantFrom('absence', 'fell', '2018', 'the', 'of', 'don’t', '10.4%', 'é', '😀', '-', 'a'), {
    maxLength: 8,
  })
  .map((list) => list.join(' '))
const run = fc
  .tuple(text, fc.constantFrom([], ['bold'], ['italic', 'bold']))
  .map(([one, marks]) => words(one, ...marks))
const inline = fc.oneof(
  { weight: 4, arbitrary: run },
  { weight: 1, arbitrary: fc.constant<NodeJson>({ type: 'hardBreak' }) },
)
const paragraph = fc
  .array(inline, { maxLength: 3 })
  .map((list) => p(...list.filter((one) => one.text !== '')))
const list = fc
  .tuple(fc.constantFrom('bulletList', 'orderedList'), fc.array(paragraph, { minLength: 1, maxLength: 3 }))
  .map(([type, items]): NodeJson => ({
    type,
    content: items.map((one) => ({ type: 'listItem', content: [one] })),
  }))
const table = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 3 }).map((rows): NodeJson => ({
  type: 'table',
  content: rows.map((cells) => row(...cells.filter((cell) => cell !== ''))),
}))
const block = fc.oneof(
  { weight: 5, arbitrary: paragraph },
  { weight: 1, arbitrary: list },
  { weight: 1, arbitrary: table },
  { weight: 1, arbitrary: fc.constant<NodeJson>({ type: 'horizontalRule' }) },
)
const content = fc.array(block, { maxLength: 6 })
const sections = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), content, fc.boolean()), {
    selector: ([id]) => id,
    maxLength: 4,
  })
  .map((all): VersionContent =>
    version(all.map(([id, blocks, removed]): VersionSection => section(id, blocks, { removed }))),
  )

/** The flat words of one side of a comparison, block by block. */
function side(nodes: readonly ComparedNode[], without: 'added' | 'removed'): string[] {
  return nodes.flatMap((node) => {
    if (node.change === without) return []
    if (node.parts !== undefined)
      return [
        node.parts
          .filter(({ change }) => change !== without)
          .map((part) => part.text)
          .join(''),
      ]
    return node.content === undefined ? [`<${node.type}>`] : side(node.content, without)
  })
}
const plain = (node: NodeJson): string[] =>
  node.type === 'paragraph'
    ? [(node.content ?? []).map((one) => one.text ?? '\ufffc').join('')]
    : (node.content ?? []).length === 0
      ? [`<${node.type}>`]
      : (node.content ?? []).flatMap(plain)

const sidesOf = (compared: Comparison, without: 'added' | 'removed') =>
  new Map(
    compared.sections
      .filter(({ change }) => change !== without)
      .map(({ id, content }) => [id, side(content, without)]),
  )
const wordsOf = (one: VersionContent) =>
  new Map(
    one.sections.filter(({ removed }) => !removed).map(({ id, content }) => [id, content.flatMap(plain)]),
  )

it('without what was added it is the earlier version, without what was removed the later one', () =>
  fc.assert(
    fc.asyncProperty(sections, sections, async (before, now) => {
      const compared = await compareVersions(before, now)
      expect(sidesOf(compared, 'removed')).toEqual(wordsOf(now))
      expect(sidesOf(compared, 'added')).toEqual(wordsOf(before))
    }),
    { numRuns: 400 },
  ))

it('of a version with itself there is no change, and reading it gives its words', () =>
  fc.assert(
    fc.asyncProperty(sections, async (one) => {
      const same = await compareVersions(one, structuredClone(one))
      expect(same.stops).toBe(0)
      expect(same.sections.every(({ change }) => change === 'same')).toBe(true)
      expect(sidesOf(readVersion(one), 'removed')).toEqual(wordsOf(one))
    }),
  ))

it('each change is counted once, and steps are without gaps', () =>
  fc.assert(
    fc.asyncProperty(sections, sections, async (before, now) => {
      const { sections: all, stops } = await compareVersions(before, now)
      const seen = new Set<number>()
      const walk = (node: ComparedNode): void => {
        if (node.stop !== undefined) seen.add(node.stop)
        for (const part of node.parts ?? []) if (part.stop !== undefined) seen.add(part.stop)
        node.content?.forEach(walk)
      }
      for (const one of all) {
        if (one.stop !== null) seen.add(one.stop)
        one.content.forEach(walk)
      }
      expect([...seen].toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: stops }, (_, index) => index + 1),
      )
    }),
  ))

const as = (all: string[][]) =>
  version(
    ['a', 'b', 'c', 'd', 'e'].map((id, index) =>
      section(
        id,
        all.slice(index * 100, index * 100 + 100).map((one) => p(one.join(' '))),
      ),
    ),
  )

it('a narrative of 30,000 words is compared, a third of it rewritten', async () => {
  const random = seeded(3)
  const word = (): string => `word${Math.floor(random() * 3_000)}`
  const paragraphs = Array.from({ length: 500 }, () => Array.from({ length: 60 }, word))
  const rewritten = paragraphs.map((one, index) =>
    index % 3 === 0 ? one.map((each) => (random() < 0.3 ? word() : each)) : one,
  )
  const [before, now] = [as(paragraphs), as(rewritten)]
  const { stops } = await compareVersions(before, now)
  expect(stops).toBeGreaterThan(1_000)
})
