import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { paragraphsOf, textIn } from '../../shared/history/paragraphs.ts'
import type { VersionContent } from '../../shared/history/version.ts'

const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Short, since one is kept for each paragraph of each version; a clash would only hide one changed paragraph. */
export const digest = (words: string): string => sha256(words).slice(0, 16)

/** The columns that follow from a version's content. */
export interface Sealed {
  checksum: string
  paragraphs: string
  words: number
  content: Uint8Array
}

/** What follows from a version's content. */
export const derived = (content: VersionContent) => ({
  checksum: sha256(JSON.stringify(content)),
  paragraphs: paragraphsOf(content).map(digest),
  words: wordsIn(content),
})

/** A version's content as it is stored. */
export async function sealVersion(content: VersionContent): Promise<Sealed> {
  const { checksum, paragraphs, words } = derived(content)
  return {
    checksum,
    paragraphs: JSON.stringify(paragraphs),
    words,
    content: await deflate(JSON.stringify(content)),
  }
}

/** The content of a stored version. */
export const openVersion = async (content: Uint8Array): Promise<VersionContent> =>
  JSON.parse((await inflate(content)).toString('utf8')) as VersionContent

const wordsIn = ({ sections }: VersionContent): number =>
  sections
    .filter(({ removed }) => !removed)
    .flatMap(({ content }) => content)
    .reduce((sum, node) => sum + (textIn(node).match(/[\p{L}\p{N}][\p{L}\p{N}'’.,%-]*/gu)?.length ?? 0), 0)
