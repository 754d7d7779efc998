import { nanoid } from 'nanoid'
import { routes } from '../../../shared/api/routes.ts'
import type { Anonymity, Board, Sent } from '../../../shared/board/boards.ts'
import { stockClient, type StockClient } from '../../support/stock-client.ts'
import type { Guest, MemberOptions, TestServer } from '../../support/test-server.ts'

/** Makes a board; whoever makes it facilitates. */
export async function aBoard(by: Guest, more: object = {}): Promise<string> {
  const body = { id: nanoid(), title: 'A wall', theme: null, template: 'evidence gap next step', ...more }
  const reply = await by.call(routes.makeBoard, { body })
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
  return body.id
}

export async function readBoard(by: Guest, board: string): Promise<Board> {
  const { status, body } = await by.call(routes.board, { params: { board } })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body as Board
}

/** Changes what is said of a board as whoever asks sees it now. */
export async function change(by: Guest, board: string, said: object) {
  const { version } = await readBoard(by, board)
  return by.call(routes.changeBoard, { params: { board }, body: { version, ...said } })
}

/** Somebody's own client in the room of a board, whatever program that is. */
export async function inRoom(
  server: TestServer,
  board: string,
  by: MemberOptions = { role: 'NL' },
): Promise<StockClient> {
  const token = await server.token(by)
  const client = stockClient(server.url.replace('http', 'ws'), `surrey-demo/board/${board}`, token)
  await client.synced()
  return client
}

/** Begins a round of private writing, or a ballot; its id. */
export async function newRound(
  by: Guest,
  board: string,
  what: { anonymity: Anonymity } | { votes: number },
): Promise<string> {
  const body = { id: nanoid(), kind: 'votes' in what ? 'voting' : 'writing', ...what }
  const reply = await by.call(routes.startRound, { params: { board }, body })
  if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
  return body.id
}

export const endRound = (by: Guest, board: string, round: string) =>
  by.call(routes.endRound, { params: { board, round }, body: {} })

export const writeNote = (
  by: Guest,
  params: { board: string; round: string; note: string },
  words: string,
  frame: string | null,
) => by.call(routes.writeNote, { params, body: { words, frame } })

export const castVote = (by: Guest, params: { board: string; round: string; item: string }, votes: number) =>
  by.call(routes.vote, { params, body: { votes } })

/** Sends words on from a wall: to the overview of Theme 4, unless something else is said. */
export const send = (by: Guest, board: string, more: object) =>
  by.call(routes.sendFromBoard, {
    params: { board },
    body: {
      id: nanoid(),
      item: 'column-1',
      document: '4',
      section: 'overview',
      words: 'A sentence',
      theme: '4',
      ref: null,
      ...more,
    },
  })

/** What was sent under this id, as one person may know it. */
export const sentOf = async (by: Guest, board: string, id: string): Promise<Sent | undefined> =>
  (await readBoard(by, board)).sent.find((one) => one.id === id)

/** The paragraphs of a section of Theme 4. */
export const passages = async (by: Guest, section: string): Promise<string[]> => {
  const { body } = await by.call(routes.passages, { params: { document: '4' } })
  const found = body.find((one: { section: string }) => one.section === section)
  return found.passages.map(({ quote }: { quote: string }) => quote)
}
