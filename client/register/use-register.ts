import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import type { Chase } from '../../shared/register/chase.ts'
import type { ActionHistory, Register } from '../../shared/register/register.ts'
import { ApiProblem, call } from '../sync/api.ts'
import { type Known, useKnown } from '../sync/records.ts'

/** The whole register, live. */
export const useRegister = (workspace: string): Known<Register> =>
  useKnown(['actions', workspace], () => call(routes.register, { params: { workspace } }))

export const useChase = (workspace: string): Known<Chase[]> =>
  useKnown(['actions', workspace, 'chase'], () => call(routes.chase, { params: { workspace } }))

export const useHistory = (workspace: string, action: string): Known<ActionHistory> =>
  useKnown(['actions', workspace, 'history', action], () =>
    call(routes.actionHistory, { params: { workspace, action } }),
  )

/** What came of an act: nothing yet, why not in plain words, or the value that stands instead. */
export interface Acting<T> {
  busy: boolean
  wrong: string | undefined
  theirs: T | null
  /** True when it was done, or kept for later; what was typed stays where it was not. */
  act(what: () => Promise<unknown>): Promise<boolean>
  clear(): void
}

/** Does one write and reads the register again; a stale one brings back what stands. */
export function useActing<T = never>(workspace: string): Acting<T> {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const [theirs, setTheirs] = useState<T | null>(null)
  const clear = (): void => {
    setWrong(undefined)
    setTheirs(null)
  }
  return {
    busy,
    wrong,
    theirs,
    clear,
    async act(what) {
      clear()
      setBusy(true)
      try {
        await what()
        await queries.invalidateQueries({ queryKey: ['actions', workspace] })
        return true
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error
        setWrong(error.message)
        if (error.kind === 'stale') {
          setTheirs(error.theirs as T)
          void queries.invalidateQueries({ queryKey: ['actions', workspace] })
        }
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}
