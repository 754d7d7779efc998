import { Ellipsis, Link as LinkIcon } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { announce } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { MenuButton, MenuItem } from '../ui/menu.tsx'
import { Swatch } from '../ui/partner.tsx'
import { when } from '../ui/when.ts'
import { useCommentsHere, useStore } from './comments-context.tsx'
import { linkTo } from './link.ts'
import { useNow } from '../ui/use-now.ts'
import type { Shown, ShownReply } from './overlay.ts'
import { decidesHere } from './proposal.ts'
import { Said } from './said.tsx'
import { TakeBack, Trail } from './thread-dialogs.tsx'
import { WordsBox } from './words-box.tsx'
import { closeWords, ONLY_THE_ASKER, shortOf, whoIs } from './words.ts'

/** What is said in a comment and under it, and what this person can do with it. */
export function Thread({
  comment,
  head = null,
  reply = true,
}: {
  comment: Shown
  /** Stands over the comment's own words. */
  head?: ReactNode
  /** With a box for a reply of its own. */
  reply?: boolean
}) {
  const { context, desk, Under } = useCommentsHere()
  const problem = useStore(desk.problems).get(comment.id)
  const mine = comment.author.id === context.me.id
  return (
    <>
      <div className="first">
        {head}
        <Post comment={comment} post={comment} reply={null} />
      </div>
      {comment.replies.map((one) => (
        <Post key={one.id} comment={comment} post={one} reply={one} />
      ))}
      {Under === undefined ? null : <Under context={context} comment={comment} />}
      {problem === undefined ? null : (
        <p className="wrong" role="alert">
          {problem}
        </p>
      )}
      {decidesHere(comment, context) ? (
        reply ? (
          <ReplyHere comment={comment} />
        ) : null
      ) : context.canComment ? (
        <Acts comment={comment} mine={mine} reply={reply} />
      ) : null}
      {!mine && comment.state !== 'closed' && comment.suggestion === null ? (
        <p className="small quiet rule91">{ONLY_THE_ASKER}</p>
      ) : null}
    </>
  )
}

/** One person's words: the comment itself or a reply. */
function Post({
  comment,
  post,
  reply,
}: {
  comment: Shown
  post: Shown | ShownReply
  reply: ShownReply | null
}) {
  const { context, actions } = useCommentsHere()
  const { partners } = context.page.workspace
  const now = useNow()
  const [editing, setEditing] = useState<string | null>(null)
  const mine = post.author.id === context.me.id
  const leave = (): void => {
    setEditing(null)
    actions.focus(comment.id)
  }
  const keep = (text: string): void => {
    if (text.trim() === '') return
    leave()
    if (text.trim() !== post.text) void actions.edit(comment, reply, text)
  }
  const editable = mine && !post.deleted && context.canComment
  const words = post.deleted ? (
    <p className="quiet">{reply === null ? 'This comment was taken back.' : 'This reply was taken back.'}</p>
  ) : editing === null ? (
    post.text === '' ? null : (
      <Said text={post.text} mentions={post.mentions} me={context.me} />
    )
  ) : (
    <WordsBox
      label="Change your words"
      value={editing}
      autoFocus
      onChange={setEditing}
      onSend={() => keep(editing)}
      onLeave={leave}
    />
  )
  const notes = [
    post.editedAt === null || post.deleted ? '' : 'edited',
    post.pending === 'waiting' ? 'Waiting to be sent' : post.pending === 'sending' ? 'Sending…' : '',
  ].filter(Boolean)
  const more =
    editable && editing === null ? (
      <More comment={comment} reply={reply} edit={() => setEditing(post.text)} />
    ) : null
  return (
    <div className={reply === null ? 'post' : `reply p-${post.author.partner}`}>
      {reply === null ? null : (
        <header title={whoIs(post.author, partners)}>
          <Swatch partner={post.author.partner} />
          <b>
            {mine ? `You, ${shortOf(partners, post.author.partner)}` : shortOf(partners, post.author.partner)}
          </b>
          <span className="push small num">{when(post.writtenAt, now)}</span>
          {more}
        </header>
      )}
      {words}
      {editing === null ? null : (
        <div className="acts">
          <Button small isDisabled={editing.trim() === ''} onPress={() => keep(editing)}>
            Keep the change
          </Button>
          <Button small look="plain" onPress={leave}>
            Leave as it was
          </Button>
        </div>
      )}
      {reply === null ? (
        <p className="small quiet by">
          <span>
            {whoIs(post.author, partners)}, {when(post.writtenAt, now)}
          </span>
          {more}
        </p>
      ) : null}
      {notes.length === 0 ? null : <p className="small quiet">{notes.join(', ')}</p>}
    </div>
  )
}

