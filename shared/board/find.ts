/** Lower case, without accents and with plain quotes and single spaces: as people type when they look for something. */
const plain = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[‐‑–—]/g, '-')
    .replace(/\s+/g, ' ')
    .toLocaleLowerCase('en-GB')

/** Those whose words hold what is looked for, in the order they are given; none for an empty search. */
export function found<T extends { words: string }>(things: readonly T[], wanted: string): T[] {
  const query = plain(wanted).trim()
  return query === '' ? [] : things.filter(({ words }) => plain(words).includes(query))
}
