import { useDesk } from './context.ts'
import { HistoryLink } from './history-link.tsx'
import { People } from './layout-parts.tsx'
import { Outline } from './outline.tsx'
import { WordCount } from './word-count.tsx'

/** What stands at the left of the paper: the outline of sections and who is here, or what a page of its own has. */
export function Beside({ viewed, close }: { viewed: string | null; close?: () => void }) {
  const { slots, context } = useDesk()
  const Own = slots.own?.outline.Content
  const closing = close === undefined ? {} : { close }
  return Own !== undefined ? (
    <Own context={context} {...closing} />
  ) : (
    <>
      <Outline current={viewed} {...(close === undefined ? {} : { onChosen: close })} />
      <People />
      <WordCount />
      <HistoryLink />
    </>
  )
}
