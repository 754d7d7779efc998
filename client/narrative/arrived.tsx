import { Button } from '../ui/button.tsx'
import { useDesk } from './context.ts'
import { useStore } from '../sync/store.ts'
import { useArrived } from './use-arrived.ts'

/** After the link was gone: which sections others changed meanwhile, each a way there (B7). */
export function Arrived() {
  const { session, context, short } = useDesk()
  const all = useStore(session.sections)
  const { sections, dismiss } = useArrived()
  const shown = all.filter(({ id }) => sections.includes(id))
  if (shown.length === 0) return null
  return (
    <div className="arrived no-print" role="status">
      <span>
        While you were offline others changed{' '}
        {shown.map(({ id, number, title }, index) => {
          const by = context.page.lastEdits[id]?.by
          return (
            <span key={id}>
              {index === 0 ? '' : index === shown.length - 1 ? ' and ' : ', '}
              <button className="btn-text" title={title} onClick={() => context.scrollToSection(id)}>
                {number}
              </button>
              {by === undefined || by.id === context.me.id ? '' : ` (last ${short[by.partner]})`}
            </span>
          )
        })}
        . Your own edits are in it too.
      </span>
      <Button look="plain" small onPress={dismiss}>
        Close this
      </Button>
    </div>
  )
}
