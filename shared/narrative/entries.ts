const ENTRIES: Readonly<Record<string, string>> = {
  decision: 'Decision',
  action: 'Action',
  position: 'Position',
  phone: 'Said by phone',
}

/** "Decision: Use 90% (February 2019)": how an entry reads where it cannot be drawn. */
export function sayEntry({ kind, words }: Record<string, unknown>): string {
  const name =
    (typeof kind === 'string' && Object.hasOwn(ENTRIES, kind) ? ENTRIES[kind] : undefined) ?? 'Entry'
  return typeof words === 'string' ? `${name}: ${words}` : name
}
