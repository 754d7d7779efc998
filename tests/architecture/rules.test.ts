import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

const rules = [
  ...readFileSync(join(ROOT, 'server/sync/SPEC.md'), 'utf8').matchAll(/^- \*\*(S\d+)\*\*/gm),
].map(([, rule]) => rule)

/** The rules named at the head of test names, in all tests. */
const cited = new Set(
  readdirSync(join(ROOT, 'tests'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.tsx?$/.test(file))
    .flatMap((file) => [
      ...readFileSync(join(ROOT, 'tests', file), 'utf8').matchAll(/\bit(?:\.\w+)*\(\s*[`'"]((?:S\d+ )+)/g),
    ])
    .flatMap(([, names]) => names?.trim().split(' ') ?? []),
)

it('numbers each rule of server/sync/SPEC.md once, in rising order', () => {
  const numbers = rules.map((rule) => Number(rule?.slice(1)))
  expect(numbers.length).toBeGreaterThan(30)
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
})

it('every rule is cited by a test, and every citation is a rule', () => {
  expect(rules.filter((rule) => !cited.has(rule ?? ''))).toEqual([])
  expect([...cited].filter((rule) => !rules.includes(rule))).toEqual([])
})
