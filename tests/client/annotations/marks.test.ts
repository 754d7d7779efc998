import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { StarterKit } from '@tiptap/starter-kit'
import * as Y from 'yjs'
import { afterEach, describe, expect, test } from 'vitest'
import { markAt, marksKey, marksOf } from '../../../client/annotations/marks.ts'
import type { Thread } from '../../../client/annotations/painter.ts'
import { createPlaces, type Beat, type Places } from '../../../client/annotations/places.ts'
import { anchorOn } from '../../../shared/annotations/anchors.ts'
import type { Anchor } from '../../../shared/annotations/comments.ts'
import { addSection, fragmentOf } from '../../../shared/narrative/sections.ts'

/** Time that the test moves: what was asked for runs when the test says so. */
function hand(): Beat & { tick(): void; rest(): void } {
  let frames: (() => void)[] = []
  let idle: (() => void) | null = null
  return {
    frame: (run) => void frames.push(run),
    idle: (run) => (idle = run),
    tick() {
      while (frames.length > 0) {
        const now = frames
        frames = []
        for (const run of now) run()
      }
    },
    rest() {
      this.tick()
      idle?.()
      idle = null
      this.tick()
    },
  }
}

interface Page {
  doc: Y.Doc
  places: Places
  beat: ReturnType<typeof hand>
  editor(section: string): Editor
  moved: Map<string, Anchor>
}

const open: Editor[] = []
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy()
})

function page(doc = new Y.Doc()): Page {
  const beat = hand()
  const moved = new Map<string, Anchor>()
  const places = createPlaces(doc, beat, (id, anchor) => moved.set(id, anchor))
  const editors = new Map<string, Editor>()
  const editor = (section: string): Editor => {
    const known = editors.get(section)
    if (known !== undefined) return known
    const made = new Editor({
      element: document.createElement('div'),
      extensions: [
        StarterKit.configure({ undoRedo: false, link: false, trailingNode: false }),
        Collaboration.configure({ fragment: fragmentOf(doc, section) }),
        marksOf(section, places),
      ],
    })
    open.push(made)
    editors.set(section, made)
    return made
  }
  return { doc, places, beat, editor, moved }
}

function sync(a: Page, b: Page): void {
  Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc, Y.encodeStateVector(b.doc)), 'net')
  Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc, Y.encodeStateVector(a.doc)), 'net')
  a.beat.tick()
  b.beat.tick()
}

const thread = (id: string, anchor: Anchor, more: Partial<Thread> = {}): Thread => ({
  id,
  anchor,
  version: 1,
  partner: 'parents',
  says: 'Challenge from Parents',
  marked: true,
  ...more,
})

/** What the page marks for a comment, as its reader sees it. */
const marked = (editor: Editor, id: string): string =>
  [...editor.view.dom.querySelectorAll(`mark[data-comment="${id}"]`)].map((mark) => mark.textContent).join('')

async function two(): Promise<{ a: Page; b: Page; ea: Editor; eb: Editor }> {
  const a = page()
  addSection(a.doc, { id: 'overview', title: 'Overview', after: null })
  addSection(a.doc, { id: 'families', title: 'Families', after: 'overview' })
  const ea = a.editor('overview')
  ea.commands.setContent(
    '<p>First words of all.</p><p>The brave big World of ours stays.</p><p>Last words.</p>',
  )
  const b = page()
  sync(a, b)
  const eb = b.editor('overview')
  await new Promise((resolve) => setTimeout(resolve)) // y-tiptap draws a new editor on the next turn
  const anchor = anchorOn(a.doc, 'overview', 'World')
  if (anchor === null) throw new Error('no anchor')
  for (const one of [a, b]) {
    one.places.setThreads([thread('c1', anchor)])
    one.beat.tick()
  }
  return { a, b, ea, eb }
}

/** The document position before some words. */
function at(editor: Editor, words: string): number {
  let found = -1
  editor.state.doc.descendants((node, pos) => {
    const index = node.isText ? (node.text ?? '').indexOf(words) : -1
    if (index !== -1 && found === -1) found = pos + index
  })
  if (found === -1) throw new Error(`No ${words}`)
  return found
}

const insert = (editor: Editor, pos: number, words: string): void =>
  editor.view.dispatch(editor.state.tr.insertText(words, pos))

