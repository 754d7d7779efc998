import type { ReactNode } from 'react'
import type { NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'

/** Several features in one page: their tools side by side, their frames around each other, one margin. */
export function combineSlots(features: readonly NarrativeSlots[]): NarrativeSlots {
  const frames = features.flatMap(({ Frame }) => Frame ?? [])
  const below = features.flatMap(({ Below }) => Below ?? [])
  const margin = features.find(({ Margin }) => Margin !== undefined)?.Margin
  return {
    extensions: (place) => features.flatMap(({ extensions }) => extensions?.(place) ?? []),
    Frame: ({ context, children }: { context: NarrativeContext; children: ReactNode }) =>
      frames.reduceRight(
        (inside, Around, index) => (
          <Around key={index} context={context}>
            {inside}
          </Around>
        ),
        children,
      ),
    Below: ({ context }: { context: NarrativeContext }) =>
      below.map((Part, index) => <Part key={index} context={context} />),
    ...(margin === undefined ? {} : { Margin: margin }),
    actions: features.flatMap(({ actions }) => actions ?? []),
    dock: features.flatMap(({ dock }) => dock ?? []),
    shortcuts: features.flatMap(({ shortcuts }) => shortcuts ?? []),
  }
}
