import { Scale, X } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { kindOf } from '../../shared/domain/documents.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import type { NarrativeContext, NarrativeSlots } from '../sync/narrative-slots.ts'
import type { Waiting } from '../sync/outbox.ts'
import { Icon } from '../ui/icon.tsx'
import { useNow } from '../ui/use-now.ts'
import { FreezeButton, FrozenStrip } from './freezing.tsx'
import { PositionGrid, type Seat } from './grid.tsx'
import './positions.css'
import { PositionDialog } from './position-dialog.tsx'
import { PositionStrips } from './strips.tsx'
import { usePositions } from './use-positions.ts'

export { PositionsPage } from './page.tsx'

/** Where the partners stand, under the wording of a narrative; on a phone in a sheet of the dock. */
export const positions: NarrativeSlots = {
  id: 'positions',
  Below: ({ context }) => <OfNarrative context={context} grid={!context.narrow} strips />,
  dock: [
    {
      id: 'positions',
      label: 'Positions',
      icon: <Icon of={Scale} />,
      // Positions are taken on the narratives alone.
      shown: ({ document }) => kindOf(document).kind === 'narrative',
      Sheet: ({ context, close }) => (
        <div
          className="pos-sheet"
          onKeyDown={(event) => {
            if (event.key === 'Escape') close()
          }}
        >
          <button className="close" aria-label="Close positions" onClick={close}>
            <Icon of={X} />
          </button>
          <h2>Positions</h2>
          <OfNarrative context={context} grid strips={false} />
        </div>
      ),
    },
  ],
}

function OfNarrative({
  context,
  grid,
  strips,
}: {
  context: NarrativeContext
  grid: boolean
  strips: boolean
}) {
  const what = kindOf(context.document)
  return what.kind === 'narrative' ? (
    <Open context={context} theme={what.theme} grid={grid} strips={strips} />
  ) : null
}

function Open({
  context,
  theme,
  grid,
  strips,
}: {
  context: NarrativeContext
  theme: ThemeId
  grid: boolean
  strips: boolean
}) {
  const now = useNow()
  const { data } = usePositions(context.workspace)
  const [open, setOpen] = useState<{ seat: Seat; again: Waiting | null } | null>(null)
  const onOpen = (seat: Seat, again: Waiting | null = null): void => setOpen({ seat, again })
  const { page, workspace } = context
  return (
    <section className="positions" aria-label={strips ? 'Where the partners stand' : 'Positions'}>
      {strips ? <FrozenStrip page={page} theme={theme} now={now} /> : null}
      {data === undefined ? null : (
        <>
          {strips ? <PositionStrips data={data} theme={theme} now={now} onOpen={onOpen} /> : null}
          {grid ? (
            <>
              <PositionGrid
                data={data}
                theme={theme}
                label={page.title}
                now={now}
                onOpen={(seat) => onOpen(seat)}
              />
              <p className="pos-foot no-print">
                <Link to={`/w/${workspace}/positions`}>Positions on all five themes</Link>
                <FreezeButton page={page} theme={theme} />
              </p>
            </>
          ) : null}
          {open === null ? null : (
            <PositionDialog
              key={`${open.seat.partner} ${open.seat.on}`}
              workspace={workspace}
              data={data}
              seat={open.seat}
              again={open.again}
              now={now}
              onClose={() => setOpen(null)}
            />
          )}
        </>
      )}
    </section>
  )
}
