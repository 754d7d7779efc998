import { kindOf } from '../../shared/domain/documents.ts'
import type { Home } from '../../shared/domain/workspace.ts'
import type { Place } from '../../shared/meetings/meetings.ts'

/** Where a place is opened: its document, at the section. */
export const pathOfPlace = (workspace: string, { document, section }: Place): string =>
  `/w/${workspace}/documents/${document}${section === null ? '' : `#section-${encodeURIComponent(section)}`}`

/** "Theme 3, 2.0": a place as people say it, as far as it is known. */
export function placeName({ document, section }: Place, home: Home | undefined): string {
  const kind = kindOf(document)
  if (kind.kind === 'easy') return `the Easy Read text of Theme ${kind.theme}`
  if (kind.kind === 'analysis') return 'a partner’s own analysis'
  if (kind.kind === 'presentation') return 'a section of the presentation'
  if (kind.kind === 'minutes') return 'the minutes of another meeting'
  if (kind.kind !== 'narrative') return 'another document'
  const theme = home?.themes.find(({ id }) => id === kind.theme)
  const number = theme?.sections.find(({ id }) => id === section)?.number
  const label = theme?.label ?? `Theme ${kind.theme}`
  return number === undefined ? label : `${label}, ${number}`
}
