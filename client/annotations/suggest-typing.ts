import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { Begun } from './begin-suggestion.ts'
import { fromElsewhere } from './marks.ts'

/** What typing is caught for, and where it goes. */
export interface Catching {
  /** Typing becomes suggestions now. */
  on(): boolean
  begin(begun: Begun): void
  /** Says why something was not done. */
  refuse(words: string): void
}

const BLOCKS_SAY =
  'Suggestions hold words, not paragraphs, lists, headings or formatting. To change those, switch off Suggesting.'

/** What those who may not write hear instead. */
export const COMMENTER_SAY =
  'You can suggest words here, not change paragraphs, lists, headings or formatting.'

/**
 * Makes suggestions of what is typed, struck or pasted. It stands before every other key and input handler, and
 * lets no own change of the text pass while it is on; what comes from the shared document always does.
 */
export const suggestTyping = (catching: Catching, say = BLOCKS_SAY): Extension =>
  Extension.create({
    name: 'suggestTyping',
    priority: 2_000,
    addProseMirrorPlugins: () => [typingPlugin(catching, say)],
  })

function typingPlugin(catching: Catching, say: string): Plugin {
  const refuse = (): void => catching.refuse(say)
  return new Plugin({
    key: new PluginKey('suggestTyping'),
    filterTransaction(tr) {
      if (!catching.on() || !tr.docChanged || fromElsewhere(tr)) return true
      // A filter decides and does nothing else; what follows from it comes after.
      queueMicrotask(() =>
        tr.getMeta('uiEvent') === 'cut' ? catching.begin({ strike: 'selection' }) : refuse(),
      )
      return false
    },
    props: {
      handleKeyDown(view, event) {
        if (!catching.on() || event.isComposing || view.composing) return false
        const plain = !event.ctrlKey && !event.metaKey && !event.altKey
        switch (event.key) {
          case 'Enter':
            if (event.ctrlKey || event.metaKey) return false
            refuse()
            return true
          case 'Backspace':
          case 'Delete':
            catching.begin(struck(view.state, event.key === 'Backspace' ? 'back' : 'forward'))
            return true
          default:
            // A selection over several paragraphs is replaced by ProseMirror itself, before any input event.
            if (!plain || event.key.length !== 1 || withinOne(view.state)) return false
            catching.begin({ typed: event.key })
            return true
        }
      },
      handlePaste(_view, event) {
        if (!catching.on()) return false
        const words = event.clipboardData?.getData('text/plain') ?? ''
        if (words.trim() === '') refuse()
        else if (/\S\s*\n\s*\S/.test(words))
          catching.refuse('A suggestion is one paragraph. Paste the paragraphs one by one.')
        else catching.begin({ typed: words.replace(/\s*\n\s*/g, ' ') })
        return true
      },
      handleDrop() {
        if (!catching.on()) return false
        refuse()
        return true
      },
      handleDOMEvents: {
        beforeinput: (view, event) => catching.on() && onInput(view, event, catching, refuse),
        compositionstart(view) {
          if (!catching.on()) return false
          // The box takes the composition over: in the text it would be an edit.
          view.dom.blur()
          catching.begin({ typed: '' })
          return true
        },
      },
    },
  })
}

function onInput(view: EditorView, event: InputEvent, catching: Catching, refuse: () => void): boolean {
  const { inputType } = event
  if (inputType.startsWith('history')) return false
  const words = event.data ?? event.dataTransfer?.getData('text/plain') ?? ''
  // What a composition does cannot be stopped; the text is put right after it.
  if (inputType === 'insertCompositionText') return true
  event.preventDefault()
  switch (inputType) {
    case 'insertText':
    case 'insertReplacementText': {
      const range = event.getTargetRanges()[0]
      if (inputType === 'insertReplacementText' && range !== undefined) selectRange(view, range)
      catching.begin({ typed: words })
      return true
    }
    case 'insertFromYank':
    case 'insertFromPaste':
    case 'insertFromDrop':
      if (words !== '') catching.begin({ typed: words })
      return true
    case 'deleteByCut':
    case 'deleteByDrag':
      catching.begin({ strike: 'selection' })
      return true
    default:
      if (inputType.startsWith('delete'))
        catching.begin(struck(view.state, inputType.endsWith('Forward') ? 'forward' : 'back'))
      else refuse()
      return true
  }
}

/** A spelling suggestion of the browser names the words it is about. */
function selectRange(view: EditorView, range: StaticRange): void {
  const from = view.posAtDOM(range.startContainer, range.startOffset)
  const to = view.posAtDOM(range.endContainer, range.endOffset)
  const tr: Transaction = view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to))
  view.dispatch(tr)
}

const struck = ({ selection }: EditorState, way: 'back' | 'forward'): Begun => ({
  strike: selection.empty ? way : 'selection',
})

const withinOne = ({ selection }: EditorState): boolean => selection.$from.sameParent(selection.$to)
