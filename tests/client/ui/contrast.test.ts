import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

// looks.md, "Colour": the least ratio each token may have on desk, paper, inset and the tints it meets.
const css = readFileSync('client/ui/tokens.css', 'utf8')
const THEMES = ['light', 'dark', 'contrast-light', 'contrast-dark'] as const
type Theme = (typeof THEMES)[number]
const PARTNERS = ['council', 'ccgs', 'providers', 'parents', 'schools'] as const
const GROUND = ['desk', 'paper', 'inset'] as const

/** The hex values between `@<theme>` and `@end`. */
function palette(theme: Theme): Map<string, string> {
  const block = new RegExp(`/\\* @${theme} \\*/([\\s\\S]*?)/\\* @end \\*/`).exec(css)?.[1] ?? ''
  return new Map(
    [...block.matchAll(/--([a-z0-9-]+):\s*(#[0-9A-F]{6})/gi)].map(([, name, hex]) => [name!, hex!]),
  )
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function ratio(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** The least contrast of a token on several grounds, rounded down to one decimal as in the table. */
function least(theme: Theme, token: string, grounds: readonly string[]): number {
  const colours = palette(theme)
  const of = (name: string): string => {
    const hex = colours.get(name)
    if (hex === undefined) throw new Error(`${theme} has no --${name}`)
    return hex
  }
  return Math.min(...grounds.map((ground) => ratio(of(token), of(ground))))
}

const TINTS = [...PARTNERS.map((partner) => `${partner}-tint`), 'ok-tint', 'warn-tint', 'stop-tint']
const WANTED: { token: string; on: readonly string[]; least: readonly [number, number, number, number] }[] = [
  { token: 'ink', on: [...GROUND, ...TINTS], least: [13.4, 11, 20.9, 20.9] },
  { token: 'ink-2', on: [...GROUND, ...TINTS], least: [7, 7.2, 17.3, 18.3] },
  { token: 'ink-3', on: GROUND, least: [4.9, 5.1, 14, 14.9] },
  { token: 'edge', on: GROUND, least: [3, 3, 20.9, 20.9] },
  { token: 'focus', on: GROUND, least: [4.8, 6.4, 9.4, 11.6] },
  { token: 'ok', on: [...GROUND, 'ok-tint'], least: [5.8, 7.7, 9.6, 12.1] },
  { token: 'warn', on: [...GROUND, 'warn-tint'], least: [5.7, 8, 9.6, 12.1] },
  { token: 'stop', on: [...GROUND, 'stop-tint'], least: [6.1, 7.1, 9.6, 12.1] },
  { token: 'ink', on: ['mark', 'mark-strong'], least: [13.3, 6.7, 15.6, 8.6] },
  { token: 'on-ink', on: ['ink'], least: [13.4, 11, 20.9, 20.9] },
]

describe('contrast, computed from tokens.css', () => {
  for (const [index, theme] of THEMES.entries()) {
    it.each(WANTED)(`${theme}: $token on $on`, ({ token, on, least: wanted }) => {
      expect(least(theme, token, on)).toBeGreaterThanOrEqual(wanted[index]!)
    })
    it.each(PARTNERS)(`${theme}: %s is read on its tint and on every ground`, (partner) => {
      expect(least(theme, partner, [...GROUND, `${partner}-tint`])).toBeGreaterThanOrEqual(4.5)
      expect(least(theme, partner, ['mark', 'mark-strong'])).toBeGreaterThanOrEqual(3.1)
    })
  }
  it('the system’s dark and contrast themes are the same as the chosen ones', () => {
    for (const [theme, media] of [
      ['dark', '(prefers-color-scheme: dark)'],
      ['contrast-light', '(prefers-contrast: more)'],
      ['contrast-dark', '(prefers-contrast: more) and (prefers-color-scheme: dark)'],
    ] as const) {
      const block = css.split(`@media ${media} {`)[1]?.split('\n}')[0] ?? ''
      const found = new Map(
        [...block.matchAll(/--([a-z0-9-]+):\s*(#[0-9A-F]{6})/gi)].map(([, name, hex]) => [name!, hex!]),
      )
      expect(found, theme).toEqual(palette(theme))
    }
  })
})
