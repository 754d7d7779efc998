import { useQuery } from '@tanstack/react-query'
import { nanoid } from 'nanoid'
import { useState } from 'react'
import type { Passage } from '../../shared/analyses/analyses.ts'
import { ATOM } from '../../shared/annotations/flat.ts'
import { routes } from '../../shared/api/routes.ts'
import { kindOf } from '../../shared/domain/documents.ts'
import { THEME_IDS, type ThemeId } from '../../shared/domain/themes.ts'
import { call, sayProblem } from '../sync/api.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { useHome } from '../sync/records.ts'
import { useStore } from '../sync/store.ts'
import { answer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { PassageChoice } from '../ui/passage-choice.tsx'
import { Select } from '../ui/select.tsx'
import { linking } from './passage.ts'
import { sideBySideKey } from './records.ts'
import { useAct } from '../sync/use-act.ts'

const close = (): void => linking.set(null)

/** Chooses the passage of a narrative that a paragraph of the analysis is about. */
export function LinkDialog({ context }: { context: NarrativeContext }) {
  const passage = useStore(linking)
  return passage === null ? null : <Choose context={context} passage={passage} />
}

function Choose({ context, passage }: { context: NarrativeContext; passage: Passage }) {
  const { workspace, document } = context
  const what = kindOf(document)
  const partner = what.kind === 'analysis' ? what.partner : 'parents'
  const home = useHome(workspace)
  const [theme, setTheme] = useState<ThemeId>('4')
  const [chosen, setChosen] = useState<string | null>(null)
  const { act, busy, refused } = useAct([['links', workspace], sideBySideKey(workspace, partner)])
  const narrative = useQuery({
    queryKey: ['passages', workspace, theme],
    queryFn: () => call(routes.passages, { params: { workspace, document: theme } }),
    staleTime: 0,
  })
  const sections = (narrative.data ?? []).filter(({ passages }) => passages.length > 0)
  const all = sections.flatMap(({ passages }) => passages)
  const target = all.find((one) => keyOf(one) === chosen)
  const link = async (): Promise<void> => {
    if (target === undefined) return
    const body = { id: nanoid(), theme, analysis: passage, narrative: target }
    if (!(await act(() => call(routes.link, { params: { workspace, partner }, body })))) return
    close()
    answer('Linked.')
  }
  return (
    <Dialog title="Link to a narrative" open onClose={close}>
      <blockquote className="link-from">{readable(passage.quote)}</blockquote>
      <Select
        label="Narrative"
        value={theme}
        onChange={(id) => {
          setTheme(id)
          setChosen(null)
        }}
        options={THEME_IDS.map((id) => ({
          id,
          words: home.data?.themes.find((one) => one.id === id)?.label ?? `Theme ${id}`,
        }))}
      />
      {narrative.isPending ? <p role="status">Catching up…</p> : null}
      {narrative.isError ? <p role="alert">{sayProblem(narrative.error)}</p> : null}
      {narrative.isSuccess && all.length === 0 ? <p>Nothing is written in this narrative yet.</p> : null}
      <PassageChoice
        label="The paragraph it is about"
        groups={sections.map(({ section, number, title, passages }) => ({
          key: section,
          number,
          title,
          passages: passages.map((one) => ({ key: keyOf(one), words: readable(one.quote) })),
        }))}
        chosen={chosen}
        choose={setChosen}
      />
      {refused === null ? null : <p role="alert">{refused}</p>}
      <div className="acts">
        <Button look="main" isDisabled={busy || target === undefined} onPress={() => void link()}>
          Link these two
        </Button>
        <Button look="text" onPress={close}>
          Leave without linking
        </Button>
      </div>
    </Dialog>
  )
}

const keyOf = ({ section, near }: Passage): string => `${section} ${near}`
const readable = (quote: string): string => quote.replaceAll(ATOM, ' ').trim()
