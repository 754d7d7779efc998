import { useQueries } from '@tanstack/react-query'
import { nanoid } from 'nanoid'
import { useState } from 'react'
import type { Passage } from '../../shared/analyses/analyses.ts'
import { ATOM } from '../../shared/annotations/flat.ts'
import { routes } from '../../shared/api/routes.ts'
import { THEME_IDS, type ThemeId } from '../../shared/domain/themes.ts'
import { call, sayProblem } from '../sync/api.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { useHome } from '../sync/records.ts'
import { createStore, useStore } from '../sync/store.ts'
import { answer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { PassageChoice } from '../ui/passage-choice.tsx'
import { Select } from '../ui/select.tsx'
import { PROGRESS } from '../../shared/presentation/template.ts'
import { sectionOf, useBroughtAct } from './use-brought.ts'

/** Where the words will go: the block, and the paragraph of it they come behind. */
interface Target {
  block: string
  title: string
  behind: Passage | null
}

const bringing = createStore<Target | null>(null)
const close = (): void => bringing.set(null)

/** Opens the dialog for a block: what is brought comes behind the caret where that is in it, else at its end. */
export function beginBringing(context: NarrativeContext, block: string): void {
  if (block === PROGRESS) return answer('The progress summary is counted. Bring words into another block.')
  const section = context.sections.get().find(({ id }) => id === block)
  if (section !== undefined)
    bringing.set({ block, title: section.title, behind: paragraphAt(context, block) })
}

/** The paragraph with the caret, as a passage of its block. */
function paragraphAt({ selection, editors }: NarrativeContext, block: string): Passage | null {
  const at = selection.get()
  const editor = at?.section === block ? editors.get(block) : undefined
  if (at === null || editor === undefined) return null
  const { doc } = editor.state
  const place = doc.resolve(Math.min(at.from, doc.content.size))
  if (!place.parent.isTextblock) return null
  const text = (from: number, to: number): string => doc.textBetween(from, to, '', ATOM)
  const quote = text(place.start(), place.end()).slice(0, 2_000)
  return quote.trim() === '' ? null : { section: block, quote, near: text(0, place.start()).length }
}

/** Chooses a paragraph of a narrative, by theme or by some of its words, and brings it here. */
export function BringDialog({ context }: { context: NarrativeContext }) {
  const target = useStore(bringing)
  return target === null ? null : <Choose context={context} target={target} />
}

function Choose({ context, target }: { context: NarrativeContext; target: Target }) {
  const { workspace, document, page } = context
  const home = useHome(workspace)
  const [theme, setTheme] = useState<ThemeId>(page.theme?.id ?? '4')
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const { act, busy, refused } = useBroughtAct(workspace, document)
  // Some of the words: looked for in all five, since a copied passage does not say where it is from.
  const asked = plain(words)
  const themes = asked === '' ? [theme] : THEME_IDS
  const read = useQueries({
    queries: themes.map((id) => ({
      queryKey: ['passages', workspace, id],
      queryFn: () => call(routes.passages, { params: { workspace, document: id } }),
      staleTime: 0,
    })),
  })
  const label = (id: ThemeId) => home.data?.themes.find((one) => one.id === id)?.label ?? `Theme ${id}`
  const groups = read.flatMap(({ data }, index) => {
    const id = themes[index] ?? theme
    return (data ?? []).flatMap(({ section, number, title, passages }) => {
      const found = passages.filter(
        ({ quote, cell }) => !cell && (asked === '' || matches(plain(quote), asked)),
      )
      return found.length === 0 ? [] : [{ id, section, number, title, found }]
    })
  })
  const all = groups.flatMap(({ id, found }) => found.map((passage) => ({ id, passage })))
  const picked = all.find(({ id, passage }) => keyOf(id, passage) === chosen)
  const problem = read.find(({ error }) => error !== null)?.error ?? null
  const bring = async (): Promise<void> => {
    if (picked === undefined) return
    const body = {
      id: nanoid(),
      theme: picked.id,
      passage: picked.passage,
      block: target.block,
      behind: target.behind,
    }
    const params = { workspace, section: sectionOf(document) }
    if (!(await act(() => call(routes.bring, { params, body })))) return
    close()
    answer(`The paragraph stands in ${target.title}.`)
  }
  return (
    <Dialog title="Bring a paragraph from a narrative" open onClose={close}>
      <p>It comes into “{target.title}”, word for word, and keeps where it is from.</p>
      <TextField
        label="Find it by some of its words"
        hint="Or paste a passage you copied. All five narratives are searched."
        value={words}
        onChange={setWords}
      />
      {asked === '' ? (
        <Select
          label="Narrative"
          value={theme}
          onChange={(id) => {
            setTheme(id)
            setChosen(null)
          }}
          options={THEME_IDS.map((id) => ({ id, words: label(id) }))}
        />
      ) : null}
      {read.some(({ isPending }) => isPending) ? <p role="status">Catching up…</p> : null}
      {problem === null ? null : <p role="alert">{sayProblem(problem)}</p>}
      {all.length === 0 && read.every(({ isSuccess }) => isSuccess) ? (
        <p role="status">
          {asked === '' ? 'Nothing is written in this narrative yet.' : 'No paragraph has these words.'}
        </p>
      ) : null}
      <PassageChoice
        label="The paragraph to bring"
        groups={groups.map(({ id, section, number, title, found }) => ({
          key: `${id} ${section}`,
          of: label(id),
          number,
          title,
          passages: found.map((passage) => ({
            key: keyOf(id, passage),
            words: passage.quote.replaceAll(ATOM, ' ').trim(),
          })),
        }))}
        chosen={chosen}
        choose={setChosen}
      />
      {refused === null ? null : <p role="alert">{refused}</p>}
      <div className="acts">
        <Button look="main" isDisabled={busy || picked === undefined} onPress={() => void bring()}>
          Bring this paragraph
        </Button>
        <Button look="text" onPress={close}>
          Leave without bringing
        </Button>
      </div>
    </Dialog>
  )
}

const keyOf = (theme: ThemeId, { section, near }: Passage): string => `${theme} ${section} ${near}`
const plain = (words: string): string =>
  words.replaceAll(ATOM, ' ').replaceAll(/\s+/g, ' ').trim().toLowerCase()
/** Words of the paragraph, or a pasted passage that has it. */
const matches = (paragraph: string, asked: string): boolean =>
  paragraph.includes(asked) || (paragraph.length > 20 && asked.includes(paragraph))
