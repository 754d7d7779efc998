import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type * as Y from 'yjs'
import { kindOf } from '../../shared/domain/documents.ts'
import { sections } from '../../shared/narrative/sections.ts'
import { roomOf } from '../../shared/rooms.ts'
import { readProgress } from '../records/action-rows.ts'
import type { Records } from '../storage/tables.ts'
import { boardOut, jsonOf, pageOf, pictureOf, textOf } from './boards.ts'
import { privateDrafts, recordsOf } from './records.ts'
import { asJson, asPage, headsOf } from './texts.ts'

/** Where an export comes from. */
export interface ExportSource {
  db: Records
  read(room: string): Promise<Y.Doc>
  dataDir: string
  version: string
  now: number
}

interface Written {
  file: string
  bytes: number
  sha256: string
}

/** Writes everything of a workspace into a directory and says what it wrote; secrets and their hashes stay out. */
export async function exportWorkspace(
  source: ExportSource,
  slug: string,
  out: string,
): Promise<{ written: Written[]; missing: string[] }> {
  const written: Written[] = []
  const put = async (file: string, content: string | Buffer) => {
    await mkdir(dirname(join(out, file)), { recursive: true })
    await writeFile(join(out, file), content)
    const bytes = Buffer.from(content)
    written.push({ file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  }
  const json = (file: string, value: unknown) => put(file, `${JSON.stringify(value, null, 2)}\n`)

  const progress = await readProgress({ db: source.db, now: () => source.now }, slug)
  const isPrivate = await privateDrafts(source.db, slug)
  for (const head of await headsOf(source.db, slug)) {
    if (isPrivate(head.document)) continue
    const doc = await source.read(roomOf(slug, head.document))
    const what = kindOf(head.document)
    if (what.kind === 'board') {
      const out = await boardOut(source.db, { workspace: slug, board: what.board, title: head.title }, doc)
      await put(`boards/${head.file}.svg`, await pictureOf(out, (name) => storedImage(source, name)))
      await put(`boards/${head.file}.html`, pageOf(out))
      await put(`boards/${head.file}.txt`, textOf(out))
      await json(`boards/${head.file}.json`, jsonOf(out))
      continue
    }
    if (sections(doc).length === 0 && what.kind !== 'narrative') continue // never begun
    await put(`texts/${head.file}.html`, asPage(head, doc, progress))
    await json(`texts/${head.file}.json`, asJson(head, doc))
  }
  for (const [name, rows] of Object.entries(await recordsOf(source.db, slug)))
    await json(`records/${name}.json`, rows)
  const missing = await putImages(source, slug, put)

  const manifest = {
    workspace: slug,
    exportedAt: new Date(source.now).toISOString(),
    throughline: source.version,
    files: written,
    missing,
  }
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return { written, missing }
}

/** An image of the data directory, by a name that somebody may have made up. */
async function storedImage(
  { dataDir }: ExportSource,
  name: string,
): Promise<{ bytes: Buffer; type: string } | null> {
  const kind = /^[0-9a-f]{64}\.(png|jpg|webp|gif)$/.exec(name)?.[1]
  if (kind === undefined) return null
  const bytes = await readFile(join(dataDir, 'files', name))
  return { bytes, type: `image/${kind === 'jpg' ? 'jpeg' : kind}` }
}

/** Writes the images; one whose file is gone must not keep everything else from being written. */
async function putImages(
  { db, dataDir }: ExportSource,
  slug: string,
  put: (file: string, content: Buffer) => Promise<void>,
): Promise<string[]> {
  const missing: string[] = []
  const images = await db
    .selectFrom('image')
    .select('name')
    .where('workspace', '=', slug)
    .orderBy('name')
    .execute()
  for (const { name } of images) {
    const bytes = await readFile(join(dataDir, 'files', name)).catch(() => null)
    if (bytes === null) missing.push(`images/${name}`)
    else await put(`images/${name}`, bytes)
  }
  return missing
}
