import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import type {
  InSections,
  OrderSection,
  Presentation,
  SectionChange,
} from '../../shared/presentation/order.ts'
import { ApiProblem, call, sayProblem } from '../sync/api.ts'
import { useKnown, type Known } from '../sync/records.ts'
import { answer } from '../ui/announcer.tsx'

const keyOf = (workspace: string) => ['presentation', workspace, 'order'] as const

/** The running order, live; the last known while the server is awaited. */
export const usePresentation = (workspace: string): Known<Presentation> =>
  useKnown(keyOf(workspace), () => call(routes.presentation, { params: { workspace } }))

/** Whose people are in which section now, live. */
export const useInSections = (workspace: string): InSections =>
  useKnown(['presentation', workspace, 'here'], () => call(routes.inSections, { params: { workspace } }))
    .data ?? {}

/** Something was set that somebody else had set otherwise meanwhile: both are shown, and one is chosen. */
export interface Conflict {
  section: OrderSection
  field: keyof SectionChange
  mine: SectionChange
  theirs: SectionChange
}

interface Move {
  section: string
  name: string
  /** Behind which it stood before. */
  after: string | null
}

/** What is done to the running order: while it is under way, why it was refused, and what can be undone. */
export function useOrderActs(workspace: string, whole: Presentation) {
  const queries = useQueryClient()
  const [wrong, setWrong] = useState<string | null>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [moves, setMoves] = useState<readonly Move[]>([])

  const standing = (): Presentation => queries.getQueryData(keyOf(workspace)) ?? whole
  const act = async (ask: () => Promise<Presentation>): Promise<ApiProblem | null> => {
    setWrong(null)
    try {
      queries.setQueryData(keyOf(workspace), await ask())
      return null
    } catch (error) {
      await queries.invalidateQueries({ queryKey: keyOf(workspace) })
      if (error instanceof ApiProblem) return error
      setWrong(sayProblem(error))
      return new ApiProblem('broken', sayProblem(error))
    }
  }

  async function change(
    section: OrderSection,
    set: SectionChange,
    seen = seenOf(section),
  ): Promise<'done' | 'conflict' | 'refused'> {
    setConflict(null)
    const problem = await act(() =>
      call(routes.changePresentationSection, {
        params: { workspace, section: section.id },
        body: { seen, set },
      }),
    )
    if (problem === null) return 'done'
    const [field] = Object.keys(set) as (keyof SectionChange)[]
    if (problem.kind !== 'stale' || field === undefined) {
      setWrong(problem.message)
      return 'refused'
    }
    setConflict({ section, field, mine: set, theirs: problem.theirs as SectionChange })
    return 'conflict'
  }

  const lastAct = useRef<Promise<unknown>>(Promise.resolve())
  /** A second move before the first is answered is reckoned from the answer, not from a place that is no more. */
  function inTurn<T>(move: () => Promise<T>): Promise<T> {
    const next = lastAct.current.then(move)
    lastAct.current = next
    return next
  }

  async function moveTo(id: string, after: string | null, remember = true): Promise<boolean> {
    const { sections } = standing()
    const at = sections.findIndex((one) => one.id === id)
    const section = sections[at]
    const before = sections[at - 1]?.id ?? null
    if (section === undefined || after === before || after === id) return false
    // The place it is given is shown at once; the server's answer follows.
    queries.setQueryData(keyOf(workspace), { ...standing(), sections: placed(sections, section, after) })
    const problem = await act(() =>
      call(routes.movePresentationSection, {
        params: { workspace, section: id },
        body: { after, seen: section.order },
      }),
    )
    if (problem !== null) {
      setWrong(problem.message)
      return false
    }
    if (remember) setMoves((all) => [...all, { section: id, name: section.name, after: before }])
    const now = standing().sections
    answer(`${section.name} is now ${now.findIndex((one) => one.id === id) + 1} of ${now.length}.`)
    return true
  }

  return {
    wrong,
    conflict,
    /** The last move that can be taken back; null when there is none. */
    lastMove: moves.at(-1) ?? null,
    forget: () => {
      setWrong(null)
      setConflict(null)
    },
    change,
    /** Says again what was said, against what stands now. */
    insist: async ({ section, mine, theirs }: Conflict) => {
      await change(section, mine, theirs)
    },
    moveTo: (id: string, after: string | null) => inTurn(() => moveTo(id, after)),
    moveBy: (id: string, by: -1 | 1): Promise<void> =>
      inTurn(async () => {
        const { sections } = standing()
        const at = sections.findIndex((one) => one.id === id)
        const to = at + by
        if (at === -1 || to < 0 || to >= sections.length) return
        const others = sections.filter((one) => one.id !== id)
        await moveTo(id, others[to - 1]?.id ?? null)
      }),
    async undoMove(): Promise<void> {
      const last = moves.at(-1)
      if (last === undefined) return
      setMoves((all) => all.slice(0, -1))
      await inTurn(() => moveTo(last.section, last.after, false))
    },
    async add(section: Pick<OrderSection, 'id' | 'kind' | 'title' | 'theme'> & { after: string | null }) {
      const problem = await act(() =>
        call(routes.addPresentationSection, { params: { workspace }, body: section }),
      )
      if (problem !== null) setWrong(problem.message)
      return problem === null
    },
    async setWhole(starts: string | null, slotMinutes: number, version: number): Promise<string | null> {
      const problem = await act(() =>
        call(routes.setPresentation, { params: { workspace }, body: { starts, slotMinutes, version } }),
      )
      return problem?.message ?? null
    },
  }
}

export type OrderActs = ReturnType<typeof useOrderActs>

const seenOf = ({ title, minutes, presenter, removed }: OrderSection): SectionChange => ({
  title,
  minutes,
  presenter: presenter?.id ?? null,
  removed,
})

function placed(all: readonly OrderSection[], moving: OrderSection, after: string | null): OrderSection[] {
  const others = all.filter(({ id }) => id !== moving.id)
  const at = after === null ? 0 : others.findIndex(({ id }) => id === after) + 1
  return [...others.slice(0, at), moving, ...others.slice(at)]
}
