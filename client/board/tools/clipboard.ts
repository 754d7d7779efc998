import { MOST_CHARACTERS, type Pasted, pastedText } from '../../../shared/board/pasted.ts'
import { pastedHtml, saysMore } from './pasted-html.ts'

/** What somebody pastes or drops on a board. */
export type Brought = { kind: 'images'; files: File[] } | Pasted | { kind: 'too much'; characters: number }

/** Reads what comes from elsewhere; null when it holds nothing that can stand on a board. */
export function broughtBy(data: Pick<DataTransfer, 'getData' | 'files'>): Brought | null {
  const text = data.getData('text/plain')
  if (text.length > MOST_CHARACTERS) return { kind: 'too much', characters: text.length }
  const html = data.getData('text/html')
  const plain = pastedText(text)
  // An address is one, however it was marked up where it comes from; very long mark-up is not worth the wait.
  const rich =
    plain?.kind !== 'link' && html.length <= 4 * MOST_CHARACTERS && saysMore(html) ? pastedHtml(html) : null
  if (rich !== null || plain !== null) return rich ?? plain
  const files = [...data.files].filter(({ type }) => type.startsWith('image/'))
  return files.length > 0 ? { kind: 'images', files } : null
}
