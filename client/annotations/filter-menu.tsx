import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { COMMENT_KINDS, type CommentState } from '../../shared/annotations/comments.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { MenuButton, MenuItem, MenuSection } from '../ui/menu.tsx'
import { useCommentsHere, useStore } from './comments-context.tsx'
import { DecideSeveral } from './decide-several.tsx'
import { isOpenSuggestion } from './proposal.ts'
import { EVERYTHING, type Filter, filterWords } from './filter.ts'
import { KIND_WORDS } from './words.ts'

const STATES: readonly { state: Filter['state']; label: string }[] = [
  { state: 'standing', label: 'Open and answered' },
  ...(
    [
      ['open', 'Open'],
      ['answered', 'Answered'],
      ['closed', 'Closed'],
    ] as const satisfies readonly [CommentState, string][]
  ).map(([state, label]) => ({ state, label })),
  { state: 'all', label: 'All, closed too' },
]

/** Which comments are shown: by partner, kind, state and section. */
export function FilterMenu() {
  const { context, desk, actions, all, sections } = useCommentsHere()
  const filter = useStore(desk.filter)
  const { partners } = context.page.workspace
  const set = (part: Partial<Filter>): void => desk.filter.set({ ...filter, ...part })
  const number = sections.find(({ id }) => id === filter.section)?.number
  const unread = all.filter((comment) => comment.unread)
  const filtered = JSON.stringify(filter) !== JSON.stringify(EVERYTHING)
  const [deciding, setDeciding] = useState(false)
  const open = all.filter(isOpenSuggestion).length
  return (
    <>
      <MenuButton
        label="Which comments are shown"
        trigger={
          <Button
            look="plain"
            small
            aria-label={`Which comments are shown: ${filterWords(filter, partners, number)}`}
          >
            {filterWords(filter, partners, number)}
            <Icon of={ChevronDown} />
          </Button>
        }
      >
        {filtered ? <MenuItem label="Show all again" onAction={() => desk.filter.set(EVERYTHING)} /> : null}
        {unread.length > 0 ? (
          <MenuItem
            label={`Mark all ${unread.length} new as seen`}
            onAction={() => void actions.seen(unread)}
          />
        ) : null}
        {context.canEdit && open > 1 ? (
          <MenuItem label="Decide several suggestions…" onAction={() => setDeciding(true)} />
        ) : null}
        {open > 0 ? (
          <MenuItem
            label="Only suggestions to decide"
            onAction={() => desk.filter.set({ ...EVERYTHING, kind: 'suggestion', state: 'open' })}
          />
        ) : null}
        <MenuSection title="Partner">
          <MenuItem
            label="All partners"
            chosen={filter.partner === null}
            onAction={() => set({ partner: null })}
          />
          {partners.map(({ kind, short }) => (
            <MenuItem
              key={kind}
              label={short}
              chosen={filter.partner === kind}
              onAction={() => set({ partner: kind })}
            />
          ))}
        </MenuSection>
        <MenuSection title="Kind">
          <MenuItem label="All kinds" chosen={filter.kind === null} onAction={() => set({ kind: null })} />
          {COMMENT_KINDS.map((kind) => (
            <MenuItem
              key={kind}
              label={KIND_WORDS[kind]}
              chosen={filter.kind === kind}
              onAction={() => set({ kind })}
            />
          ))}
        </MenuSection>
        <MenuSection title="State">
          {STATES.map(({ state, label }) => (
            <MenuItem
              key={state}
              label={label}
              chosen={filter.state === state}
              onAction={() => set({ state })}
            />
          ))}
        </MenuSection>
        <MenuSection title="Section">
          <MenuItem
            label="All sections"
            chosen={filter.section === null}
            onAction={() => set({ section: null })}
          />
          {sections.map(({ id, number, title }) => (
            <MenuItem
              key={id}
              label={`${number} ${title}`}
              chosen={filter.section === id}
              onAction={() => set({ section: id })}
            />
          ))}
        </MenuSection>
      </MenuButton>
      {deciding ? <DecideSeveral onClose={() => setDeciding(false)} /> : null}
    </>
  )
}
