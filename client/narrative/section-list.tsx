import { Component, createRef, type ReactNode } from 'react'
import type { NumberedSection } from '../../shared/narrative/sections.ts'
import type { NarrativeSession } from './session.ts'
import { Section } from './section.tsx'
import { useDesk } from './context.ts'
import { createStore, useStore } from '../sync/store.ts'

/** All sections in their order. */
export function SectionList() {
  const { session, slots, context } = useDesk()
  const inDocument = useStore(session.sections)
  const first = useStore(slots.own?.order(context) ?? AS_WRITTEN)
  const sections = inDocument.toSorted((a, b) => placeIn(first, a) - placeIn(first, b))
  return (
    <KeepPlace session={session} sections={sections}>
      {sections.map((section) => (
        <Section key={section.id} section={section} />
      ))}
    </KeepPlace>
  )
}

const AS_WRITTEN = createStore<readonly string[]>([])

const placeIn = (order: readonly string[], { id }: NumberedSection): number =>
  order.includes(id) ? order.indexOf(id) : order.length

interface Place {
  /** The focus, when it was in the list. */
  focused: HTMLElement | null
  /** What the eye was on, and how far down the window it stood. */
  eye: { element: HTMLElement; top: number } | null
}

interface Props {
  session: NarrativeSession
  sections: readonly NumberedSection[]
  children: ReactNode
}

/**
 * Somebody moves a section while another person types in it: the browser drops the focus of what is moved in
 * the page, and the words would jump away under the caret. Both are put back in the same frame.
 */
class KeepPlace extends Component<Props> {
  list = createRef<HTMLDivElement>()

  override getSnapshotBeforeUpdate(before: Readonly<Props>): Place | null {
    const list = this.list.current
    if (list === null || orderOf(before.sections) === orderOf(this.props.sections)) return null
    const active = document.activeElement
    const focused = active instanceof HTMLElement && list.contains(active) ? active : null
    const caret = focused?.closest<HTMLElement>('.sec') ?? inView(list)
    return {
      focused,
      eye: caret === null ? null : { element: caret, top: caret.getBoundingClientRect().top },
    }
  }

  override componentDidUpdate(_props: Readonly<Props>, _state: unknown, place: Place | null): void {
    if (place === null || this.list.current === null) return
    const { focused, eye } = place
    if (focused !== null && focused.isConnected && document.activeElement !== focused) {
      const editor = [...this.props.session.editors.all().values()].find(({ view }) => view.dom === focused)
      if (editor === undefined) focused.focus({ preventScroll: true })
      else editor.view.focus()
    }
    // Only for the one who is writing there, or whose reading was pushed about.
    if (eye !== null && eye.element.isConnected) {
      const moved = eye.element.getBoundingClientRect().top - eye.top
      if (Math.abs(moved) > 1) scrollerOf(this.list.current).scrollBy({ top: moved, behavior: 'instant' })
    }
  }

  override render() {
    return <div ref={this.list}>{this.props.children}</div>
  }
}

const orderOf = (sections: readonly NumberedSection[]): string => sections.map(({ id }) => id).join(' ')

function inView(list: HTMLElement): HTMLElement | null {
  for (const section of list.querySelectorAll<HTMLElement>('.sec')) {
    const { top, bottom } = section.getBoundingClientRect()
    if (bottom > 120 && top < innerHeight) return section
  }
  return null
}

/** The nearest thing that scrolls: the window, or the paper itself on a phone. */
function scrollerOf(element: Element): Element {
  for (let up = element.parentElement; up !== null; up = up.parentElement)
    if (/auto|scroll/.test(getComputedStyle(up).overflowY) && up !== document.body) return up
  return document.scrollingElement ?? document.documentElement
}
