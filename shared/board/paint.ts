import { PARTNER_KINDS, type PartnerKind } from '../domain/partners.ts'
import type { Fill } from './items.ts'

/** A picture is drawn in the light colours, wherever it is looked at; a test holds them against `tokens.css`. */
export const INK = {
  ink: '#16202A',
  ink2: '#414D57',
  paper: '#FFFFFF',
  inset: '#F4F6F3',
  rule: '#D3D9D4',
  edge: '#78848B',
}

/** A partner's line and ground. */
export const PARTNER_PAINT: Readonly<Record<PartnerKind, { line: string; tint: string }>> = {
  council: { line: '#00325C', tint: '#E2EAF4' },
  ccgs: { line: '#025A53', tint: '#DDEFEA' },
  providers: { line: '#8A4290', tint: '#F4E8F5' },
  parents: { line: '#7F2A02', tint: '#FBE9DF' },
  schools: { line: '#766700', tint: '#F4EFD3' },
}

export const FILL_PAINT: Readonly<Record<Fill, string>> = {
  paper: INK.paper,
  sand: '#FFF5D2',
  sky: '#E2EAF4',
  leaf: '#E2F1E8',
  rose: '#FBE7E4',
  none: 'none',
}

/** Each partner's pattern as well as its colour: a grey printer, or an eye, may not tell colours apart. */
const PATTERNS: Readonly<Record<PartnerKind, { size: number; marks: string; turn?: number }>> = {
  council: { size: 4, marks: '<rect width="4" height="4"/>' },
  ccgs: { size: 4.6, marks: '<rect width="2" height="4.6"/>', turn: 45 },
  providers: { size: 4, marks: '<rect width="4" height="2"/>' },
  parents: { size: 5, marks: '<circle cx="2.5" cy="2.5" r="1.3"/>' },
  schools: { size: 4, marks: '<rect width="1.4" height="4"/><rect width="4" height="1.4"/>' },
}

/** Definitions of the patterns of these partners; `url(#p-council)` fills with one. */
export const patternsOf = (partners: ReadonlySet<PartnerKind>): string =>
  PARTNER_KINDS.filter((partner) => partners.has(partner))
    .map((partner) => {
      const { size, marks, turn } = PATTERNS[partner]
      const turned = turn === undefined ? '' : ` patternTransform="rotate(${turn})"`
      return `<pattern id="p-${partner}" width="${size}" height="${size}" patternUnits="userSpaceOnUse"${turned}><g fill="${PARTNER_PAINT[partner].line}">${marks}</g></pattern>`
    })
    .join('')