describe('marks of comments', () => {
  test('are drawn for everyone, in the partner’s pattern, and said to a screen reader', async () => {
    const { ea, eb } = await two()
    expect(marked(ea, 'c1')).toBe('World')
    expect(marked(eb, 'c1')).toBe('World')
    const mark = eb.view.dom.querySelector('mark')
    expect(mark?.className).toBe('a p-parents')
    expect(mark?.getAttribute('aria-description')).toBe('Challenge from Parents')
  })

  test('move with an own edit at once, before the shared document was asked', async () => {
    const { ea } = await two()
    insert(ea, at(ea, 'brave'), 'very very ')
    expect(marked(ea, 'c1')).toBe('World')
  })

  test('stand right in the next frame after another’s edit', async () => {
    const { a, b, ea, eb } = await two()
    insert(ea, at(ea, 'First'), 'Before all else. ')
    insert(ea, at(ea, 'brave'), 'very ')
    sync(a, b)
    expect(marked(eb, 'c1')).toBe('World')
  })

  test('survive Enter inside, and the one who pressed it tells the others where the words are', async () => {
    const { a, b, ea, eb } = await two()
    ea.view.dispatch(ea.state.tr.split(at(ea, 'World') + 2))
    a.beat.rest()
    expect(marked(ea, 'c1')).toBe('World')
    const anchor = a.moved.get('c1')
    expect(anchor?.quote).toBe('World')
    sync(a, b)
    expect(b.moved.size, 'the other page moves nothing').toBe(0)
    if (anchor !== undefined) b.places.setThreads([thread('c1', anchor, { version: 2 })])
    b.beat.tick()
    expect(marked(eb, 'c1')).toBe('World')
    expect(b.places.found.get().get('c1')?.by).toBe('exact')
  })

  test('typing inside widens the mark, and nothing is sent', async () => {
    const { a, ea } = await two()
    insert(ea, at(ea, 'World') + 3, 'x')
    a.beat.rest()
    expect(marked(ea, 'c1')).toBe('Worxld')
    expect(a.moved.size).toBe(0)
  })

  test('go when the words are deleted, and come back with them', async () => {
    const { a, b, ea, eb } = await two()
    const from = at(ea, 'World')
    ea.view.dispatch(ea.state.tr.delete(from, from + 5))
    a.beat.rest()
    expect(a.places.found.get().get('c1')).toBeNull()
    expect(marked(ea, 'c1')).toBe('')
    insert(ea, from, 'World')
    a.beat.rest()
    expect(marked(ea, 'c1')).toBe('World')
    sync(a, b)
    b.beat.rest()
    expect(marked(eb, 'c1')).toBe('World')
  })

  test('cut here and pasted in another section: the comment goes with the words, told by the one who did it', async () => {
    const { a, b, ea } = await two()
    const families = a.editor('families')
    await new Promise((resolve) => setTimeout(resolve))
    const from = at(ea, 'World')
    ea.view.dispatch(ea.state.tr.delete(from, from + 5))
    a.beat.rest()
    families.commands.insertContent('<p>A quite other World, somewhere else.</p>')
    a.beat.rest()
    expect(marked(families, 'c1')).toBe('World')
    expect(a.moved.get('c1')?.section).toBe('families')
    sync(a, b)
    b.beat.rest()
    expect(b.moved.size).toBe(0)
  })

  test('a comment whose words are gone never jumps to the same word typed by somebody else', async () => {
    const { a, b, ea, eb } = await two()
    const from = at(ea, 'World')
    ea.view.dispatch(ea.state.tr.delete(from, from + 5))
    a.beat.rest()
    sync(a, b)
    insert(eb, at(eb, 'Last'), 'A World apart. ')
    b.beat.rest()
    sync(a, b)
    a.beat.rest()
    for (const one of [a, b]) expect(one.places.found.get().get('c1')).toBeNull()
  })

  test('the shortest of overlapping marks is the one at a position', async () => {
    const { a, ea } = await two()
    const wide = anchorOn(a.doc, 'overview', 'brave big World of ours')
    const narrow = anchorOn(a.doc, 'overview', 'World')
    if (wide === null || narrow === null) throw new Error('no anchor')
    a.places.setThreads([thread('wide', wide), thread('narrow', narrow)])
    a.beat.tick()
    expect(markAt(ea.state, at(ea, 'World') + 2)).toBe('narrow')
    expect(markAt(ea.state, at(ea, 'big') + 1)).toBe('wide')
    expect(markAt(ea.state, at(ea, 'Last'))).toBeNull()
    expect(markAt(ea.state, at(ea, 'brave')), 'a pointer at the edge').toBe('wide')
    expect(markAt(ea.state, at(ea, 'brave'), true), 'a caret at the edge').toBeNull()
    expect(markAt(ea.state, at(ea, 'World'), true)).toBe('wide')
  })

  test('a mark that is not shown is drawn while its comment is chosen', async () => {
    const { a, ea } = await two()
    const anchor = anchorOn(a.doc, 'overview', 'World')
    if (anchor === null) throw new Error('no anchor')
    a.places.setThreads([thread('c1', anchor, { marked: false })])
    a.beat.tick()
    expect(marked(ea, 'c1')).toBe('')
    a.places.choose('c1', 'note')
    a.beat.tick()
    expect(ea.view.dom.querySelector('mark')?.className).toBe('a p-parents on')
    a.places.choose(null, 'caret')
    expect(a.places.chosen.get()?.id, 'a caret does not take back what a note chose').toBe('c1')
  })

  test('nothing is drawn again while nothing changes', async () => {
    const { a, ea } = await two()
    const before = marksKey.getState(ea.state)?.set
    a.places.touched('overview')
    a.beat.tick()
    expect(marksKey.getState(ea.state)?.set).toBe(before)
  })
})
