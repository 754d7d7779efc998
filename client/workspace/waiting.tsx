import type { LucideIcon } from 'lucide-react'
import { MessageCircleWarning, MessageSquare, Pin, UserCheck } from 'lucide-react'
import { Link } from 'react-router'
import type { ThemeId } from '../../shared/domain/themes.ts'
import type { Workspace } from '../../shared/domain/workspace.ts'
import { gather, type Row, sayMany } from '../../shared/inbox/gathered.ts'
import { type InboxItem, type InboxWhy, sayItem } from '../../shared/inbox/items.ts'
import { pageOf, placeOfItem } from '../sync/addresses.ts'
import { useInbox } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

/** The rest is in the inbox. */
const SHOWN = 8

const ICONS: Partial<Record<InboxWhy, LucideIcon>> = {
  challenge: MessageCircleWarning,
  'enter wording': Pin,
  'confirm wording': Pin,
  position: UserCheck,
  'position again': UserCheck,
  'easy read': UserCheck,
  purge: UserCheck,
}

/** What only this person, or someone with their rights, can move on: the inbox's own items, by the inbox's own rule. */
export function WaitingSection({
  workspace,
  onWording,
}: {
  workspace: Workspace
  onWording: (theme: ThemeId) => void
}) {
  const inbox = useInbox(workspace.slug)
  const items = inbox.data?.items ?? []
  const waiting = items.filter(({ waits }) => waits)
  const rows = gather(waiting).slice(0, SHOWN)
  const more = waiting.length - rows.flat().length
  return (
    <section>
      <h2>
        Waiting for you
        <Link to={`/w/${workspace.slug}/inbox`}>Open my inbox</Link>
      </h2>
      {inbox.data === undefined ? (
        <p className="quiet">{inbox.problem?.message ?? 'Catching up…'}</p>
      ) : waiting.length === 0 ? (
        <p className="quiet">Nothing waits for you.</p>
      ) : (
        <ul>
          {rows.map((row) => (
            <li key={row[0].id}>
              <Icon of={ICONS[row[0].why] ?? MessageSquare} />
              {row.length > 1 ? (
                <Many row={row} workspace={workspace} />
              ) : (
                <Waiting item={row[0]} workspace={workspace} onWording={onWording} />
              )}
            </li>
          ))}
        </ul>
      )}
      {more > 0 ? <p className="small quiet">And {more} more, in your inbox.</p> : null}
    </section>
  )
}

const Many = ({ row, workspace }: { row: Row; workspace: Workspace }) => {
  const [{ document }] = row
  return (
    <Link to={document === null ? `/w/${workspace.slug}` : pageOf(workspace.slug, document)}>
      {sayMany(row, workspace.partners)}.
    </Link>
  )
}

function Waiting({
  item,
  workspace,
  onWording,
}: {
  item: InboxItem
  workspace: Workspace
  onWording: (theme: ThemeId) => void
}) {
  const says = `${item.title}: ${lowerFirst(sayItem(item, workspace.partners))}.`
  const { theme } = item
  // Its dialog is on this page already.
  return (item.why === 'enter wording' || item.why === 'confirm wording') && theme !== null ? (
    <Button look="text" onPress={() => onWording(theme)}>
      {says}
    </Button>
  ) : (
    <Link to={placeOfItem(workspace.slug, item)}>{says}</Link>
  )
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
