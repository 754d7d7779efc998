import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import type { Records } from '../storage/tables.ts'
import { sha256 } from './versions.ts'

const inflate = promisify(inflateRaw)

/** Which versions are not what they were when they were kept, a line each: their words against their checksum. */
export async function checkVersions(db: Records): Promise<string[]> {
  const faults: string[] = []
  const all = await db.selectFrom('version').select(['workspace', 'document', 'id']).orderBy('id').execute()
  for (const { workspace, document, id } of all) {
    const row = await db
      .selectFrom('version')
      .select(['content', 'checksum'])
      .where('workspace', '=', workspace)
      .where('document', '=', document)
      .where('id', '=', id)
      .executeTakeFirst()
    if (row === undefined) continue
    const where = `version ${id} of ${workspace}, document ${document}`
    const json = await inflate(row.content).catch(() => null)
    if (json === null) faults.push(`${where}: its words cannot be read.`)
    else if (sha256(json.toString('utf8')) !== row.checksum)
      faults.push(`${where}: its words are not those of its checksum.`)
  }
  return faults
}
