import { type DocumentId, DocumentId as Id, documentId, type Kind, kindOf } from './domain/documents.ts'

/** A shared document, which is the unit of permission: whoever may write to it may write all of it. */
export type Room = { workspace: string } & Kind

/** Slugs are short and plain, so that a room's name is safe in a URL, a log line and a file name. */
export const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/

/** The name on the wire: `<workspace>/narrative/4`, `<workspace>/analysis/parents`. */
export const roomName = (room: Room): string => `${room.workspace}/${room.kind}/${idIn(room)}`

function idIn(what: Kind): string {
  switch (what.kind) {
    case 'analysis':
      return what.partner
    case 'presentation':
      return what.section
    case 'minutes':
      return what.meeting
    case 'board':
      return what.board
    case 'narrative':
    case 'easy':
      return what.theme
  }
}

/** Parses a name from outside; null for anything that is not a room's name. */
export function parseRoom(name: string): Room | null {
  const [workspace = '', kind = '', id = '', ...rest] = name.split('/')
  if (!SLUG.test(workspace) || rest.length > 0) return null
  const document = Id.safeParse(kind === 'narrative' ? id : `${kind}-${id}`)
  if (!document.success) return null
  const room: Room = { workspace, ...kindOf(document.data) }
  return room.kind === kind ? room : null // "narrative/easy-4" is no name
}

/** The room of a document, by the id that records and addresses use. */
export const roomOf = (workspace: string, document: DocumentId): string =>
  roomName({ workspace, ...kindOf(document) })

/** The id that records and addresses use for a room's document. */
export const documentOf = (room: Room): DocumentId => documentId(room)
