/**
 * How words stand in a column. `text` and `json`: struck out. `anchor`: made anew on the clean document. `content`: a
 * whole state, deflated. `before`: withheld, since the trail is only added to. `signatory`: only who wrote it takes
 * words out. `own`: a purge's own words, dropped when it ends.
 */
export type Kept = 'text' | 'json' | 'anchor' | 'content' | 'before' | 'signatory' | 'own'

/** Every place that holds people's words. A test compares this with the tables there are: a new column needs a line. */
export const PLACES = {
  workspace: { name: 'text', banner: 'text', purpose: 'text' },
  theme: {
    label: 'text',
    name: 'text',
    note: 'text',
    wording_text: 'text',
    wording_source: 'text',
    proposal: 'json',
  },
  comment: {
    text: 'text',
    anchor: 'anchor',
    suggestion: 'json',
    outcome: 'json',
    accepting: 'json',
    back: 'json',
  },
  reply: { text: 'text' },
  section_state: { title: 'text' },
  trail: { before: 'before' },
  version: { name: 'text', content: 'content' },
  position: { reason: 'signatory' },
  presentation_section: { title: 'text' },
  meeting: { title: 'text' },
  link: { analysis: 'anchor', narrative: 'anchor', said: 'text' },
  purge: { words: 'own', refused_why: 'text' },
  purge_step: { anchors: 'own' },
} as const satisfies Record<string, Record<string, Kept>>

/** Columns of text that hold no words of a document: ids, kinds, hashes, and who members and partners are. */
export const NO_WORDS: Record<string, readonly string[]> = {
  workspace: ['slug'],
  partner: ['workspace', 'kind', 'name', 'short', 'signatory'],
  member: ['id', 'workspace', 'name', 'partner', 'role', 'themes'],
  credential: ['id', 'kind', 'hash', 'member', 'issued_by', 'device'],
  theme: ['workspace', 'id', 'judgement', 'wording_status', 'entered_by', 'locked_by', 'frozen'],
  comment: ['workspace', 'id', 'author_id', 'author', 'document', 'kind', 'state', 'mentions'],
  reply: ['workspace', 'id', 'author_id', 'author', 'comment', 'mentions'],
  trail: ['id', 'workspace', 'subject', 'by', 'did', 'salt', 'digest', 'hash', 'withheld'],
  seen: ['workspace', 'member', 'comment'],
  inbox_seen: ['workspace', 'member', 'item'],
  section_edit: ['workspace', 'document', 'section', 'member', 'by'],
  section_state: ['workspace', 'document', 'section'],
  visit: ['workspace', 'document', 'member'],
  image: ['workspace', 'name', 'by'],
  audit: ['id', 'workspace', 'by', 'did', 'about'],
  analysis: ['workspace', 'partner'],
  submission: ['workspace', 'id', 'partner', 'version', 'by'],
  easy_signoff: ['workspace', 'id', 'theme', 'version', 'by'],
  link: ['workspace', 'id', 'partner', 'theme', 'by'],
  version: ['workspace', 'document', 'id', 'why', 'by', 'checksum', 'paragraphs'],
  restore: ['workspace', 'document', 'id', 'base', 'wanted', 'section', 'undoes', 'by'],
  purging: ['workspace'],
  position: [
    'id',
    'workspace',
    'theme',
    'partner',
    'on',
    'stance',
    'salt',
    'digest',
    'set_by',
    'supersedes',
    'version',
    'hash',
  ],
  changed_since: ['workspace', 'document', 'version'],
  purge: [
    'workspace',
    'id',
    'document',
    'found',
    'state',
    'asked_by',
    'lead',
    'officer',
    'refused_by',
    'rewritten',
  ],
  purge_step: ['workspace', 'purge', 'document'],
  presentation: ['workspace', 'starts'],
  presentation_section: ['workspace', 'id', 'kind', 'theme', 'presenter', 'partner', 'order'],
  meeting: ['workspace', 'id', 'kind', 'state'],
}
