import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { THEME_IDS } from '../../shared/domain/themes.ts'
import { may } from '../../shared/permissions.ts'
import { toJson } from '../accounts/people.ts'
import { newId } from '../storage/ids.ts'
import type { Ledger } from '../storage/ledger.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import { dotsOf } from './image-dots.ts'

const TYPES = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp', gif: 'image/gif' } as const
type Kind = keyof typeof TYPES

/** Four bytes each are held by every page that shows it. The largest photos of today's phones have 50 million. */
const MOST_DOTS = 64_000_000
const GIANT = no(
  'bad request',
  'That image has more than 64 million dots, more than a phone can hold. Make it smaller first.',
)

const NAME = /^[0-9a-f]{64}\.(png|jpg|webp|gif)$/

/** What the bytes are, whatever the sender calls them; SVG is none of these, since it can carry script. */
function kindOf(bytes: Buffer): Kind | null {
  const starts = (signature: string, at = 0): boolean =>
    bytes.subarray(at, at + signature.length / 2).toString('hex') === signature
  if (starts('89504e470d0a1a0a')) return 'png'
  if (starts('ffd8ff')) return 'jpg'
  if (starts('474946383761') || starts('474946383961')) return 'gif'
  if (starts('52494646') && starts('57454250', 8)) return 'webp'
  return null
}

export interface Images {
  keep(visitor: Visitor, bytes: Buffer): Promise<Result<{ src: string }, 'not allowed' | 'bad request'>>
  /** The bytes of an image of this workspace; null when it has none of that name. */
  find(workspace: string, name: string): Promise<{ bytes: Buffer; type: string } | null>
}

/** Images in narratives: named by their content, kept once each, known to the workspaces that uploaded them. */
export function createImages(ledger: Ledger, dataDir: string): Images {
  const folder = join(dataDir, 'files')
  return {
    async keep(visitor, bytes) {
      if (!THEME_IDS.some((theme) => may(visitor, { do: 'edit narrative', theme })))
        return no('not allowed', 'You can read and comment here; images come from those who write.')
      const kind = kindOf(bytes)
      if (kind === null) return no('bad request', 'That is no PNG, JPEG, WebP or GIF image.')
      const dots = dotsOf(bytes)
      if (dots !== null && dots.w * dots.h > MOST_DOTS) return GIANT
      const name = `${createHash('sha256').update(bytes).digest('hex')}.${kind}`
      await writeOnce(folder, name, bytes)
      const { workspace } = visitor
      await ledger.db
        .insertInto('image')
        .values({ workspace, name, bytes: bytes.length, by: toJson(visitor), at: ledger.now() })
        .onConflict((c) => c.columns(['workspace', 'name']).doNothing())
        .execute()
      return ok({ src: `/api/w/${workspace}/images/${name}` })
    },
    async find(workspace, name) {
      const kind = NAME.exec(name)?.[1] as Kind | undefined
      if (kind === undefined) return null
      const row = await ledger.db
        .selectFrom('image')
        .select('name')
        .where('workspace', '=', workspace)
        .where('name', '=', name)
        .executeTakeFirst()
      if (row === undefined) return null
      return { bytes: await readFile(join(folder, name)), type: TYPES[kind] }
    },
  }
}

/** On disk before its name is known to anyone: written aside, flushed, then put in place. */
async function writeOnce(folder: string, name: string, bytes: Buffer): Promise<void> {
  await mkdir(folder, { recursive: true })
  const aside = join(folder, `.${newId()}`)
  const file = await open(aside, 'wx')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, join(folder, name))
}
