import { createContext, memo, useContext, type ReactNode } from 'react'
import type { ComparedNode, Part } from '../../shared/history/compared.ts'
import { isImageAddress, isLinkAddress } from '../../shared/narrative/addresses.ts'
import type { Author } from '../../shared/people/person.ts'

interface Reader {
  authors: readonly Author[]
  /** "Lead, Council". */
  say: (author: Author) => string
  /** Marks who wrote which words: of everyone, or of one person alone. */
  who: { show: false } | { show: true; only: string | null }
}
const ReaderContext = createContext<Reader>({ authors: [], say: ({ name }) => name, who: { show: false } })
export const ReaderProvider = ReaderContext.Provider

// A version does not change: its blocks and parts have no names but their places.
// oxlint-disable react/no-array-index-key

const NONE: never[] = []

/** The words of a version, or of two laid over each other; `brief` folds what has not changed. */
export const Blocks = memo(
  ({ nodes, brief = false }: { nodes: readonly ComparedNode[]; brief?: boolean }) => {
    if (!brief) return nodes.map((node, index) => <Block key={index} node={node} />)
    const shown: ReactNode[] = []
    let folded = 0
    const fold = (at: number): void => {
      if (folded > 0)
        shown.push(
          <p key={`fold-${at}`} className="folded">
            {folded === 1 ? '1 paragraph unchanged' : `${folded} paragraphs unchanged`}
          </p>,
        )
      folded = 0
    }
    for (const [index, node] of nodes.entries()) {
      if (node.change === 'same') folded += 1
      else {
        fold(index)
        shown.push(<Block key={index} node={node} />)
      }
    }
    fold(nodes.length)
    return shown
  },
)

const TAGS = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
  tableRow: 'tr',
  tableHeader: 'th',
  tableCell: 'td',
  figure: 'figure',
  figcaption: 'figcaption',
} as const

function Block({ node }: { node: ComparedNode }) {
  const { type, attrs = {}, change, stop, parts, content = [] } = node
  const inside =
    parts === undefined ? content.map((one, index) => <Block key={index} node={one} />) : <Parts of={node} />
  const place = {
    ...(stop === undefined ? {} : { 'data-stop': stop, tabIndex: -1 }),
    ...(change === 'added' || change === 'removed' || change === 'form' ? { className: `is-${change}` } : {}),
  }
  if (type === 'table')
    return (
      <div className="tableWrapper" {...place}>
        <table>
          <tbody>{inside}</tbody>
        </table>
      </div>
    )
  if (type === 'heading') {
    const Tag = attrs.level === 4 ? 'h4' : 'h3'
    return <Tag {...place}>{inside}</Tag>
  }
  if (type === 'callout')
    return (
      <aside role="note" {...place}>
        {inside}
      </aside>
    )
  if (type === 'horizontalRule') return <hr {...place} />
  if (type === 'image') {
    const alt = typeof attrs.alt === 'string' ? attrs.alt : ''
    return isImageAddress(attrs.src) ? (
      <img src={attrs.src} alt={alt} loading="lazy" {...place} />
    ) : (
      <p {...place}>{alt}</p>
    )
  }
  const Tag = type in TAGS ? TAGS[type as keyof typeof TAGS] : 'div'
  const span = type === 'tableCell' || type === 'tableHeader' ? spans(attrs) : {}
  return (
    <Tag {...place} {...span}>
      {change === 'form' && parts !== undefined && parts.every((part) => part.change === 'same') ? (
        <span className="vh">Formatting changed: </span>
      ) : null}
      {inside}
    </Tag>
  )
}

const spans = ({ colspan, rowspan }: Record<string, unknown>) => ({
  ...(typeof colspan === 'number' && colspan > 1 ? { colSpan: colspan } : {}),
  ...(typeof rowspan === 'number' && rowspan > 1 ? { rowSpan: rowspan } : {}),
})

function Parts({ of: { parts = NONE } }: { of: ComparedNode }) {
  return parts.map((part, index) => <PartView key={index} part={part} before={parts[index - 1]} />)
}

function PartView({ part, before }: { part: Part; before: Part | undefined }) {
  const { authors, say, who } = useContext(ReaderContext)
  const { change, author, stop } = part
  const writer = author === null ? undefined : authors[author]
  const words = <Marked part={part} />
  if (change === 'added' || change === 'removed') {
    const Tag = change === 'added' ? 'ins' : 'del'
    const said = before?.change !== change || before.author !== author
    return (
      <Tag
        className={writer === undefined ? 'cmp' : `cmp p-${writer.partner}`}
        {...placeOf(stop)}
        {...titleOf(writer, say)}
      >
        {said ? (
          <span className="vh">
            {change === 'added' ? 'Added' : 'Struck'}
            {writer === undefined ? '' : `, written by ${say(writer)}`}:{' '}
          </span>
        ) : null}
        {words}
      </Tag>
    )
  }
  if (change === 'form')
    return (
      <span className="formed" {...placeOf(stop)} title="Formatting changed">
        <span className="vh">Formatting changed: </span>
        {words}
      </span>
    )
  if (!who.show || part.text === '') return words
  if (writer === undefined || (who.only !== null && who.only !== writer.id)) return words
  return (
    <span className={`wrote p-${writer.partner}`} title={say(writer)}>
      {before?.author === author ? null : <span className="vh">{say(writer)}: </span>}
      {words}
    </span>
  )
}

const placeOf = (stop: number | undefined) => (stop === undefined ? {} : { 'data-stop': stop, tabIndex: -1 })
const titleOf = (writer: Author | undefined, say: Reader['say']) =>
  writer === undefined ? {} : { title: say(writer) }

function Marked({ part: { text, marks = NONE, atom } }: { part: Part }): ReactNode {
  const words: ReactNode = atom === undefined ? text : atom.type === 'hardBreak' ? <br /> : 'Figure'
  return marks.reduce<ReactNode>((inside, { type, attrs }) => {
    switch (type) {
      case 'bold':
        return <strong>{inside}</strong>
      case 'italic':
        return <em>{inside}</em>
      case 'underline':
        return <u>{inside}</u>
      case 'highlight':
        return <mark>{inside}</mark>
      case 'link':
        return isLinkAddress(attrs?.href) ? (
          <a href={String(attrs?.href)} rel="noopener noreferrer nofollow">
            {inside}
          </a>
        ) : (
          inside
        )
      default:
        return inside
    }
  }, words)
}
