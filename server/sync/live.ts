import { kindOf } from '../../shared/domain/documents.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import { may } from '../../shared/permissions.ts'
import { CLOSE, type CloseReason } from '../../shared/protocol/close-codes.ts'
import { LiveEvent } from '../../shared/protocol/live.ts'
import type { Bus } from '../bus/bus.ts'
import type { Visitor } from './doorkeeper.ts'

/** What the hub needs of a socket. */
interface LiveSocket {
  send(text: string): void
  close(code: number, say: string): void
  /** Bytes handed over that the network has not taken yet. */
  unsent(): number
}

export interface Live {
  /** A page listens; returns what to call when its socket is gone. */
  attach(socket: LiveSocket, person: Visitor): () => void
  /** Tells every page of a workspace, on every server; the same event within a moment is told once. */
  publish(workspace: string, event: LiveEvent): void
  /** Tells only the pages of one partner's members. */
  publishTo(workspace: string, partner: PartnerKind, event: LiveEvent): void
  /** This member's rights have changed: their pages are told, then closed, to be decided anew. */
  rightsChanged(workspace: string, member: string): void
  /** This member is gone: their pages are told, then closed. */
  removed(workspace: string, member: string): void
  connections(): number
  close(): void
}

export interface LiveOptions {
  bus: Bus
  onError: (error: unknown) => void
  /** Events wait this long for their like, ms. */
  gatherMs?: number
  /** How far apart the turns are in which pages are told to read the whole workspace anew, ms. */
  turnMs?: number
  unsentBytes?: number
}

interface Message {
  /** null: everyone in the workspace. */
  member: string | null
  /** Only its members; null: everyone. */
  partner?: PartnerKind
  event: LiveEvent
}

interface Channel {
  pages: Map<LiveSocket, Visitor>
  leave: Promise<() => void>
  /** Pages whose turn to be told these has not come. */
  waiting: Map<LiveSocket, Set<string>>
  /** How many more may be told before the next turn, and when that is; null: nobody was told of late. */
  left: number
  turn: NodeJS.Timeout | null
}

const GATHER_MS = 30
/** Told in turns, so many pages at once and so many ms apart. */
const AT_ONCE = 10
const TURN_MS = 500
/**
 * Every page reads the whole workspace anew after these, and while a board is at work they go on and on: told to
 * sixty pages at once they were all that a server did.
 */
const IN_TURNS: ReadonlySet<string> = new Set(['home', 'presence'])
/** A page that falls this far behind is cut; it re-reads everything when it comes back. */
const UNSENT_BYTES = 256 * 1024

/** The channel of `/live/<workspace>`: what changed, not how; pages re-read what they show. */
export function createLive({
  bus,
  onError,
  gatherMs = GATHER_MS,
  turnMs = TURN_MS,
  unsentBytes = UNSENT_BYTES,
}: LiveOptions): Live {
  const channels = new Map<string, Channel>()
  const gathered = new Map<string, Message[]>()
  let timer: NodeJS.Timeout | null = null

  function deliver(workspace: string, { member, partner, event }: Message): void {
    const text = JSON.stringify(event)
    for (const [page, person] of channels.get(workspace)?.pages ?? []) {
      if (member !== null && person.id !== member) continue
      if (partner !== undefined && person.partner !== partner) continue
      if (isInner(event) && !may(person, { do: 'see members' })) continue
      if (event.type === 'changed' && IN_TURNS.has(event.what)) {
        wait(workspace, page, text)
        continue
      }
      tell(page, text)
      // Rights changed, or one of their devices was signed out: which page may come back, the door decides.
      if (event.type === 'you') end(page, event.what === 'removed' ? 'signedOut' : 'rightsChanged')
    }
  }

  function tell(page: LiveSocket, text: string): void {
    page.send(text)
    if (page.unsent() > unsentBytes) end(page, 'tooSlow')
  }

  function wait(workspace: string, page: LiveSocket, text: string): void {
    const channel = channelOf(workspace)
    const texts = channel.waiting.get(page)
    if (texts === undefined) channel.waiting.set(page, new Set([text]))
    else texts.add(text)
    tellNext(channel)
  }

  function tellNext(channel: Channel): void {
    for (const [page, texts] of channel.waiting) {
      if (channel.left === 0) break
      channel.left -= 1
      channel.waiting.delete(page)
      for (const text of texts) tell(page, text)
    }
    channel.turn ??= setTimeout(() => {
      channel.turn = null
      channel.left = AT_ONCE
      if (channel.waiting.size > 0) tellNext(channel)
    }, turnMs).unref()
  }

  function gather(workspace: string, message: Message): void {
    const waiting = gathered.get(workspace) ?? []
    gathered.set(workspace, waiting)
    const text = JSON.stringify(message)
    if (waiting.some((other) => JSON.stringify(other) === text)) return
    waiting.push(message)
    timer ??= setTimeout(flush, gatherMs)
  }

  function flush(): void {
    timer = null
    const all = [...gathered]
    gathered.clear()
    for (const [workspace, messages] of all) {
      for (const message of messages) deliver(workspace, message)
      bus.publish(`live:${workspace}`, Buffer.from(JSON.stringify(messages)))
    }
  }

  function channelOf(workspace: string): Channel {
    let channel = channels.get(workspace)
    if (channel === undefined) {
      const hear = (bytes: Uint8Array): void => {
        try {
          for (const message of readMessages(bytes)) deliver(workspace, message)
        } catch (error) {
          onError(error)
        }
      }
      channel = {
        pages: new Map(),
        leave: bus.subscribe(`live:${workspace}`, hear),
        waiting: new Map(),
        left: AT_ONCE,
        turn: null,
      }
      channel.leave.catch(onError)
      channels.set(workspace, channel)
    }
    return channel
  }

  return {
    attach(socket, person) {
      const channel = channelOf(person.workspace)
      channel.pages.set(socket, person)
      return () => {
        channel.pages.delete(socket)
        channel.waiting.delete(socket)
        if (channel.pages.size > 0 || channels.get(person.workspace) !== channel) return
        channels.delete(person.workspace)
        channel.leave.then((leave) => leave(), onError)
      }
    },
    publish: (workspace, event) => gather(workspace, { member: null, event }),
    publishTo: (workspace, partner, event) => gather(workspace, { member: null, partner, event }),
    rightsChanged: (workspace, member) =>
      gather(workspace, { member, event: { type: 'you', what: 'rights' } }),
    removed: (workspace, member) => gather(workspace, { member, event: { type: 'you', what: 'removed' } }),
    connections: () => [...channels.values()].reduce((sum, { pages }) => sum + pages.size, 0),
    close() {
      if (timer !== null) clearTimeout(timer)
      flush()
      for (const { pages } of channels.values()) for (const page of pages.keys()) end(page, 'restarting')
    },
  }
}

/** Meetings, actions, boards and the presentation are the members' own: a guest reader is not told when they go on. */
function isInner(event: LiveEvent): boolean {
  if (event.type === 'you') return false
  return 'document' in event
    ? ['minutes', 'presentation', 'board'].includes(kindOf(event.document).kind)
    : ['actions', 'meetings', 'presentation', 'rehearsals', 'boards'].includes(event.what)
}

function end(page: LiveSocket, reason: CloseReason): void {
  page.close(CLOSE[reason].code, CLOSE[reason].say)
}

function readMessages(bytes: Uint8Array): Message[] {
  const messages = JSON.parse(Buffer.from(bytes).toString()) as (Omit<Message, 'event'> & {
    event: unknown
  })[]
  return messages.map((message) => ({ ...message, event: LiveEvent.parse(message.event) }))
}
