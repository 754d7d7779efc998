import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import type * as Y from 'yjs'
import { THEME_IDS } from '../../shared/domain/themes.ts'
import { numberFigures } from '../../shared/narrative/figures.ts'
import { fragmentOf, sections } from '../../shared/narrative/sections.ts'
import { roomName } from '../../shared/rooms.ts'
import type { Records } from '../storage/tables.ts'
import { escapeHtml, fragmentToHtml } from './html.ts'
import { fragmentToJson } from './json.ts'

/** Columns that hold JSON: written as what they say, not as text in text. */
const JSON_COLUMNS = new Set([
  'themes',
  'entered_by',
  'locked_by',
  'proposal',
  'anchor',
  'analysis',
  'narrative',
  'suggestion',
  'outcome',
  'accepting',
  'back',
  'content',
  'mentions',
  'author',
  'by',
  'set_by',
  'issued_by',
])

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

  for (const theme of await themesOf(source.db, slug)) {
    const doc = await source.read(roomName({ workspace: slug, kind: 'narrative', theme: theme.id }))
    await put(`texts/theme-${theme.id}.html`, asPage(theme, doc))
    await json(`texts/theme-${theme.id}.json`, asJson(theme, doc))
  }
  for (const [name, rows] of Object.entries(await records(source.db, slug)))
    await json(`records/${name}.json`, rows.map(readable))
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

type ThemeHead = Awaited<ReturnType<typeof themesOf>>[number]

const themesOf = (db: Records, slug: string) =>
  db
    .selectFrom('theme')
    .select(['id', 'label', 'name', 'wording_text', 'wording_source'])
    .where('workspace', '=', slug)
    .where('id', 'in', THEME_IDS)
    .orderBy('id')
    .execute()

function asJson({ id, label, name, wording_text, wording_source }: ThemeHead, doc: Y.Doc) {
  return {
    theme: id,
    label,
    name,
    wording: wording_text,
    source: wording_source,
    figures: Object.fromEntries(numberFigures(doc)),
    sections: sections(doc).map((section) => ({
      ...section,
      content: fragmentToJson(fragmentOf(doc, section.id)),
    })),
  }
}

function asPage({ id, label, name, wording_text }: ThemeHead, doc: Y.Doc): string {
  const numbers = numberFigures(doc)
  // Relative, so that a copied export still shows its images.
  const words = (section: string) =>
    fragmentToHtml(fragmentOf(doc, section), numbers).replace(
      /src="\/api\/w\/[^/]+\/images\//g,
      'src="../images/',
    )
  const body = sections(doc).map(
    ({ id, number, title }) =>
      `<section id="${escapeHtml(id)}">\n<h2>${number} ${escapeHtml(title)}</h2>\n${words(id)}\n</section>`,
  )
  const heading = escapeHtml(name === null ? label : `${label}: ${name}`)
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>${heading}</title></head>
<body>
<h1>${heading}</h1>
<blockquote>${escapeHtml(wording_text ?? 'Wording to be entered from the letter')}</blockquote>
${body.join('\n')}
</body>
</html>
<!-- theme ${id} -->
`
}

/** Documents that are their partner's alone: what is about them leaves the workspace only by their own hand. */
async function privateDrafts(db: Records, slug: string): Promise<(document: string) => boolean> {
  const shared = await db
    .selectFrom('analysis')
    .select('partner')
    .where('workspace', '=', slug)
    .where('shared', '=', 1)
    .execute()
  const open = new Set(shared.map(({ partner }) => `analysis-${partner}`))
  return (document) => document.startsWith('analysis-') && !open.has(document)
}

async function records(db: Records, slug: string): Promise<Record<string, object[]>> {
  const isPrivate = await privateDrafts(db, slug)
  const open = <T extends { document: string }>(rows: T[]): T[] =>
    rows.filter(({ document }) => !isPrivate(document))
  const allComments = await db.selectFrom('comment').selectAll().where('workspace', '=', slug).execute()
  const hidden = new Set(allComments.filter(({ document }) => isPrivate(document)).map(({ id }) => id))
  const hiddenSubject = (subject: string): boolean => {
    const [kind, id = ''] = subject.split(':')
    return (kind === 'comment' && hidden.has(id)) || (kind === 'document' && isPrivate(id))
  }
  const of = (
    table:
      | 'partner'
      | 'member'
      | 'theme'
      | 'position'
      | 'submission'
      | 'easy_signoff'
      | 'seen'
      | 'inbox_seen'
      | 'image'
      | 'audit',
  ) => db.selectFrom(table).selectAll().where('workspace', '=', slug).execute()
  return {
    workspace: await db.selectFrom('workspace').selectAll().where('slug', '=', slug).execute(),
    partners: await of('partner'),
    members: await of('member'),
    themes: await of('theme'),
    comments: open(allComments),
    replies: (await db.selectFrom('reply').selectAll().where('workspace', '=', slug).execute()).filter(
      ({ comment }) => !hidden.has(comment),
    ),
    // The entry stays, since the trail is a chain; what stood before it does not leave.
    trail: (await db.selectFrom('trail').selectAll().where('workspace', '=', slug).execute()).map((entry) =>
      hiddenSubject(entry.subject) ? { ...entry, before: null, salt: null } : entry,
    ),
    versions: (
      await db
        .selectFrom('version')
        .select(['document', 'id', 'at', 'why', 'name', 'by', 'checksum', 'words', 'content'])
        .where('workspace', '=', slug)
        .orderBy('id')
        .execute()
    )
      .filter(({ document, why }) => !isPrivate(document) || why === 'submitted')
      .map((version) => ({ ...version, content: inflateRawSync(version.content).toString('utf8') })),
    restores: open(await db.selectFrom('restore').selectAll().where('workspace', '=', slug).execute()),
    positions: await of('position'),
    // Drafts and their links are their partner's alone until handed in.
    submissions: await of('submission'),
    links: (await db.selectFrom('link').selectAll().where('workspace', '=', slug).execute()).filter(
      ({ partner }) => !isPrivate(`analysis-${partner}`),
    ),
    'easy-signoffs': await of('easy_signoff'),
    seen: await of('seen'),
    'inbox-seen': await of('inbox_seen'),
    'section-edits': open(
      await db.selectFrom('section_edit').selectAll().where('workspace', '=', slug).execute(),
    ),
    sections: open(await db.selectFrom('section_state').selectAll().where('workspace', '=', slug).execute()),
    visits: open(await db.selectFrom('visit').selectAll().where('workspace', '=', slug).execute()),
    images: await of('image'),
    audit: await of('audit'),
    credentials: await db
      .selectFrom('credential')
      .innerJoin('member', 'member.id', 'credential.member')
      .select(['credential.id', 'kind', 'credential.member', 'issued_by', 'credential.created_at'])
      .select(['expires_at', 'used_at', 'revoked_at', 'device', 'credential.last_seen'])
      .where('member.workspace', '=', slug)
      .execute(),
  }
}

const readable = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      JSON_COLUMNS.has(name) && typeof value === 'string' ? (JSON.parse(value) as unknown) : value,
    ]),
  )
