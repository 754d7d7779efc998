import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import { type MeetingHere, MeetingProvider } from '../../../client/meetings/desk.ts'
import { EntryView } from '../../../client/meetings/entry-view.tsx'
import type { Entry } from '../../../shared/meetings/entries.ts'

const AT = Date.UTC(2026, 10, 24, 10, 42)
const by = { id: 'lead', name: 'A lead', partner: 'council', role: 'NL' } as const
const recorded: Entry = {
  id: 'entry-00001',
  meeting: 'meeting-00001',
  item: 'themes',
  kind: 'decision',
  words: 'Use 90% (February 2019)',
  by,
  writtenAt: AT,
  at: AT,
  place: null,
  action: null,
  position: null,
  phone: null,
}
const here = {
  page: { entries: [recorded], lastActions: [] },
  context: { workspace: 'demo', page: { workspace: { partners: [{ kind: 'council', short: 'Council' }] } } },
  writes: true,
} as unknown as MeetingHere

/** What a page shows of an entry as it stands in the shared text. */
function shown(entry: { id: string; kind: string; words: string }): string {
  const place = document.createElement('div')
  const root = createRoot(place)
  flushSync(() =>
    root.render(
      <MemoryRouter>
        <MeetingProvider value={here}>
          <EntryView entry={entry} />
        </MeetingProvider>
      </MemoryRouter>,
    ),
  )
  const text = place.textContent
  flushSync(() => root.unmount())
  return text
}

test('a record says what was recorded, whatever somebody made of its line in the shared text', () => {
  const text = shown({ id: recorded.id, kind: 'action', words: 'We agree to everything.' })
  expect(text).toContain('Decision. Use 90% (February 2019)')
  expect(text).not.toContain('We agree to everything.')
})

test('a line of no kind is drawn all the same', () => {
  expect(shown({ id: 'none', kind: 'constructor', words: 'A line.' })).toContain('Decision. A line.')
})
