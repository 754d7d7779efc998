import { useMemo, useRef, useState } from 'react'
import type { Place } from '../../shared/annotations/anchors.ts'
import { Button } from '../ui/button.tsx'
import { useCommentsHere, useStore } from './comments-context.tsx'
import { Composer } from './composer.tsx'
import { DRAFT } from './draft.ts'
import { FilterMenu } from './filter-menu.tsx'
import { sectionOf } from './filter.ts'
import type { Shown } from './overlay.ts'
import { Refused } from './refused.tsx'
import { Unsent } from './unsent-strip.tsx'
import { styleOf } from './stand.tsx'
import { Stands } from './stands.tsx'
import { SuggestingNow } from './suggesting.tsx'
import { useLaid } from './use-laid.ts'
import { headWords } from './words.ts'

/** The margin beside the paper: notes in the order of their words, level with them. */
export function Margin() {
  const { context, desk, actions, all, shown, loading, problem } = useCommentsHere()
  const chosen = useStore(desk.places.chosen)?.id ?? null
  const hint = useStore(desk.hint)
  const draft = useStore(desk.draft)
  const root = useRef<HTMLDivElement>(null)
  const head = useRef<HTMLDivElement>(null)
  const laid = useLaid(root, head)
  const { drawn, register } = laid
  // What was begun in a note that was opened stays in it, and so does the focus, however far it is scrolled away.
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [held, setHeld] = useState<string | null>(null)
  if (chosen !== null && !opened.has(chosen)) setOpened(new Set([...opened, chosen]))
  const isWhole = (id: string): boolean =>
    id === chosen || id === held || drawn.near.has(id) || opened.has(id)
  const sections = useMemo(() => bySection(shown, desk.places.found.get()), [shown, desk])
  const nearest = [...drawn.above].at(-1)
  return (
    <>
      <div className="mhead">
        <h2>{headWords(all)}</h2>
        <span className="push" />
        {all.length === 0 ? null : <FilterMenu />}
      </div>
      <div className="margin-notes" ref={root} style={{ minHeight: drawn.tall + 40 }}>
        <div className="margin-top" ref={head}>
          {context.since}
          <SuggestingNow />
          <Refused />
          <Unsent />
          {hint === null ? null : <p className="hint">{hint}</p>}
          {loading ? <p className="quiet">Catching up…</p> : null}
          {problem === null ? null : <p className="quiet">{problem}</p>}
          {all.length === 0 && draft === null && !loading && problem === null ? (
            <p className="quiet">No comments. Select words to ask, suggest or challenge.</p>
          ) : null}
          {all.length > 0 && shown.length === 0 ? (
            <p className="quiet">None of the comments is shown by this choice.</p>
          ) : null}
          {nearest === undefined ? null : (
            <Button look="text" small onPress={() => void actions.open(nearest, true)}>
              {drawn.above.size} above
            </Button>
          )}
        </div>
        {draft === null ? null : (
          <div
            ref={(element) => register(DRAFT, element)}
            className={`note p-${context.me.partner} on is-draft`}
            style={styleOf(drawn.tops.get(DRAFT) ?? 0, chosen === DRAFT ? drawn : null)}
          >
            <Composer />
          </div>
        )}
        {sections.map(([section, comments]) => (
          <Stands
            key={section}
            comments={comments}
            laid={laid}
            chosen={chosen}
            isWhole={isWhole}
            hold={setHeld}
          />
        ))}
      </div>
    </>
  )
}

function bySection(
  shown: readonly Shown[],
  places: ReadonlyMap<string, Place | null>,
): (readonly [string, readonly Shown[]])[] {
  const sections = new Map<string, Shown[]>()
  for (const comment of shown) {
    const section = sectionOf(comment, places.get(comment.id))
    const list = sections.get(section)
    if (list === undefined) sections.set(section, [comment])
    else list.push(comment)
  }
  return [...sections]
}
