import type { Records } from '../storage/tables.ts'
import { openVersion, sha256 } from './sealed.ts'

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
    const content = await openVersion(row.content).catch(() => null)
    if (content === null) faults.push(`${where}: its words cannot be read.`)
    else if (sha256(JSON.stringify(content)) !== row.checksum)
      faults.push(`${where}: its words are not those of its checksum.`)
  }
  return faults
}
