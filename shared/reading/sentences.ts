/** Plain English asks for sentences of no more words than this. */
const LONG_SENTENCE = 25

export interface Sentence {
  from: number
  to: number
  words: number
}

const segments = new Intl.Segmenter('en-GB', { granularity: 'sentence' })

/** The sentences of a paragraph; offsets in UTF-16 units, without the spaces around them. */
function sentencesIn(text: string): Sentence[] {
  const found: Sentence[] = []
  let joins = false
  for (const { segment, index } of segments.segment(text)) {
    const words = countWordsIn(segment)
    const last = found.at(-1)
    const from = index + (segment.length - segment.trimStart().length)
    const to = index + segment.trimEnd().length
    if (joins && last !== undefined) {
      last.to = to
      last.words += words
    } else if (words > 0) found.push({ from, to, words })
    joins = ABBREVIATED.test(segment)
  }
  return found
}

/** A full stop that ends no sentence. */
const ABBREVIATED = /(?:^|[\s(])(?:e\.g|i\.e|etc|cf|approx|no|nos|fig|figs|dr|mr|mrs|ms|prof|st)\.\s*$/i

/** Words as people count them: "self-assessment", "11.70" and "don’t" are one each. */
const countWordsIn = (text: string): number =>
  text.match(/[\p{L}\p{N}](?:[\p{L}\p{N}'’.,%/-]*[\p{L}\p{N}%])?/gu)?.length ?? 0

/** The sentences of a paragraph that are too long to be read easily. */
export const longSentencesIn = (text: string): Sentence[] =>
  sentencesIn(text).filter(({ words }) => words > LONG_SENTENCE)
