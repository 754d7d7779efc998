import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { routes } from '../../shared/api/routes.ts'
import { type DocumentId, FIXED_DOCUMENT_IDS } from '../../shared/domain/documents.ts'
import type { Partner } from '../../shared/domain/partners.ts'
import { gather, type Row, sayMany } from '../../shared/inbox/gathered.ts'
import { type InboxItem, sayItem } from '../../shared/inbox/items.ts'
import { pageOf, placeOfItem } from '../sync/addresses.ts'
import { call, mayPass, sayProblem } from '../sync/api.ts'
import { keys, useHome, useInbox } from '../sync/records.ts'
import { Button } from '../ui/button.tsx'
import { usePageTitle } from '../ui/page-title.ts'
import { Swatch } from '../ui/partner.tsx'
import { Trail } from '../ui/trail.tsx'
import { useNow } from '../ui/use-now.ts'
import { dayAndTime } from '../ui/when.ts'
import './inbox.css'
import { shortened, whoSaid } from './words.ts'

/** What waits for this person, and what they have not seen, by document; one press leads to the very place. */
export function InboxPage() {
  const { workspace = '' } = useParams()
  usePageTitle('Inbox')
  const inbox = useInbox(workspace)
  const home = useHome(workspace)
  const now = useNow()
  const items = inbox.data?.items
  const partners = home.data?.workspace.partners ?? []
  const seen = useSeen(workspace)
  const fresh = items?.filter(({ isNew }) => isNew) ?? []
  return (
    <>
      <Trail workspace={workspace} page="Inbox" />
      <main id="main" className="inbox-page" tabIndex={-1}>
        <div className="inbox-top">
          <h1>Inbox</h1>
          {fresh.length === 0 ? null : (
            <Button onPress={() => seen.mutate(fresh)} isDisabled={seen.isPending}>
              Mark all as seen
            </Button>
          )}
        </div>
        <p className="quiet" role="status">
          {items === undefined ? (inbox.problem === null ? 'Catching up…' : '') : summedUp(items)}
        </p>
        {inbox.problem === null && seen.error === null ? null : (
          <p role="alert">
            {inbox.problem?.message ?? sayProblem(seen.error)}{' '}
            {mayPass(inbox.problem ?? seen.error) ? (
              <Button look="text" onPress={inbox.retry}>
                Try again
              </Button>
            ) : null}
          </p>
        )}
        {groupsOf(items ?? []).map(({ title, items }) => (
          <section key={title} aria-label={title}>
            <h2>
              {title}
              <span className="count">{items.length === 1 ? '1 matter' : `${items.length} matters`}</span>
            </h2>
            <ul>
              {gather(items).map((row) => {
                const [item] = row
                return row.length > 1 ? (
                  <Many key={item.id} workspace={workspace} row={row} partners={partners} />
                ) : (
                  <Item
                    key={item.id}
                    workspace={workspace}
                    item={item}
                    partners={partners}
                    now={now}
                    onOpen={() => {
                      // A comment is seen when it stands before somebody's eyes, not when its link is pressed.
                      if (item.comment === null && item.isNew) seen.mutate([item])
                    }}
                  />
                )
              })}
            </ul>
          </section>
        ))}
      </main>
    </>
  )
}

/** Many suggestions are decided in the document, where they can be filtered and taken together. */
function Many({ workspace, row, partners }: { workspace: string; row: Row; partners: readonly Partner[] }) {
  const [{ document, from }] = row
  const fresh = row.filter(({ isNew }) => isNew).length
  return (
    <li className={fresh > 0 ? 'is-new' : undefined}>
      {from === null ? <span className="no-swatch" /> : <Swatch partner={from.partner} />}
      <p className="inbox-what">
        <Link to={document === null ? `/w/${workspace}` : pageOf(workspace, document)}>
          {sayMany(row, partners)}
        </Link>
        {fresh > 0 ? <b className="inbox-new">{fresh} new</b> : null}
      </p>
    </li>
  )
}

function Item({
  workspace,
  item,
  partners,
  now,
  onOpen,
}: {
  workspace: string
  item: InboxItem
  partners: readonly Partner[]
  now: number
  onOpen: () => void
}) {
  return (
    <li className={item.isNew ? 'is-new' : undefined}>
      {item.from === null ? <span className="no-swatch" /> : <Swatch partner={item.from.partner} />}
      <div>
        <p className="inbox-what">
          <Link to={placeOfItem(workspace, item)} onClick={onOpen}>
            {sayItem(item, partners)}
          </Link>
          {item.isNew ? <b className="inbox-new">New</b> : null}
        </p>
        {item.says === null || item.says === '' ? null : (
          <p className="inbox-says">{shortened(item.says, 240)}</p>
        )}
        <p className="small quiet">
          {[
            item.on === null ? '' : `On “${shortened(item.on, 90)}”`,
            item.from === null ? '' : whoSaid(item.from, partners),
            item.at === null ? '' : dayAndTime(item.at, now),
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </p>
      </div>
    </li>
  )
}

function useSeen(workspace: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (items: readonly InboxItem[]) =>
      call(routes.seenInbox, {
        params: { workspace },
        body: {
          seen: items.slice(0, 500).map(({ id, comment }) => ({ id, version: comment?.version ?? 0 })),
        },
      }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.inbox(workspace) }),
        queries.invalidateQueries({ queryKey: ['comments', workspace] }),
        queries.invalidateQueries({ queryKey: keys.home(workspace) }),
      ]),
  })
}

/** By document, in the documents' order; what asks something before what only tells. */
function groupsOf(items: readonly InboxItem[]): { title: string; items: InboxItem[] }[] {
  const ids: readonly DocumentId[] = FIXED_DOCUMENT_IDS
  const others = items.flatMap(({ document }) =>
    document === null || ids.includes(document) ? [] : [document],
  )
  return [null, ...ids, ...new Set(others)]
    .map((document) => items.filter((item) => item.document === document))
    .filter((group) => group.length > 0)
    .map((group) => ({
      title: group[0]?.document === null ? 'The whole workspace' : (group[0]?.title ?? ''),
      items: group.toSorted((a, b) => Number(b.isNew) - Number(a.isNew) || (b.at ?? 0) - (a.at ?? 0)),
    }))
}

function summedUp(items: readonly InboxItem[]): string {
  const fresh = items.filter(({ isNew }) => isNew).length
  const waits = items.filter(({ waits }) => waits).length
  if (items.length === 0)
    return 'Nothing waits for you. When somebody mentions you, replies to you or asks something of you, it stands here.'
  const says = [
    fresh === 0 ? 'Nothing new' : `${fresh} new`,
    waits === 0 ? '' : waits === 1 ? '1 waits for you' : `${waits} wait for you`,
  ]
  return `${says.filter((part) => part !== '').join('; ')}.`
}
