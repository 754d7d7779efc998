import type { Records } from '../storage/tables.ts'
import { openVersion, sha256 } from './sealed.ts'

/**
 * Which versions are not what they were when they were kept, a line each: their words against their checksum, the
 * checksum of a frozen one against the trail, and those that are gone although something stands on them.
 */
export async function checkVersions(db: Records): Promise<string[]> {
  return [...(await checkWords(db)), ...(await checkStanding(db)), ...(await checkFrozen(db))]
}

/** Positions, submissions, sign-offs and frozen narratives stand on versions that are never thinned out. */
async function checkStanding(db: Records): Promise<string[]> {
  const versions = await db.selectFrom('version').select(['workspace', 'document', 'id']).execute()
  const there = new Set(versions.map(({ workspace, document, id }) => `${workspace} ${document} ${id}`))
  const positions = await db.selectFrom('position').select(['workspace', 'theme', 'id', 'version']).execute()
  const submissions = await db.selectFrom('submission').selectAll().execute()
  const signed = await db.selectFrom('easy_signoff').select(['workspace', 'theme', 'id', 'version']).execute()
  const on = [
    ...positions.map((row) => ({ ...row, what: 'position', document: row.theme })),
    ...submissions.map((row) => ({ ...row, what: 'submission', document: `analysis-${row.partner}` })),
    ...signed.map((row) => ({ ...row, what: 'sign-off', document: `easy-${row.theme}` })),
  ]
  return on.flatMap(({ what, workspace, document, id, version }) =>
    there.has(`${workspace} ${document} ${version}`)
      ? []
      : [`${what} ${id} of ${workspace}: the version it stands on, ${version}, was taken out.`],
  )
}

/** What the trail says was frozen is there with the checksum noted then, and nothing else is frozen. */
async function checkFrozen(db: Records): Promise<string[]> {
  const faults: string[] = []
  const acts = await db
    .selectFrom('trail')
    .select(['workspace', 'subject', 'did', 'n'])
    .where((e) =>
      e.or([
        e('did', 'like', 'froze %'),
        e('did', 'like', 'resealed %'),
        e('did', '=', 'went on with a new draft'),
      ]),
    )
    .orderBy('n')
    .execute()
  const frozen = new Map<string, string>()
  const sums = new Map<string, string>()
  for (const { workspace, subject, did } of acts) {
    const [act, id = '', checksum = ''] = did.split(' ')
    const theme = `${workspace} ${subject.split(':')[1]}`
    if (act === 'went') frozen.delete(theme)
    else sums.set(`${theme} ${id}`, checksum)
    if (act === 'froze') frozen.set(theme, id)
  }
  for (const [version, checksum] of sums) {
    const [workspace = '', document, id = ''] = version.split(' ')
    const row = await db
      .selectFrom('version')
      .select(['document', 'checksum'])
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .executeTakeFirst()
    if (row?.document !== document || row?.checksum !== checksum)
      faults.push(`version ${id} of ${workspace}, document ${document}: it is not the one that was frozen.`)
  }
  for (const { workspace, id, frozen: now } of await db.selectFrom('theme').selectAll().execute())
    if ((frozen.get(`${workspace} ${id}`) ?? null) !== now)
      faults.push(`theme ${id} of ${workspace}: the trail tells otherwise of whether it is frozen.`)
  return faults
}

/** The words of each version against its own checksum. */
async function checkWords(db: Records): Promise<string[]> {
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
