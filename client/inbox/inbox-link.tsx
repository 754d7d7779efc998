import { Inbox as InboxIcon } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { may } from '../../shared/permissions.ts'
import { useInbox } from '../sync/records.ts'
import { useSignedIn } from '../sync/signed-in.ts'
import { announce } from '../ui/announcer.tsx'
import { Icon } from '../ui/icon.tsx'
import './inbox.css'

/** The way to the inbox, in the bar of every page, with how much in it is new. */
export function InboxLink({ workspace }: { workspace: string }) {
  const { me } = useSignedIn(workspace)
  const member = me !== null && may(me.person, { do: 'see members' })
  return member ? <LinkOf workspace={workspace} /> : null
}

function LinkOf({ workspace }: { workspace: string }) {
  const inbox = useInbox(workspace)
  const fresh = inbox.data?.items.filter(({ isNew }) => isNew).length ?? 0
  useMentionsSaid(workspace)
  return (
    <Link
      className="btn inbox-link"
      to={`/w/${workspace}/inbox`}
      aria-label={fresh === 0 ? 'Inbox, nothing new' : `Inbox, ${fresh} new`}
    >
      <Icon of={InboxIcon} />
      <span className="inbox-word">Inbox</span>
      {fresh === 0 ? null : <span className="inbox-count num">{fresh > 99 ? '99+' : fresh}</span>}
    </Link>
  )
}

/** Somebody who is spoken to hears it, wherever they are; what stood there when the page opened is no news. */
function useMentionsSaid(workspace: string): void {
  const { data, answered } = useInbox(workspace)
  const said = useRef<Set<string> | null>(null)
  useEffect(() => {
    if (data === undefined || !answered) return
    const mentions = data.items.filter(({ why, isNew }) => why === 'mentioned' && isNew)
    const names = mentions.map(({ id, at }) => `${id} ${at}`)
    const before = said.current
    said.current = new Set([...(before ?? []), ...names])
    if (before === null) return
    for (const [index, item] of mentions.entries())
      if (!before.has(names[index] ?? ''))
        announce(`${item.from?.name ?? 'Somebody'} mentioned you in ${item.title}.`, 'inbox')
  }, [data, answered])
}
