import type * as Y from 'yjs'
import type { EasyRead } from '../../shared/analyses/analyses.ts'
import { documentId } from '../../shared/domain/documents.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { changedParagraphs } from '../../shared/history/paragraphs.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { countWords, fragmentOf, sections } from '../../shared/narrative/sections.ts'
import { may } from '../../shared/permissions.ts'
import { roomOf } from '../../shared/rooms.ts'
import { asTheyStand, authorFrom, authorOf, toJson } from '../accounts/people.ts'
import type { Visitor } from '../sync/doorkeeper.ts'
import type { Reading } from './home.ts'
import { saySealed } from './seals.ts'
import { rightsOf } from './standing.ts'
import { note } from './trail.ts'

/** Digests of a document's paragraphs as it is now. */
type Paragraphs = (doc: Y.Doc) => Promise<string[]>

const NOT_OPEN = no('not allowed', 'This document is not open to you. Guest readers read frozen versions.')

/** Whether a theme is written in Easy Read, who signed it off, and what changed since (F11). */
export async function readEasy(
  { ledger: { db }, documents, versions }: Reading,
  paragraphsIn: Paragraphs,
  visitor: Visitor,
  theme: ThemeId,
): Promise<Result<EasyRead, 'not allowed'>> {
  const { workspace } = visitor
  const document = documentId({ kind: 'easy', theme })
  const rights = await rightsOf(db, visitor, document)
  if (!rights.read) return NOT_OPEN
  const rows = await db
    .selectFrom('easy_signoff')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('theme', '=', theme)
    .orderBy('at', 'desc')
    .execute()
  const doc = await documents.read(roomOf(workspace, document))
  const words = sections(doc).reduce((sum, { id }) => sum + countWords(fragmentOf(doc, id)), 0)
  const now = rows.length === 0 ? [] : await paragraphsIn(doc)
  doc.destroy()
  const signoffs = await Promise.all(
    rows.map(async ({ id, by, at, version }) => ({
      id,
      by: authorFrom(by),
      at,
      version,
      changed: changedParagraphs(await versions.paragraphs(workspace, document, version), now),
    })),
  )
  return ok({
    theme,
    words,
    signs: rights.edit && may(visitor, { do: 'sign easy read' }),
    signoffs,
  })
}

/** Signs an Easy Read text off as it is committed now; people do, never the program. */
export async function signEasy(
  reading: Reading,
  paragraphsIn: Paragraphs,
  visitor: Visitor,
  theme: ThemeId,
  id: string,
) {
  const { ledger, versions } = reading
  const { db } = ledger
  const { workspace } = visitor
  const document = documentId({ kind: 'easy', theme })
  const now = await asTheyStand(db, visitor)
  if (!now.ok) return now
  const before = await readEasy(reading, paragraphsIn, now.value, theme)
  if (!before.ok || before.value.signoffs.some((one) => one.id === id)) return before
  if (!before.value.signs)
    return no(
      'not allowed',
      'A parent partner, the voice lead or the nominated lead signs an Easy Read text off.',
    )
  if (before.value.words === 0)
    return no('bad request', 'There is nothing to sign off yet. Write the Easy Read text first.')
  const sealed = await versions.seal(workspace, document)
  const refused = await db.transaction().execute(async (db) => {
    const taken = await db
      .selectFrom('easy_signoff')
      .select('theme')
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .executeTakeFirst()
    if (taken !== undefined)
      return taken.theme === theme ? null : no('bad request', 'This has another theme’s id.')
    // Kept here and not before: what a refused act would leave behind could never be taken away again.
    const version = await versions.keep(db, sealed, { why: 'signed off', by: authorOf(now.value) })
    const { at } = version
    await db
      .insertInto('easy_signoff')
      .values({ workspace, id, theme, version: version.id, by: toJson(now.value), at })
      .execute()
    await note(db, {
      workspace,
      subject: `document:${document}`,
      at,
      by: now.value,
      did: saySealed('signed off', version),
      before: null,
    })
    return null
  })
  if (refused !== null) return refused
  ledger.tell(workspace, { type: 'changed', what: 'history', document })
  ledger.tell(workspace, { type: 'changed', what: 'home' })
  return readEasy(reading, paragraphsIn, now.value, theme)
}
