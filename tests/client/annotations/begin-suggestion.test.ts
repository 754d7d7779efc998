import { Editor } from '@tiptap/core'
import { StarterKit } from '@tiptap/starter-kit'
import { afterEach, describe, expect, test } from 'vitest'
import { paragraphAround, SAY, startSuggestion } from '../../../client/annotations/begin-suggestion.ts'
import { postable, proposed } from '../../../client/annotations/proposal.ts'
import type { Draft } from '../../../client/annotations/draft.ts'

let editor: Editor
afterEach(() => {
  if (!editor.isDestroyed) editor.destroy()
})

/** An editor on some HTML, and a selection of words in it ("|" in `words` is a caret). */
function on(html: string, words: string) {
  editor = new Editor({ element: document.createElement('div'), extensions: [StarterKit], content: html })
  const caret = words.indexOf('|')
  const plain = words.replace('|', '')
  let at = -1
  editor.state.doc.descendants((node, pos) => {
    const found = node.isText ? (node.text ?? '').indexOf(plain) : -1
    if (found !== -1 && at === -1) at = pos + found
  })
  if (at === -1) throw new Error(`No ${plain}`)
  return caret === -1 ? { from: at, to: at + plain.length } : { from: at + caret, to: at + caret }
}

const start = (html: string, words: string, begun = {}) => {
  const selection = on(html, words)
  const started = startSuggestion(editor.state.doc, selection, begun)
  if (typeof started === 'string') return started
  const text = editor.state.doc.textBetween(0, editor.state.doc.content.size, '', '\ufffc')
  const { range, ...rest } = started
  return { ...rest, on: text.slice(range.from, range.to) }
}

const P = '<p>Numbers of pupils rose.</p><p>In the county.</p>'

describe('beginning suggested wording', () => {
  test('selected words are in the box, chosen, to be typed over', () => {
    expect(start(P, 'of pupils')).toEqual({
      form: 'replace',
      words: 'of pupils',
      side: 'after',
      on: 'of pupils',
      caret: [0, 9],
    })
  })

  test('typing over a selection brings what was typed, without the spaces at the selection’s ends', () => {
    expect(start(P, ' pupils ', { typed: 'c' })).toMatchObject({
      form: 'replace',
      words: 'c',
      on: 'pupils',
      caret: [1, 1],
    })
  })

  test('a caret between words puts words in beside the nearest word of the paragraph', () => {
    expect(start(P, 'Numbers |of', { typed: 'x' })).toMatchObject({
      form: 'insert',
      side: 'after',
      on: 'Numbers',
    })
    expect(start(P, 'rose.|', { typed: 'x' })).toMatchObject({ form: 'insert', side: 'after', on: 'rose.' })
    expect(start(P, '|In the', { typed: 'x' })).toMatchObject({ form: 'insert', side: 'before', on: 'In' })
  })

  test('a caret in a word is about the whole word, with the letter where it was typed', () => {
    expect(start(P, 'pup|ils', { typed: 'X' })).toMatchObject({
      form: 'replace',
      words: 'pupXils',
      on: 'pupils',
      caret: [4, 4],
    })
  })

  test('Backspace strikes the word before, Delete the one behind, a selection itself', () => {
    expect(start(P, 'of |pupils', { strike: 'back' })).toMatchObject({ form: 'strike', words: '', on: 'of' })
    expect(start(P, 'of| pupils', { strike: 'forward' })).toMatchObject({ form: 'strike', on: 'pupils' })
    expect(start(P, 'of pupils', { strike: 'selection' })).toMatchObject({ form: 'strike', on: 'of pupils' })
    expect(start(P, '|Numbers', { strike: 'back' })).toBe(SAY.words)
  })

  test('several paragraphs, a line break among the words and a paragraph without words are answered in words', () => {
    const from = on(P, 'pupils').from
    expect(startSuggestion(editor.state.doc, { from, to: from + 20 }, {})).toBe(SAY.blocks)
    editor.destroy()
    const broken = on('<p>One<br>two three</p>', 'One')
    expect(startSuggestion(editor.state.doc, { from: broken.from, to: broken.to + 4 }, {})).toBe(SAY.atom)
    editor.destroy()
    on('<p></p><p>Words</p>', 'Words')
    expect(startSuggestion(editor.state.doc, { from: 1, to: 1 }, {})).toBe(SAY.empty)
  })

  test('in a list the paragraph is the item’s own', () => {
    const { from } = on('<ul><li><p>First point</p></li><li><p>Second point</p></li></ul>', 'Second')
    expect(paragraphAround(editor.state.doc.resolve(from))).toEqual({ from: 11, to: 23 })
  })
})

/** A draft on the words "of pupils". */
const draft = (proposal: Draft['proposal']): Draft => ({
  anchor: { section: 's', start: {}, end: {}, quote: 'of pupils', before: '', after: '' },
  kind: 'suggestion',
  text: '',
  proposal,
  aside: false,
})

const words = (form: NonNullable<Draft['proposal']>['form'], said: string): Draft =>
  draft({ form, words: said, side: 'after' })

describe('what a draft would be posted as', () => {
  test('words as they stand propose nothing; none at all propose to strike them', () => {
    expect(proposed(words('replace', 'of pupils '))).toBeNull()
    expect(proposed(words('replace', '  '))).toEqual({ form: 'strike', words: '', side: 'after' })
    expect(proposed(words('insert', '  '))).toBeNull()
  })

  test('what is pasted with line ends is one paragraph', () => {
    expect(proposed(words('replace', 'of\r\n  children '))?.words).toBe('of children')
  })

  test('why may be left out, the words may not', () => {
    expect(postable(words('strike', ''))).toMatchObject({ text: '', suggestion: { form: 'strike' } })
    expect(postable({ ...words('replace', 'of pupils'), text: 'Because' })).toBeNull()
  })
})
