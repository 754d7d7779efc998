import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')

/**
 * The table of allowed imports, as data: the first row whose `from` fits a file decides what it may import.
 * A path that ends in `/` is a folder; other paths are files without their ending.
 */
const TABLE: readonly { from: RegExp; may: readonly RegExp[] }[] = [
  { from: /^shared\/lib\//, may: [/^shared\/lib\//] },
  { from: /^shared\/domain\//, may: [/^shared\/(lib|domain|people|presence)\//] },
  { from: /^shared\/api\//, may: [/^shared\//] },
  {
    from: /^shared\/inbox\//,
    may: [/^shared\/(lib|domain|people|annotations|inbox)\//, /^shared\/permissions\.ts$/],
  },
  {
    from: /^shared\/history\//,
    may: [
      /^shared\/(lib|domain|people|annotations|narrative|history)\//,
      /^shared\/(rooms|permissions)\.ts$/,
    ],
  },
  {
    from: /^shared\/presentation\//,
    may: [/^shared\/(lib|domain|people|presentation)\//, /^shared\/history\/version\.ts$/],
  },
  {
    from: /^shared\/board\//,
    may: [
      /^shared\/(lib|domain|people|narrative|board)\//,
      /^shared\/(rooms|permissions)\.ts$/,
      /^shared\/history\/version\.ts$/,
    ],
  },
  { from: /^shared\/annotations\//, may: [/^shared\/(lib|domain|people|annotations|narrative)\//] },
  {
    from: /^shared\/(rooms|permissions)\.ts$/,
    may: [/^shared\/(lib|domain|people)\//, /^shared\/rooms\.ts$/],
  },
  {
    from: /^shared\/([a-z]+)\//,
    may: [/^shared\/(lib|domain|people)\//, /^shared\/(rooms|permissions)\.ts$/, /^shared\/$1\//],
  },
  { from: /^server\/(main|core)\.ts$/, may: [/^(server|shared)\//] },
  { from: /^server\/admin\/main\.ts$/, may: [/^(server|shared)\//] },
  { from: /^server\/(storage|bus)\//, may: [/^shared\//, /^server\/$1\//] },
  { from: /^server\/sync\//, may: [/^shared\//, /^server\/sync\//, PORTS()] },
  {
    from: /^server\/(http|admin)\//,
    may: [/^shared\//, /^server\/(?!main\.ts)/],
  },
  {
    from: /^server\/(accounts|records|history|exports|imports|starter)\//,
    may: [
      /^shared\//,
      /^server\/(accounts|records|exports)\//,
      /^server\/$1\//,
      /^server\/sync\/(rooms|doorkeeper|live)\.ts$/,
      PORTS(),
    ],
  },
  {
    from: /^server\/purge\//,
    may: [
      /^shared\//,
      /^server\/(accounts|records|history|purge)\//,
      /^server\/sync\/(rooms|doorkeeper)\.ts$/,
      PORTS(),
    ],
  },
  { from: /^server\/[a-z-]+\.ts$/, may: [/^shared\//, /^server\/[a-z-]+\.ts$/] },
  { from: /^client\/ui\//, may: [/^shared\/(lib|domain|people)\//, /^client\/ui\//] },
  { from: /^client\/sync\//, may: [/^shared\//, /^client\/sync\//] },
  { from: /^client\/presence\//, may: [/^shared\//, /^client\/(presence|sync|ui)\//] },
  {
    from: /^client\/app\//,
    may: [/^shared\//, /^client\/(app|ui|sync|presence)\//, /^client\/[a-z]+\/index\.tsx?$/],
  },
  { from: /^client\/([a-z]+)\//, may: [/^shared\//, /^client\/(ui|sync|presence)\//, /^client\/$1\//] },
]

/** The ports, which anyone on the server may name as types. */
function PORTS(): RegExp {
  return /^server\/(storage\/(update-log|tables|ledger|ids|chain)|bus\/bus)\.ts$/
}

const ADAPTERS = /^server\/storage\/(sqlite|postgres)[a-z-]*\.ts$|^server\/bus\/redis\.ts$/

interface Edge {
  from: string
  to: string
}

function sourceFiles(): string[] {
  return ['client', 'server', 'shared'].flatMap((side) =>
    readdirSync(join(ROOT, side), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
      .map((file) => `${side}/${file.replaceAll('\\', '/')}`),
  )
}

/** Every relative import, re-export and literal dynamic import of a file, types included. */
function edgesOf(file: string): Edge[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const { module, errors } = parseSync(file, text)
  expect(errors, file).toEqual([])
  const specifiers = [
    ...module.staticImports.map((entry) => entry.moduleRequest.value),
    ...module.staticExports.flatMap((entry) => entry.entries.map((each) => each.moduleRequest?.value)),
    ...module.dynamicImports.map((entry) =>
      text.slice(entry.moduleRequest.start, entry.moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    ),
  ]
  return specifiers
    .filter(
      (specifier): specifier is string => specifier?.startsWith('.') === true && /\.tsx?$/.test(specifier),
    )
    .map((specifier) => ({ from: file, to: relative(ROOT, resolve(ROOT, dirname(file), specifier)) }))
}

const files = sourceFiles()
const edges = files.flatMap(edgesOf)

function allowed({ from, to }: Edge): boolean {
  const row = TABLE.find((row) => row.from.test(from))
  if (row === undefined) return false
  const own = row.from.exec(from)?.[1] ?? ''
  return row.may.some((pattern) => new RegExp(pattern.source.replace('$1', own)).test(to))
}

describe('the import table', () => {
  it('has a row for every file', () => {
    expect(files.filter((file) => !TABLE.some((row) => row.from.test(file)))).toEqual([])
  })

  it('is kept by every import', () => {
    const broken = edges.filter((edge) => !allowed(edge)).map(({ from, to }) => `${from} imports ${to}`)
    expect(broken).toEqual([])
  })

  it('lets only the composition roots build adapters', () => {
    const broken = edges.filter(
      ({ from, to }) =>
        ADAPTERS.test(to) &&
        !/^server\/(storage|bus)\/|^server\/core\.ts$|^server\/admin\/main\.ts$/.test(from),
    )
    expect(broken).toEqual([])
  })

  it('has no cycle, types included', () => {
    const next = new Map(files.map((file) => [file, edges.filter((edge) => edge.from === file)]))
    const done = new Set<string>()
    const cycles: string[] = []
    const visit = (file: string, path: string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' > '))
      if (done.has(file) || path.includes(file)) return
      for (const edge of next.get(file) ?? []) visit(edge.to, [...path, file])
      done.add(file)
    }
    for (const file of files) visit(file, [])
    expect(cycles).toEqual([])
  })

  it('would see a forbidden edge', () => {
    expect(allowed({ from: 'client/narrative/editor.tsx', to: 'client/annotations/index.ts' })).toBe(false)
    expect(allowed({ from: 'server/sync/room.ts', to: 'server/storage/sqlite.ts' })).toBe(false)
    expect(allowed({ from: 'shared/narrative/sections.ts', to: 'server/main.ts' })).toBe(false)
    expect(allowed({ from: 'client/app/routes.tsx', to: 'client/narrative/index.ts' })).toBe(true)
  })
})

describe('the house', () => {
  it('keeps every file under 300 lines', () => {
    const long = files
      .map((file) => ({ file, lines: readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > 300)
    expect(long).toEqual([])
  })
})
