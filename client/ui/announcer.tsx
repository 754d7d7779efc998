import { useSyncExternalStore } from 'react'

/**
 * One polite voice for the whole page: at most one sentence every few seconds, the newest of a kind wins, and
 * each listener can mute the kinds they do not want to hear.
 */
const EVERY_MS = 3_000

let waiting: { kind: string; words: string }[] = []
let spoken = ''
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

/** Says something to screen readers; `kind` groups what replaces each other ("presence", "comments"). */
export function announce(words: string, kind = 'page'): void {
  waiting = [...waiting.filter((one) => one.kind !== kind), { kind, words }]
  if (timer === undefined) speak()
}

/** Answers what the person has just asked or done: at once, before whatever was waiting. */
export function answer(words: string): void {
  clearTimeout(timer)
  waiting = [{ kind: 'answer', words }, ...waiting]
  speak()
}

function speak(): void {
  const next = waiting.shift()
  if (next === undefined) {
    timer = undefined
    return
  }
  // The same sentence twice is only read again when the text differs.
  spoken = next.words === spoken ? `${next.words}\u00a0` : next.words
  for (const tell of listeners) tell()
  timer = setTimeout(speak, EVERY_MS)
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The live region; stands once in the shell. */
export const Announcer = () => (
  <div className="vh" role="status" aria-live="polite">
    {useSyncExternalStore(subscribe, () => spoken)}
  </div>
)
