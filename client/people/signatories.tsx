import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import type { Member } from '../../shared/people/members.ts'
import { may } from '../../shared/permissions.ts'
import { call, sayProblem } from '../sync/api.ts'
import { keys, useKnown } from '../sync/records.ts'
import { Select } from '../ui/select.tsx'

const BY_ROLE = 'by-role'

/** Who alone signs for each partner: the nominated lead names them, everyone reads it. */
export function Signatories({ workspace, members }: { workspace: string; members: readonly Member[] }) {
  const queries = useQueryClient()
  const { data } = useKnown(keys.positions(workspace), () =>
    call(routes.positions, { params: { workspace } }),
  )
  const [problem, setProblem] = useState<string | null>(null)
  if (data === undefined) return null
  const names = may(data.me, { do: 'name signatory' })
  const name = async (partner: Member['partner'], chosen: string): Promise<void> => {
    setProblem(null)
    try {
      const signatory = chosen === BY_ROLE ? null : chosen
      await call(routes.nameSignatory, { params: { workspace, partner }, body: { signatory } })
    } catch (error) {
      setProblem(sayProblem(error))
    }
    await queries.invalidateQueries({ queryKey: keys.positions(workspace) })
  }
  return (
    <section aria-labelledby="signatories">
      <h2 id="signatories">Who signs for whom</h2>
      <p className="quiet">
        A partner’s positions are set by its signatory alone. While nobody is named, those whose role answers
        for it sign.
      </p>
      {problem === null ? null : <p role="alert">{problem}</p>}
      <ul className="signatories">
        {data.partners.map(({ kind, name: full, signatory }) => (
          <li key={kind}>
            {names ? (
              <Select
                label={full}
                value={signatory?.id ?? BY_ROLE}
                onChange={(chosen) => void name(kind, chosen)}
                options={[
                  { id: BY_ROLE, words: 'Nobody named: by role' },
                  ...members
                    .filter((one) => may(one, { do: 'set position', partner: kind, signatory: one.id }))
                    .map((one) => ({ id: one.id, words: one.name })),
                ]}
              />
            ) : (
              <>
                {full}: {signatory?.name ?? 'by role'}
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
