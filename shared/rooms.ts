import { THEME_IDS, type ThemeId } from './domain/themes.ts'

/**
 * The shared documents. A room is the unit of permission: whoever may write to it may write all of it.
 * Further kinds (presentation, analysis, minutes, board) join this union when they have code.
 */
export interface Room {
  workspace: string
  kind: 'narrative'
  theme: ThemeId
}

/** Slugs are short and plain, so that a room's name is safe in a URL, a log line and a file name. */
export const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/

/** The name on the wire: `<workspace>/narrative/<theme>`. */
export const roomName = (room: Room): string => `${room.workspace}/${room.kind}/${room.theme}`

/** Parses a name from outside; null for anything that is not a room's name. */
export function parseRoom(name: string): Room | null {
  const [workspace = '', kind, id, ...rest] = name.split('/')
  if (!SLUG.test(workspace) || kind !== 'narrative' || rest.length > 0) return null
  const theme = THEME_IDS.find((theme) => theme === id)
  return theme === undefined ? null : { workspace, kind, theme }
}
