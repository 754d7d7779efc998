/** Which dialog or panel is open. */
export type Panel =
  | { open: 'find' }
  | { open: 'help' }
  | { open: 'link' }
  | { open: 'figure'; with: 'table' | 'image'; file?: File }
  | { open: 'reference' }
  | { open: 'alt'; at: number }