function More({ comment, reply, edit }: { comment: Shown; reply: ShownReply | null; edit: () => void }) {
  const { actions } = useCommentsHere()
  const [asking, setAsking] = useState(false)
  const what = reply === null ? 'comment' : 'reply'
  return (
    <>
      <MenuButton
        label={`Your ${what}`}
        trigger={
          <Button look="plain" small aria-label={`Change or take back your ${what}`}>
            <Icon of={Ellipsis} />
          </Button>
        }
      >
        <MenuItem label="Change my words" onAction={edit} />
        <MenuItem label={`Take back my ${what}`} onAction={() => setAsking(true)} />
      </MenuButton>
      <TakeBack
        what={what}
        open={asking}
        onClose={() => setAsking(false)}
        onTakeBack={() => {
          setAsking(false)
          if (reply === null) actions.leaving(comment, null, true)
          else actions.focus(comment.id)
          void actions.takeBack(comment, reply)
        }}
      />
    </>
  )
}

/** A reply being written, kept by the desk whatever is chosen meanwhile. */
function useReply(comment: Shown, after: () => void) {
  const { desk, actions } = useCommentsHere()
  const [text, setText] = useState(desk.replies.get(comment.id) ?? null)
  const replying = useStore(desk.replying) === comment.id
  if (replying && text === null) setText('')
  useEffect(() => {
    if (replying) desk.replying.set(null)
  }, [replying, desk])
  const write = (next: string | null): void => {
    setText(next)
    if (next === null || next === '') desk.replies.delete(comment.id)
    else desk.replies.set(comment.id, next)
  }
  const send = (): void => {
    if (text === null || text.trim() === '') return
    write(null)
    void actions.reply(comment, text)
    after()
  }
  const leave = (): void => {
    if (text === '') write(null)
    after()
  }
  return { text, write, send, leave }
}

/** The reply to a suggestion, over its row of decisions. */
function ReplyHere({ comment }: { comment: Shown }) {
  const { actions } = useCommentsHere()
  const { text, write, send, leave } = useReply(comment, () => actions.focus(comment.id))
  if (text === null) return null
  return (
    <>
      <WordsBox label="Your reply" value={text} autoFocus onChange={write} onSend={send} onLeave={leave} />
      <div className="acts">
        <Button small isDisabled={text.trim() === ''} onPress={send}>
          Send reply
        </Button>
      </div>
    </>
  )
}

function Acts({ comment, mine, reply }: { comment: Shown; mine: boolean; reply: boolean }) {
  const { context, actions } = useCommentsHere()
  const [trail, setTrail] = useState(false)
  const replyButton = useRef<HTMLButtonElement>(null)
  const { text, write, send, leave } = useReply(comment, () =>
    requestAnimationFrame(() => replyButton.current?.focus()),
  )
  const { state } = comment
  return (
    <>
      {text === null || !reply ? null : (
        <WordsBox label="Your reply" value={text} autoFocus onChange={write} onSend={send} onLeave={leave} />
      )}
      <div className="acts">
        {reply ? (
          <Button small ref={replyButton} onPress={() => (text === null ? write('') : send())}>
            {text === null ? 'Reply' : 'Send reply'}
          </Button>
        ) : null}
        {comment.suggestion !== null ? null : !mine || state !== 'open' ? (
          // One button for both words: pressed by key, it keeps the focus.
          state === 'closed' && !mine ? null : (
            <Button
              look="plain"
              small
              onPress={() => void actions.setState(comment, state === 'open' ? 'answered' : 'open')}
            >
              {state === 'open' ? 'Mark answered' : 'Open again'}
            </Button>
          )
        ) : null}
        {mine && state !== 'closed' ? (
          <Button
            look="plain"
            small
            onPress={({ pointerType }) => {
              actions.leaving(comment, 'closed', pointerType === 'keyboard' || pointerType === 'virtual')
              void actions.setState(comment, 'closed')
            }}
          >
            {closeWords(comment.kind)}
          </Button>
        ) : null}
        <Button
          look="plain"
          small
          aria-label="Copy a link to this comment"
          onPress={() => {
            void navigator.clipboard
              .writeText(linkTo(context, comment.id))
              .then(() => announce('Link copied.', 'comments'))
          }}
        >
          <Icon of={LinkIcon} />
        </Button>
        <Button look="plain" small onPress={() => setTrail(true)}>
          History
        </Button>
      </div>
      {trail ? <Trail comment={comment} onClose={() => setTrail(false)} /> : null}
    </>
  )
}
