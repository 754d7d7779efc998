import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useState } from 'react'
import { sayProblem } from './api.ts'

/** One thing done on the server: while it is under way, why it was refused, and what is read again after it. */
export function useAct(touches: readonly QueryKey[]) {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setRefused(null)
    try {
      await work()
      return true
    } catch (error) {
      setRefused(sayProblem(error))
      return false
    } finally {
      setBusy(false)
      await Promise.all(touches.map((queryKey) => queries.invalidateQueries({ queryKey })))
    }
  }
  return { act, busy, refused, forget: () => setRefused(null) }
}
