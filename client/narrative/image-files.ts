import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

/** An image that is pasted or dropped becomes a figure: its words are asked for first, as for any other. */
export const ImageFiles = Extension.create<{ take: (file: File) => void }>({
  name: 'imageFiles',
  addOptions: () => ({ take: () => {} }),
  addProseMirrorPlugins() {
    const { take } = this.options
    return [
      new Plugin({
        props: {
          handlePaste: (_view, { clipboardData }) => {
            // Office programs send a picture of the words beside the words: then the words are meant.
            const file =
              clipboardData?.types.includes('text/html') === true ? undefined : imageIn(clipboardData)
            if (file === undefined) return false
            take(file)
            return true
          },
          handleDrop: (_view, event) => {
            if (event.dataTransfer === null || event.dataTransfer.files.length === 0) return false
            // Left to the browser, a dropped file would replace the page.
            event.preventDefault()
            const file = imageIn(event.dataTransfer)
            if (file !== undefined) take(file)
            return true
          },
        },
      }),
    ]
  },
})

const imageIn = (data: DataTransfer | null): File | undefined =>
  data === null ? undefined : Array.from(data.files).find(({ type }) => type.startsWith('image/'))
