import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useCallback, useMemo, useState } from 'react'
import { wordsOf } from '../../shared/board/items.ts'
import type { Item } from '../../shared/board/items.ts'
import type { Board } from '../../shared/board/boards.ts'
import type { Naming } from '../../shared/board/said.ts'
import { PARTNER_KINDS } from '../../shared/domain/partners.ts'
import { textOf } from '../../shared/narrative/sections.ts'
import type { ShortNames } from '../presence/here.ts'
import { sayProblem } from '../sync/api.ts'
import { told, useHome } from '../sync/records.ts'
import { useStore } from '../sync/store.ts'
import { answer } from '../ui/announcer.tsx'
import { wished, withWishes } from './facilitate/giving.ts'
import type { BoardSession } from './session.ts'

/** What every part of an open board works with. */
export interface BoardHere {
  workspace: string
  board: Board
  session: BoardSession
  /** Short names of the partners, as this workspace calls them. */
  short: ShortNames
  /** Runs an act on the board's record: what it answers stands at once. True when it was done. */
  act(run: () => Promise<Board>, done?: string): Promise<boolean>
  /** Changes the record before the server has answered; its answer replaces it. */
  foresee(change: (board: Board) => Board): void
  /** Why the last act was refused; null when it was not. */
  refused: string | null
  forget(): void
}

export const BoardContext = createContext<BoardHere | null>(null)

/** The open board this part stands in. */
export function useHere(): BoardHere {
  const here = use(BoardContext)
  if (here === null) throw new Error('This part stands in no open board')
  return here
}

/** Puts together what the parts of an open board work with. */
export function useBoardHere(workspace: string, record: Board, session: BoardSession): BoardHere {
  const wishes = useStore(wished)
  const board = useMemo(() => withWishes(record, wishes), [record, wishes])
  const queries = useQueryClient()
  const home = useHome(workspace).data
  const [refused, setRefused] = useState<string | null>(null)
  const { document } = board
  const partners = home?.workspace.partners
  const short = useMemo(() => {
    const named = new Map((partners ?? []).map(({ kind, short }) => [kind, short]))
    return Object.fromEntries(PARTNER_KINDS.map((kind) => [kind, named.get(kind) ?? kind])) as ShortNames
  }, [partners])
  const foresee = useCallback(
    (change: (board: Board) => Board): void =>
      void queries.setQueryData<Board>(['board', workspace, document], (before) =>
        before === undefined ? before : change(before),
      ),
    [queries, workspace, document],
  )
  const again = useCallback(
    (): void => void queries.invalidateQueries({ queryKey: ['board', workspace, document] }),
    [queries, workspace, document],
  )
  const act = useCallback(
    async (run: () => Promise<Board>, done?: string): Promise<boolean> => {
      let reply: Board | null = null
      try {
        reply = await run()
        setRefused(null)
        const answered = reply
        foresee(() => answered)
        // Whoever foresaw the answer shows it until it stands on the page: a press in between was reckoned from the old.
        await told()
        if (done !== undefined) answer(done)
      } catch (error) {
        setRefused(sayProblem(error))
      }
      again()
      return reply !== null
    },
    [again, foresee],
  )
  return useMemo(
    () => ({
      workspace,
      board,
      session,
      short,
      act,
      foresee,
      refused,
      forget: () => setRefused(null),
    }),
    [workspace, board, session, short, act, foresee, refused],
  )
}

/** The words of a thing as they stand, a line for each paragraph. */
export const wordsNow = ({ doc }: BoardSession, id: string): string => textOf(wordsOf(doc, id)).trim()

/** How things are named in sentences: by their words, their partners, and what stands beside them. */
export const namingOf = (session: BoardSession, short: ShortNames): Naming => ({
  words: (id) => wordsNow(session, id),
  partner: (kind) => short[kind],
  items: new Map(session.items.get().map((item): [string, Item] => [item.id, item])),
})
