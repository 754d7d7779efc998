import type { ReactNode } from 'react'
import { wordsOf } from '../../../shared/board/items.ts'
import type { BoardSession } from '../session.ts'
import { drawWords } from './draw-words.tsx'

/** The words of things as they are drawn, made anew only when they change. */
export interface WordsOnWall {
  get(id: string): readonly ReactNode[]
  subscribe(id: string, listener: () => void): () => void
  end(): void
}

export function createWordsOnWall(session: BoardSession): WordsOnWall {
  const drawn = new Map<string, readonly ReactNode[]>()
  const listeners = new Map<string, Set<() => void>>()
  const stop = session.words((ids) => {
    for (const id of ids) {
      drawn.delete(id)
      for (const tell of listeners.get(id) ?? []) tell()
    }
  })
  return {
    get(id) {
      let words = drawn.get(id)
      if (words === undefined) {
        words = drawWords(wordsOf(session.doc, id))
        drawn.set(id, words)
      }
      return words
    },
    subscribe(id, listener) {
      const here = listeners.get(id) ?? new Set()
      listeners.set(id, here.add(listener))
      return () => {
        here.delete(listener)
        if (here.size === 0) listeners.delete(id)
      }
    },
    end: stop,
  }
}
