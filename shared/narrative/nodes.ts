import { Mark, Node, mergeAttributes } from '@tiptap/core'
import { isImageAddress } from './addresses.ts'
import { sayEntry } from './entries.ts'

/** A sentence the reader must not miss, such as a gap said plainly. */
export const Callout = Node.create({
  name: 'callout',
  group: 'block',
  content: 'block*',
  defining: true,
  parseHTML: () => [{ tag: 'aside' }],
  renderHTML: ({ HTMLAttributes }) => ['aside', mergeAttributes({ role: 'note' }, HTMLAttributes), 0],
})

/** A table or an image with its caption. The product gives it its number: `figures.ts`. */
export const Figure = Node.create({
  name: 'figure',
  group: 'block',
  content: '(table | image | figcaption | block)*',
  isolating: true,
  defining: true,
  addAttributes: () => ({
    /** What cross-references point to; unique in the narrative. */
    id: {
      default: null,
      parseHTML: (element) => element.getAttribute('data-figure'),
      renderHTML: ({ id }) => (typeof id === 'string' ? { 'data-figure': id } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'figure' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes, 0],
})

/** An uploaded image; drawn without an address when the address is not one of ours. */
export const FigureImage = Node.create({
  name: 'image',
  content: '',
  atom: true,
  draggable: false,
  selectable: true,
  addAttributes: () => ({
    src: {
      default: null,
      parseHTML: (element) => element.getAttribute('src'),
      renderHTML: ({ src }) => (isImageAddress(src) ? { src } : {}),
    },
    alt: {
      default: '',
      parseHTML: (element) => element.getAttribute('alt') ?? '',
      renderHTML: ({ alt }) => ({ alt: typeof alt === 'string' ? alt : '' }),
    },
    /** Pixels of the file, so that the page does not jump when it arrives. */
    width: number('width'),
    height: number('height'),
  }),
  parseHTML: () => [
    { tag: 'img[src]', getAttrs: (image) => (isImageAddress(image.getAttribute('src')) ? null : false) },
  ],
  renderHTML: ({ HTMLAttributes }) => ['img', mergeAttributes({ loading: 'lazy' }, HTMLAttributes)],
})

export const Caption = Node.create({
  name: 'figcaption',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'figcaption' }],
  renderHTML: ({ HTMLAttributes }) => ['figcaption', HTMLAttributes, 0],
})

/** "Figure 1", live: it holds the figure's id, and whoever draws it looks up the number (`numberFigures`). */
export const CrossReference = Node.create({
  name: 'crossReference',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addAttributes: () => ({
    figureId: {
      default: null,
      parseHTML: (element) => element.getAttribute('data-figure-ref'),
      renderHTML: ({ figureId }) => (typeof figureId === 'string' ? { 'data-figure-ref': figureId } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-figure-ref]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 'Figure'],
  renderText: () => 'Figure',
})

/** The progress summary of a theme's actions (R74): it holds the theme alone, and whoever draws it counts. */
export const Progress = Node.create({
  name: 'progress',
  group: 'block',
  atom: true,
  selectable: true,
  addAttributes: () => ({ theme: held('theme', 'data-progress') }),
  parseHTML: () => [{ tag: 'div[data-progress]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', HTMLAttributes, 'Progress summary'],
})

/** A line of minutes that became a record, such as a decision: the words as they were recorded, and which record. */
export const Entry = Node.create({
  name: 'entry',
  group: 'block',
  atom: true,
  selectable: true,
  addAttributes: () => ({
    id: held('id', 'data-entry'),
    kind: held('kind', 'data-kind'),
    words: held('words', 'data-words'),
  }),
  parseHTML: () => [{ tag: 'div[data-entry]' }],
  renderHTML: ({ node, HTMLAttributes }) => ['div', HTMLAttributes, sayEntry(node.attrs)],
  renderText: ({ node }) => sayEntry(node.attrs),
})

export const Highlight = Mark.create({
  name: 'highlight',
  parseHTML: () => [{ tag: 'mark' }],
  renderHTML: ({ HTMLAttributes }) => ['mark', HTMLAttributes, 0],
})

/** A short text kept in an attribute; anything else another client wrote there reads as nothing. */
function held(name: string, attribute: string) {
  return {
    default: null,
    parseHTML: (element: { getAttribute(name: string): string | null }) => element.getAttribute(attribute),
    renderHTML: (attributes: Record<string, unknown>) =>
      typeof attributes[name] === 'string' ? { [attribute]: attributes[name] } : {},
  }
}

function number(name: string) {
  return {
    default: null,
    parseHTML: (element: { getAttribute(name: string): string | null }) =>
      Number.parseInt(element.getAttribute(name) ?? '', 10) || null,
    renderHTML: (attributes: Record<string, unknown>) =>
      typeof attributes[name] === 'number' ? { [name]: attributes[name] } : {},
  }
}
