import { CornerDownRight, TriangleAlert } from 'lucide-react'
import { Link } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import type { Brought } from '../../shared/presentation/brought.ts'
import { call } from '../sync/api.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Strip } from '../ui/strip.tsx'
import { sectionOf, useBrought, useBroughtAct } from './use-brought.ts'

/** Where the words of a block that were brought are from; both wordings, once the source says something else. */
export function BroughtHere({ context, block }: { context: NarrativeContext; block: string }) {
  const all = useBrought(context.workspace, context.document).data ?? []
  const mine = all.filter((one) => one.block === block)
  if (mine.length === 0) return null
  return (
    <div className="brought no-print">
      {mine.map((one) => (
        <Source key={one.id} context={context} brought={one} />
      ))}
    </div>
  )
}

const first = (words: string): string => (words.length > 70 ? `${words.slice(0, 68).trimEnd()}…` : words)

function Source({ context, brought }: { context: NarrativeContext; brought: Brought }) {
  const { workspace, document, canEdit } = context
  const { act, busy, refused } = useBroughtAct(workspace, document)
  const { id, theme, label, number, sourceSection, changed, now, here, said } = brought
  const params = { workspace, section: sectionOf(document), brought: id }
  const settle = (take: 'new' | 'kept') =>
    void act(() => call(routes.settleBrought, { params, body: { take, seen: now ?? '' } }))
  const from = (
    <Link to={`/w/${workspace}/documents/${theme}#section-${sourceSection}`}>
      From {label}
      {number === '' ? '' : `, ${number}`}
    </Link>
  )
  const letGo = canEdit ? (
    <Button
      look="text"
      small
      isDisabled={busy}
      aria-label={`Forget where “${first(here ?? said)}” is from`}
      onPress={() => void act(() => call(routes.letGoOfBrought, { params }))}
    >
      Forget where it is from
    </Button>
  ) : null
  return (
    <>
      <p className="brought-from">
        <Icon of={CornerDownRight} />
        <span>
          {from}: “{first(here ?? said)}”
        </span>
        {letGo}
      </p>
      {changed ? (
        <Strip
          icon={TriangleAlert}
          acts={
            canEdit && now !== null ? (
              <>
                <Button look="text" small isDisabled={busy} onPress={() => settle('new')}>
                  Take the new words
                </Button>
                <Button look="text" small isDisabled={busy} onPress={() => settle('kept')}>
                  Keep the words here
                </Button>
              </>
            ) : undefined
          }
        >
          {now === null ? (
            `${label} does not have these words any more. Read it, then keep them here or take them out.`
          ) : (
            <>
              The source has changed since.
              <dl className="brought-both">
                <dt>Here</dt>
                <dd>{here}</dd>
                <dt>
                  {label}, {number} now
                </dt>
                <dd>{now}</dd>
              </dl>
            </>
          )}
          {refused === null ? null : <p role="alert">{refused}</p>}
        </Strip>
      ) : null}
    </>
  )
}
