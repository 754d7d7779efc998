import { useQuery } from '@tanstack/react-query'
import type { TrailEntry } from '../../shared/annotations/comments.ts'
import { routes } from '../../shared/api/routes.ts'
import { may } from '../../shared/permissions.ts'
import { call, sayProblem } from '../sync/api.ts'
import { askedRemoval } from '../sync/asked-removal.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Swatch } from '../ui/partner.tsx'
import { dayAndTime } from '../ui/when.ts'
import { useCommentsHere } from './comments-context.tsx'
import { useNow } from '../ui/use-now.ts'
import type { Shown } from './overlay.ts'
import { whoIs } from './words.ts'

/** Asks before words are taken back. */
export const TakeBack = ({
  what,
  open,
  onClose,
  onTakeBack,
}: {
  what: 'comment' | 'reply'
  open: boolean
  onClose: () => void
  onTakeBack: () => void
}) => (
  <Dialog title={`Take back your ${what}?`} open={open} onClose={onClose} grave>
    <p>
      {what === 'comment'
        ? 'Nobody will see its words any more. Replies of others stay, and its history keeps the words.'
        : 'Nobody will see its words any more. The history of the comment keeps them.'}
    </p>
    <div className="acts">
      <Button grave onPress={onTakeBack}>
        Take it back
      </Button>
      <Button look="plain" onPress={onClose}>
        Keep it
      </Button>
    </div>
  </Dialog>
)

const DID: Readonly<Record<TrailEntry['did'], string>> = {
  posted: 'wrote it',
  edited: 'changed words; before, they were',
  deleted: 'took words back; they were',
  replied: 'replied',
  answered: 'marked it answered',
  reopened: 'opened it again',
  closed: 'closed it',
  anchored: 'moved the words it is about; it went with them',
  accepted: 'accepted the wording',
  declined: 'declined the wording',
  overtaken: 'accepted another wording of these words',
  'decision taken back': 'took the decision back',
  reworded: 'worded it anew',
}

/** What is selected in the dialog, else what was said: where the exact words to remove are chosen from. */
function wordsToRemove({ text, suggestion }: Shown, trail: readonly TrailEntry[]): string {
  const selected = getSelection()?.toString() ?? ''
  const said = [selected, text, suggestion?.words ?? '', ...trail.map(({ before }) => before ?? '')]
  return (said.find((words) => words.trim() !== '') ?? '').trim().slice(0, 200)
}

/** Who did what with a comment, and when. */
export function Trail({ comment, onClose }: { comment: Shown; onClose: () => void }) {
  const { context } = useCommentsHere()
  const { workspace, document, page } = context
  const now = useNow()
  const trail = useQuery({
    queryKey: ['comments', workspace, document, 'trail', comment.id],
    queryFn: () => call(routes.commentTrail, { params: { workspace, document, comment: comment.id } }),
  })
  return (
    <Dialog title="History of this comment" open onClose={onClose}>
      {trail.isPending ? <p>Fetching it…</p> : null}
      {trail.isError ? <p role="alert">{sayProblem(trail.error)}</p> : null}
      <ol className="trail">
        {(trail.data ?? []).map((entry, index) => (
          // A trail only grows at its end.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <Swatch partner={entry.by.partner} />
            <div>
              <span className="quiet num">{dayAndTime(entry.at, now)}</span>{' '}
              {whoIs(entry.by, page.workspace.partners)} {DID[entry.did]}
              {entry.before !== null && (entry.did === 'edited' || entry.did === 'deleted') ? (
                <blockquote>{entry.before}</blockquote>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      <div className="acts">
        <Button onPress={onClose}>Close history</Button>
        {may(context.me, { do: 'ask purge' }) ? (
          <Button
            look="text"
            onPress={() => {
              const words = wordsToRemove(comment, trail.data ?? [])
              onClose()
              askedRemoval.set({ context, words })
            }}
          >
            Ask for removal of words in it…
          </Button>
        ) : null}
      </div>
    </Dialog>
  )
}
