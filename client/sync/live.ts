import type { Query, QueryClient, QueryFilters, QueryKey } from '@tanstack/react-query'
import { CLOSE, closeReason, type Next } from '../../shared/protocol/close-codes.ts'
import { LiveEvent } from '../../shared/protocol/live.ts'

/** The one channel per workspace that says what changed; pages then read again what they show. */
export interface Live {
  close(): void
}

export interface LiveOptions {
  workspace: string
  member: string
  queries: QueryClient
  /** This person's rights changed, or they were removed or signed out. */
  you(what: 'rights' | 'removed' | 'signed out'): void
  /** The channel is open: the server can be reached. */
  up?(): void
}

/** While the socket is down pages read again this often, ms. */
export const POLL_MS = 15_000
/** Who edited a section last is read again this often while people type, ms: each reading draws the page anew. */
export const LAST_EDITS_MS = 10_000
/** What was brought from narratives, or sent to them, is compared with them again this often while people type, ms. */
export const SOURCES_MS = 3_000
/** What is told together is read once, ms: of a crowd a page hears in one turn all that waited for it. */
const GATHER_MS = 20
const BACKOFF_MS = [400, 800, 1_600, 2_500]

/** What a page reads again after an event; the keys are those of `client/sync/records.ts`. */
export function touched(event: LiveEvent, workspace: string): QueryKey[] {
  if (event.type === 'you') return [[]]
  switch (event.what) {
    case 'home':
      // Of words being typed only one section's slides are read again at once; the rest of the deck follows later.
      return [
        ['home', workspace],
        ['deck', workspace, 'section'],
      ]
    case 'presence':
      return [
        ['home', workspace],
        ['presentation', workspace, 'here'],
      ]
    case 'people':
      return [
        ['members', workspace],
        ['invitations', workspace],
        ['home', workspace],
        ['document', workspace],
        ['mentionable', workspace],
        ['inbox', workspace],
        // Who presents may have another name, another partner, or be gone.
        ['presentation', workspace],
        ['deck', workspace],
      ]
    case 'wording':
      return [
        ['home', workspace],
        ['document', workspace],
        ['inbox', workspace],
        // The wording heads the slides of its theme (R70).
        ['presentation', workspace],
        ['deck', workspace],
      ]
    case 'comments':
      return [
        ['comments', workspace, event.document],
        ['home', workspace],
        ['inbox', workspace],
        ['said', workspace],
        ['meeting-changes', workspace],
        // The running order counts the open ones of its sections.
        ...(event.document.startsWith('presentation-') ? [['presentation', workspace, 'order']] : []),
      ]
    case 'positions':
      return [
        ['positions', workspace],
        ['home', workspace],
        ['document', workspace],
        ['inbox', workspace],
        ['meeting', workspace], // a line of the minutes says whether its position was set
        ['meeting-changes', workspace],
      ]
    case 'analyses':
      return [
        ['analyses', workspace],
        ['side-by-side', workspace],
        ['easy', workspace],
        ['links', workspace],
        ['document', workspace],
        ['home', workspace],
        ['inbox', workspace],
        ['mentionable', workspace],
      ]
    case 'actions':
      return [
        ['actions', workspace],
        // A theme's first action puts its summary on the slides.
        ['deck', workspace],
        ['presentation', workspace, 'order'],
        ['home', workspace],
        ['inbox', workspace],
      ]
    case 'meetings':
      return [
        ['meetings', workspace],
        ['meeting-changes', workspace],
        ['document', workspace],
        ['inbox', workspace],
      ]
    case 'meeting':
      // Told under the meeting an action was made in; a later one shows it among those from before.
      return [['meeting', workspace]]
    case 'presentation':
      return [
        ['presentation', workspace],
        ['deck', workspace],
        ['document', workspace],
      ]
    case 'boards':
      return [
        ['boards', workspace],
        ['issues', workspace],
      ]
    case 'board':
      return [
        ['board', workspace, event.document],
        ['from-boards', workspace],
      ]
    case 'rehearsals':
      return [
        ['runs', workspace],
        ['questions', workspace],
      ]
    case 'links':
      // Told under the analysis: the narrative at the other end of a link shows it too.
      return [
        ['links', workspace],
        ['side-by-side', workspace],
      ]
    case 'history':
      return [
        ['history', workspace, event.document],
        ['document', workspace, event.document],
      ]
    case 'purges':
      return [
        ['purges', workspace],
        ['epochs', workspace],
        ['inbox', workspace],
      ]
  }
}

