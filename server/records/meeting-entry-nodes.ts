import type { NodeJson, VersionContent } from '../../shared/history/version.ts'
import type { Records } from '../storage/tables.ts'

/**
 * Minutes as they are kept for good: each entry says what its record says. A program can write any words into the
 * node that points at a decision, and a closed version must not put them under somebody's name.
 */
export async function asRecorded(
  db: Records,
  { workspace, id }: { workspace: string; id: string },
  content: VersionContent,
): Promise<VersionContent> {
  const rows = await db
    .selectFrom('meeting_entry')
    .select(['id', 'kind', 'words'])
    .where('workspace', '=', workspace)
    .where('meeting', '=', id)
    .execute()
  const recorded = new Map(rows.map((row) => [row.id, row]))
  const mended = (node: NodeJson): NodeJson => {
    if (node.type !== 'entry')
      return node.content === undefined ? node : { ...node, content: node.content.map(mended) }
    const row = recorded.get(String(node.attrs?.['id']))
    // A node of no record keeps its words, as those of nobody.
    return { ...node, attrs: { ...node.attrs, kind: row?.kind ?? null, ...(row && { words: row.words }) } }
  }
  return {
    ...content,
    sections: content.sections.map((section) => ({ ...section, content: section.content.map(mended) })),
  }
}
