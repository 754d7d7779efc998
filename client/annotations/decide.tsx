import { Check, ChevronDown } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Suggestion } from '../../shared/annotations/suggestions.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { MenuButton, MenuItem } from '../ui/menu.tsx'
import { useCommentsHere } from './comments-context.tsx'
import { DecisionBox, type Writing } from './decision-box.tsx'
import { linkTo } from './link.ts'
import type { Shown } from './overlay.ts'
import { decidesHere, isOpenSuggestion } from './proposal.ts'
import { useStandingWords } from './standing.ts'
import { Trail } from './thread-dialogs.tsx'
import { closeWords } from './words.ts'

const copy = (words: string, said: string): void =>
  void navigator.clipboard.writeText(words).then(() => announce(said, 'comments'))

/** What this person can do with a suggestion, in one row; in a note that is not chosen, only the decision. */
export function Decide({ comment, suggestion, on }: { comment: Shown; suggestion: Suggestion; on: boolean }) {
  const { context, desk, actions } = useCommentsHere()
  const [writing, setWriting] = useState<Writing | null>(null)
  const { canEdit } = context
  const mine = comment.author.id === context.me.id
  const open = isOpenSuggestion(comment)
  const changed = !useStandingWords(comment).stands && open
  const strikes = suggestion.form === 'strike' || suggestion.form === 'strike paragraph'

  const done = async (said: string, act: Promise<void>): Promise<void> => {
    setWriting(null)
    actions.focus(comment.id)
    await act
    const refused =
      desk.problems.get().has(comment.id) ||
      desk.writes.get().some((one) => one.params.comment === comment.id && one.refused !== null)
    if (!refused) announce(said, 'comments')
  }
  const begin = (what: Writing['what'], words = ''): void => {
    void actions.open(comment.id, false)
    setWriting({ what, words })
    if (what !== 'decline') desk.boxCaret.set([words.length, words.length])
  }
  const leave = (): void => {
    setWriting(null)
    actions.focus(comment.id)
  }
  const send = (): void => {
    if (writing === null || writing.words.trim() === '') return
    if (writing.what === 'decline')
      void done('Declined. Who suggested it is told why.', actions.decline(comment, writing.words))
    else if (writing.what === 'change')
      void done('Accepted with changes.', actions.accept(comment, writing.words.trim()))
    else void done('Your suggestion is worded anew.', actions.reword(comment, writing.words))
  }
  if (writing !== null) return <DecisionBox writing={writing} change={setWriting} send={send} leave={leave} />
  if (!decidesHere(comment, context) || (!on && !(open && canEdit))) return null

  const reword = (): void => begin('reword', suggestion.words)
  return (
    <div className="acts deciding">
      {open && canEdit ? (
        <>
          {changed ? (
            on ? (
              <Button look="plain" small onPress={() => void actions.backToText(comment.id)}>
                Put it in by hand
              </Button>
            ) : null
          ) : (
            <Button
              look="plain"
              small
              onPress={() => void done('Accepted. The words are in the text.', actions.accept(comment, null))}
            >
              <Icon of={Check} />
              Accept
            </Button>
          )}
          <Button look="plain" small onPress={() => begin('decline')}>
            Decline
          </Button>
        </>
      ) : null}
      {open && !canEdit && !strikes ? (
        <Button look="plain" small onPress={reword}>
          Word it anew
        </Button>
      ) : null}
      {open ? null : (
        <Button
          look="plain"
          small
          onPress={() => void done('The decision is taken back: it is open again.', actions.reopen(comment))}
        >
          Take the decision back
        </Button>
      )}
      <More comment={comment}>
        {open && canEdit && !changed && !strikes ? (
          <MenuItem label="Accept with changes…" onAction={() => begin('change', suggestion.words)} />
        ) : null}
        {open && canEdit && changed && !strikes ? (
          <MenuItem
            label="Copy the suggested words"
            onAction={() => copy(suggestion.words, 'The suggested words are copied.')}
          />
        ) : null}
        {open && canEdit && mine && !strikes ? <MenuItem label="Word it anew…" onAction={reword} /> : null}
      </More>
    </div>
  )
}

/** The rest of what can be done: these items, and what every comment has. */
function More({ comment, children }: { comment: Shown; children: ReactNode }) {
  const { context, desk, actions } = useCommentsHere()
  const [trail, setTrail] = useState(false)
  return (
    <>
      <MenuButton
        label="More about this suggestion"
        trigger={
          <Button look="plain" small aria-label="More about this suggestion">
            More
            <Icon of={ChevronDown} />
          </Button>
        }
      >
        {children}
        {context.narrow ? null : (
          <MenuItem
            label="Reply"
            onAction={() => {
              void actions.open(comment.id, false)
              desk.replying.set(comment.id)
            }}
          />
        )}
        {comment.author.id === context.me.id && isOpenSuggestion(comment) ? (
          <MenuItem
            label={closeWords(comment.kind)}
            onAction={() => {
              actions.leaving(comment, 'closed', true)
              void actions.setState(comment, 'closed')
            }}
          />
        ) : null}
        <MenuItem
          label="Copy a link to it"
          onAction={() => copy(linkTo(context, comment.id), 'Link copied.')}
        />
        <MenuItem label="History" onAction={() => setTrail(true)} />
      </MenuButton>
      {trail ? <Trail comment={comment} onClose={() => setTrail(false)} /> : null}
    </>
  )
}
