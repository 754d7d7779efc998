import { nanoid } from 'nanoid'
import { Eye, EyeOff, FileCheck, Link2, MessageSquare } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Analysis, Openness } from '../../shared/analyses/analyses.ts'
import { routes } from '../../shared/api/routes.ts'
import { documentId, kindOf } from '../../shared/domain/documents.ts'
import { call } from '../sync/api.ts'
import type { NarrativeContext } from '../sync/narrative-slots.ts'
import { answer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Confirm } from './confirm.tsx'
import { beginLink } from './passage.ts'
import { analysesKey, useAnalyses } from './records.ts'
import { useAct } from '../sync/use-act.ts'
import { OPENNESS, saySubmission, shortOf } from './words.ts'

type Step = Openness | 'submit'

/** On an analysis: who can read it now, what was submitted, and for its own partner the steps from here. */
export function AnalysisState({ context }: { context: NarrativeContext }) {
  const what = kindOf(context.document)
  const all = useAnalyses(context.workspace, what.kind === 'analysis')
  if (what.kind !== 'analysis') return null
  const mine = all.data?.find(({ partner }) => partner === what.partner)
  return mine === undefined ? null : <State context={context} analysis={mine} />
}

function State({ context, analysis }: { context: NarrativeContext; analysis: Analysis }) {
  const { workspace, page } = context
  const { partner, openness, submissions, edits } = analysis
  const [step, setStep] = useState<Step | null>(null)
  const { act, busy, refused, forget } = useAct([analysesKey(workspace)])
  const name = shortOf(page.workspace.partners, partner)
  const close = (): void => {
    setStep(null)
    forget()
  }
  const go = async (): Promise<void> => {
    if (step === null) return
    const params = { workspace, partner }
    const done = await act(() =>
      step === 'submit'
        ? call(routes.submitAnalysis, { params, body: { id: nanoid() } })
        : call(routes.openAnalysis, { params, body: { openness: step, version: analysis.version } }),
    )
    if (!done) return
    close()
    answer(step === 'submit' ? 'Submitted.' : `${OPENNESS[step]}.`)
  }
  return (
    <section className="analysis-state" aria-label="Who can read this">
      <p className="analysis-now">
        <Icon of={openness === 'private' ? EyeOff : Eye} />
        <strong>{OPENNESS[openness]}</strong>
        <span className="quiet">{whoReads(openness, name, edits)}</span>
      </p>
      {edits ? (
        <div className="analysis-acts no-print">
          {openness === 'private' ? (
            <Button small onPress={() => setStep('shared')}>
              Share with the other partners
            </Button>
          ) : (
            <>
              {openness === 'shared' ? (
                <Button small onPress={() => setStep('invited')}>
                  <Icon of={MessageSquare} /> Invite comments
                </Button>
              ) : (
                <Button small onPress={() => setStep('shared')}>
                  Stop inviting comments
                </Button>
              )}
              <Button small onPress={() => setStep('private')}>
                Take sharing back
              </Button>
            </>
          )}
          <Button small onPress={() => setStep('submit')}>
            <Icon of={FileCheck} /> {submissions.length === 0 ? 'Submit this analysis' : 'Submit again'}
          </Button>
          <Button small onPress={() => beginLink(context)}>
            <Icon of={Link2} /> Link to a narrative
          </Button>
        </div>
      ) : null}
      <Submissions workspace={workspace} analysis={analysis} />
      <p className="no-print">
        <Link to={`/w/${workspace}/analyses/${partner}/compare`}>Side by side with the narratives</Link>
      </p>
      {step === null ? null : (
        <Confirm {...QUESTION[step]} busy={busy} refused={refused} onDo={() => void go()} onClose={close}>
          {QUESTION[step].means}
        </Confirm>
      )}
    </section>
  )
}

function whoReads(openness: Openness, name: string, edits: boolean): string {
  if (openness === 'private') return `Only ${name} can see it.`
  if (openness === 'shared')
    return `Every partner reads it as it is written. Only ${name} writes or comments.`
  return edits
    ? `Every partner reads it and can comment. Only ${name} writes.`
    : `You can read and comment. Only ${name} writes.`
}

const QUESTION: Readonly<Record<Step, { title: string; does: string; means: string }>> = {
  shared: {
    title: 'Who reads this draft',
    does: 'Share this draft',
    means:
      'Council, health and schools will read this draft as you write it, with your comments on it. They cannot change it, and cannot comment. You can take this back at any time.',
  },
  invited: {
    title: 'Invite comments',
    does: 'Invite comments',
    means:
      'Council, health and schools will be able to comment on this draft and suggest wording. They still cannot change it.',
  },
  private: {
    title: 'Take sharing back',
    does: 'Take sharing back',
    means:
      'The other partners will no longer see this draft, from this moment on. What they have read they have read. What you have submitted stays readable.',
  },
  submit: {
    title: 'Submit this analysis',
    does: 'Submit to all partners',
    means:
      'All partners will be able to read the words as they are now, with the time and your name. A submission cannot be changed or taken back. You can go on writing, and submit again.',
  },
}

/** Every submission, newest first; each stays readable. */
export const Submissions = ({ workspace, analysis }: { workspace: string; analysis: Analysis }) =>
  analysis.submissions.length === 0 ? null : (
    <ul className="submissions">
      {analysis.submissions.map(({ number, at, by, version }) => (
        <li key={number}>
          <Icon of={FileCheck} />
          <Link
            to={`/w/${workspace}/documents/${documentId({ kind: 'analysis', partner: analysis.partner })}/history/${version}`}
          >
            {saySubmission({ number, at })}
          </Link>
          <span className="quiet">by {by.name}</span>
        </li>
      ))}
    </ul>
  )
