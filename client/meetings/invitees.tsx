import { Checkbox } from '../ui/checkbox.tsx'
import { useHome } from '../sync/records.ts'
import { useMembers } from './use-meeting.ts'
import { shortOf } from './words.ts'

/** Who is invited: members by name; nobody chosen means everyone who can read the minutes. */
export function Invitees({
  workspace,
  chosen,
  onChange,
}: {
  workspace: string
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}) {
  const members = (useMembers(workspace).data ?? []).filter(({ role }) => role !== 'GR')
  const partners = useHome(workspace).data?.workspace.partners ?? []
  return (
    <details className="mt-invitees">
      <summary>
        Who is invited: {chosen.length === 0 ? 'everyone in this workspace' : `${chosen.length} chosen`}
      </summary>
      {members.map(({ id, name, partner }) => (
        <Checkbox
          key={id}
          checked={chosen.includes(id)}
          onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((other) => other !== id))}
        >
          {name}, {shortOf(partners, partner)}
        </Checkbox>
      ))}
    </details>
  )
}
