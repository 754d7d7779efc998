import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RecordId } from '../../shared/domain/record-id.ts'
import { documentId } from '../../shared/domain/documents.ts'
import { no } from '../../shared/lib/result.ts'
import { holders } from '../accounts/identity.ts'
import { type BoardOut, boardOut, jsonOf, pageOf, pictureOf, sketchOf, textOf } from '../exports/boards.ts'
import type { Images } from '../records/images.ts'
import type { Documents } from '../records/rooms-port.ts'
import { rightsOf } from '../records/standing.ts'
import { roomOf } from '../../shared/rooms.ts'
import type { Ledger } from '../storage/ledger.ts'
import { problem } from './errors.ts'
import { NO_WORKSPACE, whoAsks } from './serve.ts'

/** What the files of boards are made from. */
export interface FileGround {
  ledger: Ledger
  documents: Documents
  images: Images
}

interface AsFile {
  type: string
  /** What the browser calls it when it is kept; undefined: it is shown in a page. */
  ending?: string
  /** Seconds that the browser may keep it for; none by itself. */
  keep?: number
  make: (
    out: BoardOut,
    asked: { images: Images; workspace: string; query: unknown },
  ) => string | Promise<string>
}

const SVG = 'image/svg+xml; charset=utf-8'

/** A board leaves as these, under its address. */
const FILES: Readonly<Record<string, AsFile>> = {
  'picture.svg': {
    type: SVG,
    ending: 'svg',
    make: (out, { images, workspace, query }) =>
      pictureOf(
        out,
        (name) => images.find(workspace, name),
        (query as { ground?: unknown }).ground === 'none' ? 'none' : 'paper',
      ),
  },
  // Its address says which state of the board it is of.
  'sketch.svg': { type: SVG, keep: 3_600, make: sketchOf },
  'text.txt': { type: 'text/plain; charset=utf-8', ending: 'txt', make: textOf },
  'text.html': { type: 'text/html; charset=utf-8', ending: 'html', make: pageOf },
  'board.json': {
    type: 'application/json; charset=utf-8',
    ending: 'json',
    make: (out) => `${JSON.stringify(jsonOf(out), null, 2)}\n`,
  },
}

const NOT_OPEN = no('not allowed', 'The workshop boards are not open to guest readers.')
const NO_BOARD = no('not found', 'There is no such board in this workspace.')

/** Boards as files: pictures, texts, data; to whoever may read the board. No `serve`: an <img> cannot say whose window it is. */
export function serveBoardFiles(app: FastifyInstance, ground: FileGround): void {
  for (const [file, as] of Object.entries(FILES))
    app.get<{ Params: { workspace: string; board: string } }>(
      `/api/w/:workspace/boards/:board/${file}`,
      { schema: { hide: true } },
      (request, reply) => answer(ground, request, reply, as),
    )
}

async function answer(
  { ledger, documents, images }: FileGround,
  request: FastifyRequest<{ Params: { workspace: string; board: string } }>,
  reply: FastifyReply,
  { type, ending, keep, make }: AsFile,
): Promise<FastifyReply> {
  const { workspace, board } = request.params
  const asked = await readers(ledger, request, workspace)
  if (!Array.isArray(asked)) return problem(reply, { error: asked.reason, say: asked.say })
  const document = documentId({ kind: 'board', board })
  const row = RecordId.safeParse(board).success
    ? await ledger.db
        .selectFrom('board')
        .select('title')
        .where('workspace', '=', workspace)
        .where('id', '=', board)
        .executeTakeFirst()
    : undefined
  const rights = await Promise.all(asked.map((visitor) => rightsOf(ledger.db, visitor, document)))
  if (row === undefined) return problem(reply, { error: NO_BOARD.reason, say: NO_BOARD.say })
  if (!rights.some(({ read }) => read)) return problem(reply, { error: NOT_OPEN.reason, say: NOT_OPEN.say })
  const doc = await documents.read(roomOf(workspace, document))
  const out = await boardOut(ledger.db, { workspace, board, title: row.title }, doc)
  doc.destroy()
  const body = await make(out, { images, workspace, query: request.query })
  return (
    reply
      .type(type)
      .header('cache-control', keep === undefined ? 'no-store' : `private, max-age=${keep}`)
      // Whatever is in it, it runs nothing and loads nothing.
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; sandbox",
      )
      .header('content-disposition', ending === undefined ? 'inline' : kept(row.title, ending))
      .send(body)
  )
}

async function readers(ledger: Ledger, request: FastifyRequest, workspace: string) {
  const said =
    request.headers.authorization !== undefined || request.headers['x-throughline-as'] !== undefined
  if (said) {
    const who = await whoAsks(ledger, request)
    if (!who.ok) return who
    return who.value.visitor.workspace === workspace ? [who.value.visitor] : NO_WORKSPACE
  }
  const visitors = (await holders(ledger, request.headers.cookie)).map(({ visitor }) => visitor)
  if (visitors.length === 0)
    return no('signed out', 'You are signed out here. Ask your lead for a fresh link.')
  const here = visitors.filter((visitor) => visitor.workspace === workspace)
  return here.length > 0 ? here : NO_WORKSPACE
}

/** The file's name in any letters (RFC 6266), and in plain ones for who cannot read that. */
function kept(title: string, ending: string): string {
  const name = title.replace(/[\s/\\:*?"<>|\p{C}]+/gu, ' ').trim() || 'board'
  const plain =
    name
      .normalize('NFKD')
      .replace(/[^\w .-]+/g, '')
      .trim() || 'board'
  return `attachment; filename="${plain}.${ending}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}.${ending}`
}
