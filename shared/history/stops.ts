import type { ComparedNode, ComparedSection, Comparison } from './compared.ts'

/**
 * Numbers the changes of a comparison from 1, in reading order: a run of struck and inserted words is one, blocks
 * that came or went side by side are one, a section that came or went is one.
 */
export function countStops(sections: readonly ComparedSection[]): Pick<Comparison, 'sections' | 'stops'> {
  let stops = 0
  const numberAll = (nodes: readonly ComparedNode[]): ComparedNode[] => {
    let run: ComparedNode['change'] = 'same'
    return nodes.map((node) => {
      const alone = node.change === 'added' || node.change === 'removed'
      const goesOn = alone && node.change === run
      run = node.change
      if (alone) return { ...node, stop: goesOn ? stops : ++stops }
      return node.change === 'same' ? node : numberInside(node)
    })
  }
  const numberInside = (node: ComparedNode): ComparedNode => {
    if (node.parts !== undefined) {
      let changing = false
      const before = stops
      const parts = node.parts.map((part) => {
        if (part.change === 'same') {
          changing = false
          return part
        }
        if (!changing) stops += 1
        changing = true
        return { ...part, stop: stops }
      })
      return stops === before ? { ...node, stop: ++stops } : { ...node, parts }
    }
    if (node.content === undefined || node.change === 'form') return { ...node, stop: ++stops }
    return { ...node, content: numberAll(node.content) }
  }
  const numbered = sections.map((section): ComparedSection => {
    if (section.change === 'same') return section
    const head =
      section.change !== 'changed' ||
      section.moved ||
      section.titleBefore !== null ||
      section.also !== undefined
    const stop = head ? ++stops : null
    return section.change === 'changed'
      ? { ...section, stop, content: numberAll(section.content) }
      : { ...section, stop }
  })
  return { sections: numbered, stops }
}
