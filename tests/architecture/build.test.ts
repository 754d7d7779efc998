import { build } from 'vite'
import { beforeAll, describe, expect, it } from 'vitest'

/** The pages as they are built, not written anywhere: file name to content. */
const files = new Map<string, string>()

const scripts = (): string[] => [...files].filter(([name]) => name.endsWith('.js')).map(([, code]) => code)

/** A script with all it imports before it runs. */
function loadedWith(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen
  seen.add(name)
  const code = files.get(name) ?? ''
  for (const [, file] of code.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
    loadedWith(`assets/${file}`, seen)
  return seen
}

describe('the built pages', () => {
  beforeAll(async () => {
    process.env.NODE_ENV = 'production' // as `npm run build` does; the tests' own mode would build React's slow half
    const built = await build({ configFile: 'vite.config.ts', logLevel: 'silent', build: { write: false } })
    for (const { output } of [built].flat() as {
      output: { fileName: string; code?: string; source?: unknown }[]
    }[])
      for (const file of output)
        files.set(file.fileName, file.code ?? (typeof file.source === 'string' ? file.source : ''))
    process.env.NODE_ENV = 'test'
  })

  it('hold one copy of yjs: two would break every instanceof', () => {
    expect(scripts().reduce((sum, code) => sum + code.split('Yjs was already imported').length - 1, 0)).toBe(
      1,
    )
  })
  it('have no inline script or style element, which CSP would block', () => {
    const page = files.get('index.html') ?? ''
    expect(page).toContain('<div id="app">')
    expect(page.match(/<script(?![^>]*\bsrc=)/)).toBeNull()
    expect(page).not.toContain('<style')
  })
  it('ask no other host for anything', () => {
    const sheets = [...files].filter(([name]) => name.endsWith('.css')).map(([, code]) => code)
    expect(sheets.length).toBeGreaterThan(0)
    for (const text of [files.get('index.html') ?? '', ...sheets])
      expect(text.match(/(?:src|href|url)\s*[=(]\s*["']?(?:https?:)?\/\//)).toBeNull()
  })
  it('preload the two letters of the first screen from our own files', () => {
    const preloads = (files.get('index.html') ?? '').match(/rel="preload"[^>]*href="\/assets\/[^"]+\.woff2"/g)
    expect(preloads).toHaveLength(2)
  })
  it('leave the editor out of what a joining person loads first', () => {
    const entry = /<script type="module"[^>]*src="\/([^"]+)"/.exec(files.get('index.html') ?? '')?.[1] ?? ''
    const first = [...loadedWith(entry)].map((name) => files.get(name) ?? '')
    const has = (words: string): boolean => first.some((code) => code.includes(words))
    expect(has('x-throughline-as')).toBe(true)
    expect(has('ProseMirror')).toBe(false)
    expect(scripts().some((code) => code.includes('ProseMirror'))).toBe(true)
  })
})
