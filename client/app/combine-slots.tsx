import type { ReactNode } from 'react'
import type { NumberedSection } from '../../shared/narrative/sections.ts'
import type { NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'

/** Several features in one page: their tools side by side, their frames around each other, one margin. */
export function combineSlots(features: readonly NarrativeSlots[]): NarrativeSlots {
  const frames = features.flatMap(({ id, Frame }) => (Frame === undefined ? [] : [{ id, Frame }]))
  const below = features.flatMap(({ id, Below }) => (Below === undefined ? [] : [{ id, Below }]))
  const top = features.flatMap(({ id, Top }) => (Top === undefined ? [] : [{ id, Top }]))
  const after = features.flatMap(({ id, After }) => (After === undefined ? [] : [{ id, After }]))
  const under = features.find((feature) => feature.under !== undefined)?.under
  const own = features.find((feature) => feature.own !== undefined)?.own
  const margin = features.find(({ Margin }) => Margin !== undefined)?.Margin
  return {
    id: features.map(({ id }) => id).join(' '),
    extensions: (place) => features.flatMap(({ extensions }) => extensions?.(place) ?? []),
    Frame: ({ context, children }: { context: NarrativeContext; children: ReactNode }) =>
      frames.reduceRight(
        (inside, { id, Frame }) => (
          <Frame key={id} context={context}>
            {inside}
          </Frame>
        ),
        children,
      ),
    Below: ({ context }: { context: NarrativeContext }) =>
      below.map(({ id, Below }) => <Below key={id} context={context} />),
    ...(margin === undefined ? {} : { Margin: margin }),
    ...(own === undefined ? {} : { own }),
    ...(under === undefined ? {} : { under }),
    ...(features.some(({ unnumbered }) => unnumbered) ? { unnumbered: true } : {}),
    ...(after.length === 0
      ? {}
      : {
          After: ({ context, section }: { context: NarrativeContext; section: NumberedSection }) =>
            after.map(({ id, After }) => <After key={id} context={context} section={section} />),
        }),
    ...(top.length === 0
      ? {}
      : {
          Top: ({ context }: { context: NarrativeContext }) =>
            top.map(({ id, Top }) => <Top key={id} context={context} />),
        }),
    slash: features.flatMap(({ slash }) => slash ?? []),
    actions: features.flatMap(({ actions }) => actions ?? []),
    dock: features.flatMap(({ dock }) => dock ?? []),
    shortcuts: features.flatMap(({ shortcuts }) => shortcuts ?? []),
  }
}
