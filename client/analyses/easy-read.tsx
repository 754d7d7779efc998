import { nanoid } from 'nanoid'
import { BookOpen, FileCheck } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { EasyRead } from '../../shared/analyses/analyses.ts'
import { routes } from '../../shared/api/routes.ts'
import { kindOf } from '../../shared/domain/documents.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { call } from '../sync/api.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { answer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Confirm } from './confirm.tsx'
import { easyKey, useEasyRead } from './records.ts'
import { useAct } from '../sync/use-act.ts'

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** On a narrative: whether it is there in Easy Read. On the Easy Read text: who signed it off, and to sign it. */
export function EasyReadState({ context }: { context: NarrativeContext }) {
  const what = kindOf(context.document)
  if (what.kind === 'narrative') return <EasyLink context={context} theme={what.theme} />
  return what.kind === 'easy' ? <SignOff context={context} theme={what.theme} /> : null
}

function EasyLink({ context, theme }: { context: NarrativeContext; theme: ThemeId }) {
  const { data } = useEasyRead(context.workspace, theme)
  return (
    <p className="easy-link no-print">
      <Icon of={BookOpen} />
      <Link to={`/w/${context.workspace}/documents/easy-${theme}`}>Easy Read version</Link>
      <span className="quiet">{data === undefined ? '' : saySigned(data)}</span>
    </p>
  )
}

function saySigned({ words, signoffs: [last] }: EasyRead): string {
  if (words === 0) return 'not written yet'
  if (last === undefined) return 'written, not signed off yet'
  return `signed off by ${last.by.name} on ${day.format(last.at)}${sayChanged(last.changed)}`
}

const sayChanged = (changed: number): string =>
  changed === 0 ? '' : `; ${changed} ${changed === 1 ? 'paragraph' : 'paragraphs'} changed since`

function SignOff({ context, theme }: { context: NarrativeContext; theme: ThemeId }) {
  const { workspace } = context
  const { data } = useEasyRead(workspace, theme)
  const [asks, setAsks] = useState(false)
  const { act, busy, refused, forget } = useAct([easyKey(workspace, theme)])
  if (data === undefined) return null
  const close = (): void => {
    setAsks(false)
    forget()
  }
  const sign = async (): Promise<void> => {
    const done = await act(() =>
      call(routes.signEasyRead, { params: { workspace, theme }, body: { id: nanoid() } }),
    )
    if (!done) return
    close()
    answer('Signed off.')
  }
  return (
    <section className="analysis-state" aria-label="Sign-off">
      <p>
        <Link to={`/w/${workspace}/documents/${theme}`}>The whole narrative</Link>
        <span className="quiet">
          {' '}
          Easy Read is written and signed off by people. Short lines, plain words.
        </span>
      </p>
      {data.signoffs.length === 0 ? (
        <p>Nobody has signed this off yet.</p>
      ) : (
        <ul className="submissions">
          {data.signoffs.map(({ id, by, at, version, changed }) => (
            <li key={id}>
              <Icon of={FileCheck} />
              <Link to={`/w/${workspace}/documents/easy-${theme}/history/${version}`}>
                Signed off by {by.name} on {day.format(at)}
                {sayChanged(changed)}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {data.signs ? (
        <div className="analysis-acts no-print">
          <Button
            small
            isDisabled={data.words === 0}
            {...(data.words === 0 ? { 'aria-describedby': 'nothing-to-sign' } : {})}
            onPress={() => setAsks(true)}
          >
            <Icon of={FileCheck} /> Sign this text off
          </Button>
          {data.words === 0 ? (
            <span id="nothing-to-sign" className="quiet">
              Nothing is written yet, so there is nothing to sign off.
            </span>
          ) : null}
        </div>
      ) : (
        <p className="quiet">A parent partner, the voice lead or the nominated lead signs it off.</p>
      )}
      {asks ? (
        <Confirm
          title="Sign this text off"
          does="Sign it off"
          busy={busy}
          refused={refused}
          onDo={() => void sign()}
          onClose={close}
        >
          You say that this text is right and easy to read, as it is now. Your name and today’s date stand by
          it. When the text changes, the page says so.
        </Confirm>
      ) : null}
    </section>
  )
}
