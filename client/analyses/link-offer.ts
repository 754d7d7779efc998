import { Extension } from '@tiptap/core'
import { nanoid } from 'nanoid'
import type { Slice } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Passage } from '../../shared/analyses/analyses.ts'
import { ATOM } from '../../shared/annotations/flat.ts'
import { routes } from '../../shared/api/routes.ts'
import type { PartnerKind } from '../../shared/domain/partners.ts'
import { call, sayProblem } from '../sync/api.ts'
import { createStore } from '../sync/store.ts'
import { answer } from '../ui/announcer.tsx'
import { type Copied, copiedFrom } from './copied.ts'
import { paragraphOf } from './link-marks.ts'

/** A paragraph into which words of a narrative were pasted: its writer is asked whether to link the two. */
interface Offer {
  copied: Copied
  /** The pasted words, by which the paragraph is found again, and where they were. */
  section: string
  quote: string
  at: number
  /** Why it could not be linked when it was tried. */
  refused: string | null
}

/** What is being asked on the page that is open. */
export const offer = createStore<Offer | null>(null)

interface Options {
  section: string
  workspace: string
  partner: PartnerKind
}

const key = new PluginKey('linkOffer')

/** Asks, behind a paragraph pasted from a narrative, whether the two are to be linked. */
export const LinkOffer = Extension.create<Options>({
  name: 'linkOffer',
  addProseMirrorPlugins() {
    const { workspace } = this.options
    const options = this.options
    return [
      new Plugin({
        key,
        props: {
          handlePaste(view, event, slice) {
            const copied = copiedFrom(event.clipboardData, workspace)
            const { doc } = view.state
            // The words are in when the editor has done with this event.
            if (copied !== null)
              queueMicrotask(() => {
                if (!view.isDestroyed && view.state.doc !== doc) ask(view, copied, slice, options)
              })
            return false
          },
          decorations: (state) => drawn(state, options),
        },
        view: (view) => ({
          destroy: offer.subscribe(() => {
            if (!view.isDestroyed)
              view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', true))
          }),
        }),
      }),
    ]
  },
})

const sayOffer = ({ theme, number }: Copied): string => `Link this paragraph to Theme ${theme}, ${number}?`

function ask(view: EditorView, copied: Copied, { content }: Slice, { section }: Options): void {
  const { $from } = view.state.selection
  if (!$from.parent.isTextblock) return
  const last = content.textBetween(0, content.size, '\n', ATOM).split('\n').at(-1) ?? ''
  const before = $from.parent.textBetween(0, $from.parentOffset, '', ATOM)
  const quote = before.slice(Math.max(0, before.length - last.length))
  if (quote.replaceAll(ATOM, '').trim() === '') return
  const at = view.state.doc.textBetween(0, $from.pos, '', ATOM).length - quote.length
  offer.set({ copied, section, quote, at, refused: null })
  // In a list or a table Tab has another meaning.
  answer($from.depth > 1 ? sayOffer(copied) : `${sayOffer(copied)} Tab goes to the answer.`)
}

function drawn({ doc }: EditorState, options: Options): DecorationSet {
  const { section } = options
  const asked = offer.get()
  const paragraph = asked?.section === section ? paragraphOf(doc, asked) : null
  if (asked === null || paragraph === null) return DecorationSet.empty
  const widget = (view: EditorView): HTMLElement => {
    const leave = (): void => {
      offer.set(null)
      view.focus()
    }
    const group = document.createElement('span')
    group.className = 'link-offer'
    group.contentEditable = 'false'
    group.setAttribute('role', 'group')
    group.setAttribute('aria-label', sayOffer(asked.copied))
    group.append(
      words(asked.refused === null ? sayOffer(asked.copied) : `Not linked. ${asked.refused}`),
      button('Link these two', () => {
        const now = paragraphOf(view.state.doc, asked)
        if (now === null) return leave()
        void link(options, asked, { section, quote: now.text.slice(0, 2_000), near: now.offset })
        view.focus()
      }),
      button('Leave unlinked', leave),
    )
    group.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') leave()
    })
    return group
  }
  return DecorationSet.create(doc, [
    Decoration.widget(paragraph.end, widget, {
      side: 2,
      key: `offer ${asked.at} ${asked.refused ?? ''}`,
      ignoreSelection: true,
      // Its keys and presses are not the text's.
      stopEvent: () => true,
    }),
  ])
}

/** Links the paragraph as it stands now with what was copied; a refusal is said where it was asked. */
async function link({ workspace, partner }: Options, asked: Offer, analysis: Passage): Promise<void> {
  const { theme, passage } = asked.copied
  const body = { id: nanoid(), theme, analysis, narrative: passage }
  try {
    await call(routes.link, { params: { workspace, partner }, body })
  } catch (error) {
    if (offer.get() === asked) offer.set({ ...asked, refused: sayProblem(error) })
    return answer(`Not linked. ${sayProblem(error)}`)
  }
  if (offer.get() === asked) offer.set(null)
  answer('Linked.')
}

function words(say: string): HTMLElement {
  const span = document.createElement('span')
  span.textContent = say
  return span
}

function button(label: string, act: () => void): HTMLElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'btn-line btn-small'
  made.textContent = label
  // The focus stays in the text when it is pressed by pointer.
  made.addEventListener('mousedown', (event) => event.preventDefault())
  made.addEventListener('click', act)
  return made
}
