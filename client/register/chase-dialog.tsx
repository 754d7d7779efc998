import { nanoid } from 'nanoid'
import { useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import { THEME_IDS, type ThemeId } from '../../shared/domain/themes.ts'
import type { Chase } from '../../shared/register/chase.ts'
import type { Owner, Register } from '../../shared/register/register.ts'
import { call } from '../sync/api.ts'
import { outbox } from '../sync/outbox.ts'
import { useHome } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { type Chosen, chosenOf, DayField, ownerOf, useFields, WhoField } from './fields.tsx'
import { useActing } from './use-register.ts'

/** A comment that offers evidence, what of it a new claim would say, and the claims it may be for instead. */
export interface Offer {
  comment: string
  claim: string
  theme: ThemeId
  section: string
  by: Owner
  claims: readonly Chase[]
}

/** No section's id, and no claim's, has a space in it. */
const WHOLE = 'the whole theme'
const NEW = 'a new claim'

interface Draft {
  claim: string
  missing: string
  theme: ThemeId | 'none'
  section: string
  who: Chosen
  day: string
  hour: string
}

/** Puts a claim on the chase list; from a comment that offers evidence also ties it to a claim that is there. */
export function ChaseDialog({
  workspace,
  members,
  partners,
  offer = null,
  onClose,
}: {
  workspace: string
  members: Register['members']
  partners: readonly Partner[]
  offer?: Offer | null
  onClose: () => void
}) {
  const [id] = useState(() => nanoid())
  const [forClaim, setForClaim] = useState(NEW)
  const { values, field } = useFields<Draft>(() => ({
    claim: offer?.claim ?? '',
    missing: '',
    theme: offer?.theme ?? 'none',
    section: offer?.section ?? WHOLE,
    who: chosenOf(offer?.by ?? null),
    day: '',
    hour: '12:00',
  }))
  const { claim, missing, theme, section, day, hour } = values
  const sections = useHome(workspace).data?.themes.find((one) => one.id === theme)?.sections ?? []
  const { act, busy, wrong } = useActing(workspace)
  const who = ownerOf(values.who, members)
  const add = async (): Promise<void> => {
    if (who === null) return
    const body = {
      id,
      claim: claim.trim(),
      missing: missing.trim(),
      theme: theme === 'none' ? null : theme,
      section: theme === 'none' || section === WHOLE ? null : section,
      who,
      byWhen: `${day}T${hour}`,
      evidence: null,
      comment: offer?.comment ?? null,
    }
    if (await act(() => outbox.send('addChase', { params: { workspace }, body }))) onClose()
  }
  const there = offer?.claims.find((one) => one.id === forClaim)
  const tie = async ({ id: chase, version }: Chase, comment: string): Promise<void> => {
    const params = { workspace, chase }
    if (await act(() => call(routes.tieComment, { params, body: { comment, version } }))) onClose()
  }
  return (
    <Dialog title="Add to the chase list" open onClose={onClose}>
      {offer === null || offer.claims.length === 0 ? null : (
        <Select
          label="What it is for"
          options={[
            { id: NEW, words: 'A new claim' },
            ...offer.claims.map((one) => ({ id: one.id, words: one.claim })),
          ]}
          value={forClaim}
          onChange={setForClaim}
        />
      )}
      {there !== undefined && offer !== null ? (
        <>
          <p>Missing: {there.missing}</p>
          {there.comment === null ? null : (
            <p>It leads to what {there.comment.by.name} offers, and then to this comment instead.</p>
          )}
          {wrong === undefined ? null : (
            <p role="alert" className="wrong">
              {wrong}
            </p>
          )}
          <div className="acts">
            <Button look="main" isDisabled={busy} onPress={() => void tie(there, offer.comment)}>
              Tie to this claim
            </Button>
            <Button onPress={onClose}>Leave it</Button>
          </div>
        </>
      ) : (
        <>
          <TextField
            label="The claim"
            rows={2}
            {...field('claim')}
            maxLength={1_000}
            autoFocus
            wrong={wrong}
          />
          <TextField label="What is missing" rows={2} {...field('missing')} maxLength={1_000} />
          <WhoField label="Who brings it" members={members} partners={partners} {...field('who')} />
          <div className="pair">
            <DayField label="By what day" {...field('day')} />
            <TextField label="By what hour" type="time" {...field('hour')} />
          </div>
          <Select
            label="Theme"
            options={[
              { id: 'none' as const, words: 'None' },
              ...THEME_IDS.map((one) => ({ id: one, words: `Theme ${one}` })),
            ]}
            value={theme}
            onChange={(chosen) => {
              field('theme').onChange(chosen)
              field('section').onChange(WHOLE)
            }}
          />
          {theme === 'none' ? null : (
            <Select
              label="Section"
              options={[
                { id: WHOLE, words: 'The whole theme' },
                ...sections.map((one) => ({ id: one.id, words: `${one.number} ${one.title}` })),
              ]}
              {...field('section')}
            />
          )}
          <div className="acts">
            <Button
              look="main"
              isDisabled={
                busy ||
                claim.trim() === '' ||
                missing.trim() === '' ||
                who === null ||
                day === '' ||
                hour === ''
              }
              onPress={() => void add()}
            >
              Add this claim
            </Button>
            <Button onPress={onClose}>Leave it</Button>
          </div>
        </>
      )}
    </Dialog>
  )
}
