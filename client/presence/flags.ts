/** Flags within this many pixels of each other stand on one line of text. */
const LINE = 14

/**
 * Flags of carets on one line share the gutter (looks.md): one in full, two or three as initials, then "+2".
 * Runs after carets were drawn; reads all places first and writes afterwards, so the page is laid out once.
 */
export function placeFlags(editor: HTMLElement): void {
  const flags = [...editor.querySelectorAll<HTMLElement>('.their-caret .flag')]
  if (flags.length === 0) return
  for (const flag of flags) {
    flag.style.marginLeft = ''
    flag.classList.remove('is-short')
    flag.hidden = false
    flag.dataset.say = flag.dataset.name ?? ''
  }
  if (flags.length === 1) return
  const places = flags.map((flag) => flag.getBoundingClientRect().top)
  for (const line of linesOf(places)) {
    if (line.length === 1) continue
    const shown = line.length <= 3 ? line.length : 2
    line.forEach((index, order) => {
      const flag = flags[index]!
      const initials = (flag.dataset.name ?? '').split(' ')[0] ?? ''
      flag.hidden = order > shown
      flag.dataset.say = order < shown ? initials : `+${line.length - shown}`
      flag.style.marginLeft = `${order * 29}px`
      flag.classList.add('is-short')
    })
  }
}

/** Groups places into lines: indexes, each group in the order given. */
export function linesOf(places: readonly number[]): number[][] {
  const order = places.map((_, index) => index).toSorted((a, b) => places[a]! - places[b]! || a - b)
  const lines: number[][] = []
  for (const index of order) {
    const line = lines.at(-1)
    if (line !== undefined && places[index]! - places[line[0]!]! < LINE) line.push(index)
    else lines.push([index])
  }
  return lines.map((line) => line.toSorted((a, b) => a - b))
}
