import type { Judgement, ThemeId } from '../../shared/domain/themes.ts'
import { type Block, bullets, callout, paragraph, tableFigure } from './nodes.ts'
import { FIGURE_1, line, type Line } from './source.ts'

export const SLUG = 'surrey-demo'

export const WORKSPACE = {
  slug: SLUG,
  name: 'Surrey-style demonstration',
  banner: 'Demonstration data from published slides; not a live record.',
  purpose: 'For the revisit of 18–20 March 2019.',
} as const

const CITED = 'Published slides'

interface StarterTheme {
  label: string
  name: string | null
  note: string
  judgement: Judgement
  /** The wording and where it stands; null: to be entered from the letter. */
  wording: { line: Line; source: string } | null
}

/** Domain page 5.2. Which theme the inspectors judged not sufficient is published; its number is not. */
export const THEMES: Readonly<Record<ThemeId, StarterTheme>> = {
  1: {
    label: 'Theme 1',
    name: null,
    note: 'Wording to be entered from the letter. Judgement derived: four of the five areas made sufficient progress (published slides, line 264).',
    judgement: 'sufficient',
    wording: null,
  },
  2: {
    label: 'Theme 2',
    name: null,
    note: 'Wording to be entered from the letter. Judgement derived: four of the five areas made sufficient progress (published slides, line 264).',
    judgement: 'sufficient',
    wording: null,
  },
  3: {
    label: 'Theme 3',
    name: null,
    note: 'The slides call this “Priority 3”; that it is Theme 3 is inferred. Judgement derived from line 264.',
    judgement: 'sufficient',
    wording: { line: 204, source: `${CITED}, line 204` },
  },
  4: {
    label: 'Theme 4',
    name: null,
    note: 'Judgement derived: four of the five areas made sufficient progress (published slides, line 264).',
    judgement: 'sufficient',
    wording: { line: 153, source: `${CITED}, line 153` },
  },
  5: {
    label: 'Theme 5',
    name: 'Persistent absences',
    note: 'Position to be confirmed: the slides name this area but not its number (line 266). Wording to be entered from the letter.',
    judgement: 'not sufficient',
    wording: null,
  },
}

const cited = (lines: string): Block => paragraph({ italic: `Source: published slides, ${lines}.` })

/** The words of each narrative that the slides have, section by section of the template; a section without any stays empty. */
export const NARRATIVES: Readonly<Record<ThemeId, Readonly<Record<string, () => Block[]>>>> = {
  1: {},
  2: {},
  3: {
    overview: () => [
      callout(
        'The slides give no overview of this theme. What they say is in 2.0, 3.0 and 7.0, word for word.',
      ),
    ],
    indicators: () => [
      paragraph({ bold: 'Evidence of impact' }),
      bullets([line(215), line(216), line(217)]),
      cited('lines 213 to 217'),
      callout(
        'No figure in source for “halved” or for “timeliness figures for advice”: values to be entered.',
      ),
    ],
    actions: () => [
      paragraph({ bold: 'Key actions and progress' }),
      bullets([line(208), line(209), line(210), line(211)]),
      paragraph({ bold: 'Progress summary' }),
      bullets([line(226), line(228), line(230), line(232)]),
      cited('lines 206 to 232'),
      callout(
        'The wording of the 15 actions is not in the source: to be entered from the Written Statement of Action.',
      ),
    ],
    next: () => [
      paragraph({ bold: 'Key next steps' }),
      bullets([line(221), line(222)]),
      cited('lines 219 to 222'),
    ],
  },
  4: {
    overview: () => [
      paragraph(line(164)),
      tableFigure('figure-1', FIGURE_1.columns, FIGURE_1.rows, captionOf(line(172)), 1),
      paragraph({
        italic: 'Source: published slides, lines 166 to 172. Unit: per cent. The last column is computed.',
      }),
      paragraph(line(174)),
      paragraph(line(176)),
      cited('lines 164, 174 and 176'),
    ],
    indicators: () => [
      bullets([line(157), line(158), line(159), line(160)]),
      cited('lines 155 to 160'),
      paragraph('The first has figures: see ', { figure: 'figure-1' }, '.'),
      callout('The other three indicators: no figure in source.'),
    ],
    disagreement: () => [
      paragraph(line(277)),
      cited('line 277'),
      callout('Which points these were is not in the source.'),
    ],
  },
  5: {
    next: () => [
      bullets([line(264), line(265), line(266), line(267), line(268), line(269)]),
      cited('lines 262 to 269'),
      callout('The base date of the 3, 6 and 12 month milestones is not in the source.'),
    ],
  },
}

/** The product numbers figures itself, so the caption is kept without the "Figure 1: " that the page adds. */
function captionOf(words: string): string {
  return words.replace(/^Figure 1: /, '')
}
