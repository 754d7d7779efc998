import { useEffect, useRef, useState } from 'react'
import type { NumberedSection } from '../../shared/narrative/sections.ts'
import { useDesk } from './context.ts'
import { SectionEditor } from './section-editor.tsx'
import { SectionHead } from './section-head.tsx'
import { SectionPreview } from './section-preview.tsx'
import { toggleIn } from './session.ts'
import { useStore } from '../sync/store.ts'

/** One numbered section: its head, and its words while it is not folded. */
export function Section({ section }: { section: NumberedSection }) {
  const { session, context, slots } = useDesk()
  const { own, After } = slots
  const { canEdit } = context
  const { id } = section
  const folded = useStore(session.folded).has(id)
  const wanted = useStore(session.wanted).has(id)
  const ref = useRef<HTMLElement>(null)
  const [near, setNear] = useState(false)

  useEffect(() => {
    if (wanted || ref.current === null) return
    const observer = new IntersectionObserver(
      (entries) => setNear(entries.some((entry) => entry.isIntersecting)),
      { rootMargin: '1800px 0px' },
    )
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [wanted])
  // One editor at a time, so that a long narrative can be scrolled while it is being mounted.
  useEffect(() => {
    if (!near || wanted || folded) return
    return whenIdle(() => toggleIn(session.wanted, id, true))
  }, [near, wanted, folded, session, id])

  return (
    <section ref={ref} className="sec" id={`section-${id}`} aria-labelledby={`title-${id}`} data-section={id}>
      {own === undefined ? (
        <SectionHead section={section} folded={folded} />
      ) : (
        <own.SectionHead context={context} section={section} />
      )}
      {folded ? null : wanted ? (
        <SectionEditor key={canEdit ? 'write' : 'read'} section={section} />
      ) : (
        <SectionPreview section={section} />
      )}
      {folded || After === undefined ? null : <After context={context} section={section} />}
      {own === undefined ? null : <own.SectionFoot context={context} section={section} />}
    </section>
  )
}

function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(work, 30)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(work, { timeout: 300 })
  return () => cancelIdleCallback(handle)
}
