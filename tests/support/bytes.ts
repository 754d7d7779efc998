import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import Database from 'better-sqlite3'

/** Every file under a directory, with its bytes. */
async function filesIn(dir: string): Promise<{ file: string; bytes: Buffer }[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const file = join(entry.parentPath, entry.name)
        return { file, bytes: await readFile(file) }
      }),
  )
}

/**
 * Where a text lies in the files of a data directory: as it is, in UTF-16, in deflated versions, or as figures typed
 * one at a time that lie close together in this order. A line for each; empty when it is nowhere.
 */
export async function whereBytesLie(dir: string, text: string): Promise<string[]> {
  const found: string[] = []
  const spellings = [text, text.replaceAll(/\s/g, ''), text.replaceAll(/\s/g, '-')]
  for (const { file, bytes } of await filesIn(dir)) {
    for (const words of spellings) {
      if (bytes.includes(words, 0, 'utf8')) found.push(`${file}: ${words}`)
      if (bytes.includes(words, 0, 'utf16le')) found.push(`${file}: ${words} in UTF-16`)
    }
    if (file.includes('log.db') && typedInto(bytes, text)) found.push(`${file}: typed one by one`)
  }
  const db = new Database(join(dir, 'records.db'), { readonly: true })
  for (const { content } of db.prepare<[], { content: Buffer }>('select content from version').iterate()) {
    const json = inflateRawSync(content).toString('utf8')
    if (spellings.some((words) => json.includes(words))) found.push('a version')
  }
  db.close()
  return found
}

/** Each letter of the text after the one before it, with at most so many bytes of a Yjs update between them. */
const GAP = 80

function typedInto(bytes: Buffer, text: string): boolean {
  const letters = Array.from(text.replaceAll(/\s/g, ''), (letter) => letter.codePointAt(0) ?? 0)
  for (let at = bytes.indexOf(letters[0] ?? 0); at !== -1; at = bytes.indexOf(letters[0] ?? 0, at + 1)) {
    // A letter typed alone is a ContentString of length one: its length stands before it.
    if (bytes[at - 1] !== 1) continue
    let last = at
    const all = letters.slice(1).every((letter) => {
      for (let next = last + 1; next <= last + GAP; next++)
        if (bytes[next] === letter && bytes[next - 1] === 1) {
          last = next
          return true
        }
      return false
    })
    if (all) return true
  }
  return false
}
