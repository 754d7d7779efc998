import type { SectionKind } from '../domain/presentation.ts'
import { THEME_IDS, type ThemeId } from '../domain/themes.ts'
import { NOTES, WORDS } from './deck.ts'

const KIND_NAMES: Readonly<Record<SectionKind, string>> = {
  voice: 'Voice of a young person',
  outline: 'What this presentation will outline',
  context: 'Local context',
  journey: 'Journey since the inspection',
  theme: 'Theme',
  closing: 'Opportunities, challenges and next steps',
  questions: 'Questions',
  other: 'Another section',
}

/** The running order of the template (R63–R68, domain.md 2.3). The voice's minutes are not in the seed: people set them. */
export const RUNNING_ORDER: readonly {
  id: string
  kind: SectionKind
  theme: ThemeId | null
  minutes: number | null
}[] = [
  { id: 'voice', kind: 'voice', theme: null, minutes: null },
  { id: 'outline', kind: 'outline', theme: null, minutes: null },
  { id: 'context', kind: 'context', theme: null, minutes: 10 },
  { id: 'journey', kind: 'journey', theme: null, minutes: 10 },
  ...THEME_IDS.map((theme) => ({ id: `theme-${theme}`, kind: 'theme' as const, theme, minutes: 20 })),
  { id: 'closing', kind: 'closing', theme: null, minutes: 5 },
  { id: 'questions', kind: 'questions', theme: null, minutes: null },
]

/** When it begins and how long it may take, until somebody says otherwise (R68: 125 minutes). */
export const STARTS = '11:00'
export const SLOT_MINUTES = 125

/** The block of a theme's section that holds the computed summary and nothing else (R74). */
export const PROGRESS = 'progress'

interface FirstBlock {
  id: string
  title: string
  /** Its first words are the computed progress summary of the section's theme (R74). */
  progress?: true
}

const OF_THEME: readonly FirstBlock[] = [
  { id: 'actions', title: 'Key actions and progress' },
  { id: 'impact', title: 'Evidence of impact' },
  { id: 'case', title: 'Case study' },
  { id: 'next', title: 'Key next steps' },
  { id: PROGRESS, title: 'Progress summary', progress: true },
]
const SPEAKER_NOTES: FirstBlock = { id: NOTES, title: 'Speaker notes' }

/** The blocks a section begins with (domain.md 2.2); the outline's slide is made of the running order (R67). */
export function firstBlocks(kind: SectionKind): readonly FirstBlock[] {
  if (kind === 'theme') return [...OF_THEME, SPEAKER_NOTES]
  if (kind === 'outline') return [SPEAKER_NOTES]
  return [{ id: WORDS, title: 'On the slides' }, SPEAKER_NOTES]
}

/** What a section is called: its own title, else "Theme 5: Persistent absences", else the name of its kind. */
export function sectionName(
  { title, kind }: { title: string | null; kind: SectionKind },
  theme: { label: string; name: string | null } | undefined,
): string {
  if (title !== null) return title
  if (theme === undefined) return KIND_NAMES[kind]
  return theme.name === null ? theme.label : `${theme.label}: ${theme.name}`
}