/** Opens the channel; it comes back by itself, and polls while it is away. */
export function openLive({ workspace, member, queries, you, up }: LiveOptions): Live {
  let socket: WebSocket | null = null
  let failures = 0
  let closed = false
  let again: ReturnType<typeof setTimeout> | undefined
  /** Nothing has told this page of changes yet: what it has read by then may be from before one. */
  let first = true
  let missed = false
  let lastEdits: ReturnType<typeof setTimeout> | undefined
  let sources: ReturnType<typeof setTimeout> | undefined
  let sent: ReturnType<typeof setTimeout> | undefined

  let home: ReturnType<typeof setTimeout> | undefined

  const readAgain = (filters?: QueryFilters): void => void queries.invalidateQueries(filters)
  const ofHere = { predicate: ({ queryKey }: Query) => queryKey[1] === workspace }
  const heard = (text: unknown): void => {
    const event = LiveEvent.safeParse(parse(text))
    if (!event.success) return // a newer server says more than this page knows
    for (const queryKey of touched(event.data, workspace)) {
      if (queryKey[0] === 'home' && inTurns(event.data))
        home ??= setTimeout(() => {
          home = undefined
          readAgain({ queryKey })
        }, GATHER_MS)
      else readAgain({ queryKey })
    }
    if (event.data.type === 'changed' && TELLS_OF_SENT.has(event.data.what))
      sent ??= setTimeout(() => {
        sent = undefined
        readAgain(wallsWithSent(workspace))
      }, SOURCES_MS)
    if (event.data.type === 'changed' && event.data.what === 'home') {
      sources ??= setTimeout(() => {
        sources = undefined
        readAgain({ queryKey: ['presentation', workspace, 'brought'] })
      }, SOURCES_MS)
      lastEdits ??= setTimeout(() => {
        lastEdits = undefined
        for (const key of ['document', 'easy', 'side-by-side', 'deck', 'presentation', 'meeting-changes'])
          readAgain({ queryKey: [key, workspace] })
      }, LAST_EDITS_MS)
    }
    if (event.data.type === 'you') you(event.data.what)
  }
  const open = (): void => {
    const url = `${location.origin.replace(/^http/, 'ws')}/live/${workspace}?as=${encodeURIComponent(member)}`
    const mine = new WebSocket(url)
    socket = mine
    mine.addEventListener('open', () => {
      failures = 0
      if (missed) readAgain()
      else if (first && queries.getQueryCache().findAll(ofHere).length > 0) readAgain(ofHere)
      missed = false
      first = false
      up?.()
    })
    mine.addEventListener('message', (message) => heard(message.data))
    mine.addEventListener('close', (event) => {
      if (closed || socket !== mine) return
      socket = null
      missed = true
      const next = nextOf(event.code)
      if (next === 'sign in') return you('signed out')
      if (next !== 'reconnect') return // polling goes on
      again = setTimeout(open, BACKOFF_MS[Math.min(failures++, BACKOFF_MS.length - 1)])
    })
  }
  const back = (): void => {
    if (socket !== null) return
    clearTimeout(again)
    open()
  }
  const poll = setInterval(() => {
    if (socket?.readyState !== WebSocket.OPEN) readAgain()
  }, POLL_MS)
  window.addEventListener('online', back)
  open()

  return {
    close() {
      closed = true
      clearInterval(poll)
      clearTimeout(again)
      clearTimeout(home)
      clearTimeout(lastEdits)
      clearTimeout(sources)
      clearTimeout(sent)
      window.removeEventListener('online', back)
      socket?.close()
    },
  }
}

/** The server tells these of a crowd one page after another, and then all at once. */
const inTurns = (event: LiveEvent): boolean =>
  event.type === 'changed' && (event.what === 'home' || event.what === 'presence')

/** After these, what was sent from a wall may have become something else. */
const TELLS_OF_SENT: ReadonlySet<string> = new Set(['home', 'comments', 'actions', 'boards'])

/** Walls that say what became of something: the others have nothing that a change elsewhere could alter. */
const wallsWithSent = (workspace: string) => ({
  queryKey: ['board', workspace],
  predicate: ({ state }: Query) => {
    const data: unknown = state.data
    return (
      typeof data === 'object' &&
      data !== null &&
      'sent' in data &&
      Array.isArray(data.sent) &&
      data.sent.length > 0
    )
  },
})

function nextOf(code: number): Next {
  const reason = closeReason(code)
  return reason === undefined ? 'reconnect' : CLOSE[reason].next
}

function parse(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null
  } catch {
    return null
  }
}
