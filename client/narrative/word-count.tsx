import { useDesk } from './context.ts'
import { useStore } from '../sync/store.ts'

/** Words an adult reads in a minute of plain report text. */
const PACE = 230

/** How long the narrative is, in words and in minutes of reading. */
export function WordCount() {
  const { session } = useDesk()
  const words = useStore(session.words)
  const total = [...words.values()].reduce((sum, count) => sum + count, 0)
  return (
    <p className="count" data-words={total}>
      {total.toLocaleString('en-GB')} {total === 1 ? 'word' : 'words'}
      {total === 0 ? '' : `, ${sayMinutes(total)} to read`}
    </p>
  )
}

/** "less than a minute", "about 6 minutes". */
export function sayMinutes(words: number): string {
  const minutes = Math.round(words / PACE)
  if (minutes < 1) return 'less than a minute'
  return minutes === 1 ? 'about a minute' : `about ${minutes} minutes`
}
