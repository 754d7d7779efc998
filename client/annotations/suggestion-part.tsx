import { Check, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import type { Suggestion } from '../../shared/annotations/suggestions.ts'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { MenuButton, MenuItem } from '../ui/menu.tsx'
import { useNow } from '../ui/use-now.ts'
import { useCommentsHere } from './comments-context.tsx'
import { linkTo } from './link.ts'
import type { Shown } from './overlay.ts'
import { isOpenSuggestion, outcomeWords } from './proposal.ts'
import { ProposalBox } from './proposal-box.tsx'
import { Proposed } from './proposed.tsx'
import { useStandingWords } from './standing.ts'
import { quoted } from './words.ts'
import { WordsBox } from './words-box.tsx'

type Writing = { what: 'decline' | 'change' | 'reword'; words: string } | null

/** What is suggested, what became of it, and what this person can do about it; in a note and in the phone's sheet. */
export function SuggestionPart({
  comment,
  suggestion,
  on,
}: {
  comment: Shown
  suggestion: Suggestion
  on: boolean
}) {
  const { context } = useCommentsHere()
  const standing = useStandingWords(comment)
  const now = useNow()
  const { outcome } = suggestion
  const open = isOpenSuggestion(comment)
  const changed = open && !standing.stands
  return (
    <div className="suggestion-part">
      <Proposed
        proposal={suggestion}
        quote={comment.anchor.quote}
        partner={comment.author.partner}
        lines={!on}
      />
      {changed && on ? (
        <dl className="both-wordings">
          <dt>It was written for</dt>
          <dd>{quoted(comment.anchor.quote, 300)}</dd>
          <dt>Now it says</dt>
          <dd>{standing.now === null ? 'These words are gone.' : quoted(standing.now, 300)}</dd>
        </dl>
      ) : null}
      {on || comment.text === '' ? null : <p className="two">{comment.text}</p>}
      {changed && !on ? <p className="small quiet">The words have changed since.</p> : null}
      {outcome === null ? null : (
        <p className="small outcome">
          {outcomeWords(outcome, context.page.workspace.partners, now)}
          {outcome.became === 'accepted with changes' && outcome.words !== null ? (
            <>: {quoted(outcome.words, 300)}</>
          ) : null}
        </p>
      )}
      <Decide comment={comment} suggestion={suggestion} on={on} changed={changed} open={open} />
    </div>
  )
}

const copy = (words: string, said: string): void =>
  void navigator.clipboard.writeText(words).then(() => announce(said, 'comments'))

function Decide({
  comment,
  suggestion,
  on,
  changed,
  open,
}: {
  comment: Shown
  suggestion: Suggestion
  on: boolean
  changed: boolean
  open: boolean
}) {
  const { context, desk, actions } = useCommentsHere()
  const [writing, setWriting] = useState<Writing>(null)
  const mine = comment.author.id === context.me.id
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
  const begin = (what: 'decline' | 'change' | 'reword', words = ''): void => {
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
  if (writing !== null)
    return (
      <div className="deciding">
        {writing.what === 'decline' ? (
          <WordsBox
            label="Why is it declined? Its author will read this."
            value={writing.words}
            names={false}
            autoFocus
            onChange={(words) => setWriting({ ...writing, words })}
            onSend={send}
            onLeave={leave}
          />
        ) : (
          <ProposalBox
            label={writing.what === 'change' ? 'The words to put in' : 'Your suggestion'}
            value={writing.words}
            onChange={(words) => setWriting({ ...writing, words })}
            onSend={send}
            onLeave={leave}
          />
        )}
        <div className="acts">
          <Button small isDisabled={writing.words.trim() === ''} onPress={send}>
            {
              {
                decline: 'Decline suggestion',
                change: 'Accept with these words',
                reword: 'Keep the change',
              }[writing.what]
            }
          </Button>
          <Button look="plain" small onPress={leave}>
            Leave it as it is
          </Button>
        </div>
      </div>
    )

  if (open && (context.canEdit || (mine && on)))
    return (
      <div className="acts deciding">
        {context.canEdit && !changed ? (
          <Button
            look="plain"
            small
            onPress={() => void done('Accepted. The words are in the text.', actions.accept(comment, null))}
          >
            <Icon of={Check} />
            Accept
          </Button>
        ) : null}
        {context.canEdit && changed && on ? (
          <>
            <Button look="plain" small onPress={() => void actions.backToText(comment.id)}>
              Put it in by hand
            </Button>
            {strikes ? null : (
              <Button
                look="plain"
                small
                onPress={() => copy(suggestion.words, 'The suggested words are copied.')}
              >
                Copy the words
              </Button>
            )}
          </>
        ) : null}
        {context.canEdit ? (
          <Button look="plain" small onPress={() => begin('decline')}>
            Decline
          </Button>
        ) : null}
        {mine && on && !strikes ? (
          <Button look="plain" small onPress={() => begin('reword', suggestion.words)}>
            Word it anew
          </Button>
        ) : null}
        {context.canEdit ? (
          <MenuButton
            label="More about this suggestion"
            trigger={
              <Button look="plain" small aria-label="More about this suggestion">
                More
                <Icon of={ChevronDown} />
              </Button>
            }
          >
            {changed || strikes ? null : (
              <MenuItem label="Accept with changes…" onAction={() => begin('change', suggestion.words)} />
            )}
            {context.narrow ? null : (
              <MenuItem
                label="Reply"
                onAction={() => {
                  void actions.open(comment.id, false)
                  desk.replying.set(comment.id)
                }}
              />
            )}
            <MenuItem
              label="Copy a link to it"
              onAction={() => copy(linkTo(context, comment.id), 'Link copied.')}
            />
          </MenuButton>
        ) : null}
      </div>
    )

  const became = suggestion.outcome?.became
  return on && context.canEdit && became !== undefined && became !== 'overtaken' ? (
    <div className="acts deciding">
      <Button
        look="plain"
        small
        onPress={() => void done('The decision is taken back: it is open again.', actions.reopen(comment))}
      >
        Take the decision back
      </Button>
    </div>
  ) : null
}
