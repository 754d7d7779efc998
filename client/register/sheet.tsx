import { nanoid } from 'nanoid'
import { X } from 'lucide-react'
import { useState } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { Partner } from '../../shared/domain/partners.ts'
import { sayDay } from '../../shared/domain/days.ts'
import { may } from '../../shared/permissions.ts'
import type { Person } from '../../shared/people/person.ts'
import type { ActionHistory, Register } from '../../shared/register/register.ts'
import { outbox } from '../sync/outbox.ts'
import { ActionMark } from '../ui/action-mark.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { PartnerName } from '../ui/partner.tsx'
import { when } from '../ui/when.ts'
import { ActionForm } from './action-form.tsx'
import { EvidenceList } from './evidence-list.tsx'
import type { Row } from './rows.ts'
import { StatusForm } from './status-form.tsx'
import { useActing, useHistory } from './use-register.ts'
import { REST_WORDS } from './words.ts'

interface Of {
  workspace: string
  data: Register
  partners: readonly Partner[]
  me: Person
  row: Row
  now: number
  onClose: () => void
}

/** One action beside the grid: what it rests on, its status, what happened to it; Escape leads back to its cell. */
export function ActionSheet(of: Of) {
  const { action } = of.row
  return (
    <ModalOverlay className="veil is-side" isOpen isDismissable onOpenChange={(open) => open || of.onClose()}>
      <Modal className="float action-sheet">
        <AriaDialog className="action-dialog">
          <Button look="plain" aria-label="Close the action" onPress={of.onClose}>
            <Icon of={X} />
          </Button>
          <Heading slot="title" level={2}>
            {action.ref} <span className="serif">{action.title}</span>
          </Heading>
          <Inside {...of} />
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

function Inside({ workspace, data, partners, me, row, now }: Of) {
  const { action, due, overdue, rests } = row
  const [changing, setChanging] = useState<boolean | 'back'>(false)
  const partner = partners.find(({ kind }) => kind === action.partner)
  const changes = may(me, { do: 'set action', partner: action.partner, owner: action.owner?.member ?? null })
  return (
    <>
      <p className="facts">
        <ActionMark status={action.status} colour={data.colours?.[action.status] ?? 'none'} />
        {rests === 'evidence' ? null : <span className="warn-word">{REST_WORDS[rests]}</span>}
      </p>
      {action.proposal === null ? null : (
        <p className="waits" role="status">
          {action.proposal.by.name} asked for “{action.proposal.status}” {when(action.proposal.at, now)}. It
          waits for a second person to verify the evidence; “{action.status}” counts until then.
        </p>
      )}
      <p className="small quiet">
        Theme {action.theme}; {action.owner === null ? 'no owner yet' : action.owner.name};{' '}
        {partner === undefined ? (
          'no partner yet'
        ) : (
          <PartnerName partner={partner.kind} short={partner.short} full={partner.name} />
        )}
        ; {due === null ? 'no date yet' : `due ${sayDay(due)}`}
        {overdue ? ', overdue' : ''}
      </p>
      {action.source === null ? null : <p className="small quiet">{action.source}</p>}
      {!changes ? null : changing === true ? (
        <ActionForm
          workspace={workspace}
          data={data}
          partners={partners}
          me={me}
          was={action}
          onDone={() => setChanging('back')}
        />
      ) : (
        <Button look="text" small autoFocus={changing === 'back'} onPress={() => setChanging(true)}>
          Change what it says
        </Button>
      )}
      <h3>Evidence</h3>
      <EvidenceList workspace={workspace} data={data} action={action} me={me} now={now} />
      <h3>Set the status</h3>
      <StatusForm key={action.id} workspace={workspace} data={data} action={action} me={me} />
      <History workspace={workspace} action={action.id} me={me} now={now} />
    </>
  )
}

function History({
  workspace,
  action,
  me,
  now,
}: {
  workspace: string
  action: string
  me: Person
  now: number
}) {
  const { data } = useHistory(workspace, action)
  const [words, setWords] = useState('')
  const { act, busy, wrong } = useActing(workspace)
  const say = async (): Promise<void> => {
    const body = { id: nanoid(), words: words.trim() }
    await act(async () => {
      await outbox.send('noteAction', { params: { workspace, action }, body })
      setWords('') // taken or kept: what is read again may come late
    })
  }
  return (
    <>
      <h3>History</h3>
      <ol className="action-history">
        {data === undefined
          ? null
          : happened(data).map((one) => (
              <li key={one.key}>
                {one.said === null ? one.did : <q>{one.said}</q>}
                <span className="small quiet">
                  {one.by}, {when(one.at, now)}
                </span>
              </li>
            ))}
      </ol>
      {may(me, { do: 'note action' }) ? (
        <>
          <TextField
            label="Say something about it"
            rows={2}
            value={words}
            onChange={setWords}
            wrong={wrong}
            maxLength={2_000}
          />
          <div className="acts">
            <Button isDisabled={busy || words.trim() === ''} onPress={() => void say()}>
              Add these words
            </Button>
          </div>
        </>
      ) : null}
    </>
  )
}

/** What happened and what people said, in the order of time. */
function happened({ trail, notes }: ActionHistory) {
  const entries = [
    ...trail.map(({ at, by, did, before }) => ({ at, by: by.name, did: didOf(did, before), said: null })),
    ...notes.map(({ at, by, words }) => ({ at, by: by.name, did: '', said: words })),
  ]
  return entries.toSorted((a, b) => a.at - b.at).map((one, index) => ({ ...one, key: `${one.at} ${index}` }))
}

/** A reason stands in what the trail keeps beside an act; it may have been removed for good. */
function didOf(did: string, before: string | null): string {
  const said = `${did.charAt(0).toUpperCase()}${did.slice(1)}`
  if (before === null) return said
  const { reason } = JSON.parse(before) as { reason?: unknown }
  return typeof reason === 'string' ? `${said}: ${reason}` : said
}
