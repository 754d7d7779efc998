import { Phone } from 'lucide-react'
import { Link } from 'react-router'
import { placeOfItem } from '../sync/addresses.ts'
import { useInbox } from '../sync/records.ts'
import { Strip } from '../ui/strip.tsx'

/** A meeting that is under way stands before everything else: who opens the page then wants to join it. */
export function CallStrip({ workspace }: { workspace: string }) {
  const calls = (useInbox(workspace).data?.items ?? []).filter(({ why }) => why === 'meeting under way')
  return calls.map((item) => (
    <Strip key={item.id} icon={Phone} acts={<Link to={placeOfItem(workspace, item)}>Join the meeting</Link>}>
      {item.title.replace(/^Minutes: /, '')} is under way.
    </Strip>
  ))
}
