import { sealIn } from '../records/seals.ts'
import type { Records } from '../storage/tables.ts'
import { derived, openVersion } from './sealed.ts'

/**
 * Which versions are not what they were when they were kept, a line each: their words against what follows from
 * them, their checksum against the acts that stand on them, and those that are gone although something stands on them.
 */
export async function checkVersions(db: Records): Promise<string[]> {
  return [...(await checkWords(db)), ...(await checkStanding(db)), ...(await checkTold(db))]
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

/**
 * Every version an act stands on (frozen, agreed, submitted, signed off, a position taken) is there with the checksum
 * the trail holds of it, and nothing else is frozen. Acts from before the trail held checksums are not known here.
 */
async function checkTold(db: Records): Promise<string[]> {
  const faults: string[] = []
  const acts = await db.selectFrom('trail').select(['workspace', 'subject', 'did']).orderBy('n').execute()
  const frozen = new Map<string, string>()
  const sums = new Map<string, string>()
  for (const { workspace, subject, did } of acts) {
    if (did === 'went on with a new draft') frozen.delete(`${workspace} ${subject.slice('theme:'.length)}`)
    const seal = sealIn({ subject, did })
    if (seal === null) continue
    sums.set(`${workspace} ${seal.document} ${seal.version}`, seal.checksum)
    if (did.startsWith('froze ')) frozen.set(`${workspace} ${seal.document}`, seal.version)
  }
  const rows = await db.selectFrom('version').select(['workspace', 'document', 'id', 'checksum']).execute()
  const stands = new Map(
    rows.map(({ workspace, document, id, checksum }) => [`${workspace} ${document} ${id}`, checksum]),
  )
  for (const [version, checksum] of sums) {
    const [workspace, document, id] = version.split(' ')
    if (stands.get(version) !== checksum)
      faults.push(
        `version ${id} of ${workspace}, document ${document}: it is not the one the trail tells of.`,
      )
  }
  for (const { workspace, id, frozen: now } of await db.selectFrom('theme').selectAll().execute())
    if ((frozen.get(`${workspace} ${id}`) ?? null) !== now)
      faults.push(`theme ${id} of ${workspace}: the trail tells otherwise of whether it is frozen.`)
  return faults
}

/** The words of each version against its own checksum, paragraphs and count. */
async function checkWords(db: Records): Promise<string[]> {
  const faults: string[] = []
  const all = await db.selectFrom('version').select(['workspace', 'document', 'id']).orderBy('id').execute()
  for (const { workspace, document, id } of all) {
    const row = await db
      .selectFrom('version')
      .select(['content', 'checksum', 'paragraphs', 'words'])
      .where('workspace', '=', workspace)
      .where('document', '=', document)
      .where('id', '=', id)
      .executeTakeFirst()
    if (row === undefined) continue
    const where = `version ${id} of ${workspace}, document ${document}`
    const content = await openVersion(row.content).catch(() => null)
    if (content === null) {
      faults.push(`${where}: its words cannot be read.`)
      continue
    }
    const { checksum, paragraphs, words } = derived(content)
    if (checksum !== row.checksum) faults.push(`${where}: its words are not those of its checksum.`)
    // Whether a position or a sign-off is asked about again is read from these.
    else if (JSON.stringify(paragraphs) !== row.paragraphs || words !== row.words)
      faults.push(`${where}: its paragraphs or its count are not those of its words.`)
  }
  return faults
}
