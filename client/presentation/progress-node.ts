import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { WritableStore } from '../sync/store.ts'

/** A progress summary that stands in a text on this page: React draws into `dom` what is counted. */
export interface MountedProgress {
  dom: HTMLElement
  theme: string
}

/** Puts the counts of a theme's actions where its node stands; the node itself holds the theme alone (R74). */
export const ProgressViews = Extension.create<{ mounted: WritableStore<readonly MountedProgress[]> | null }>({
  name: 'progressViews',
  addOptions: () => ({ mounted: null }),
  addProseMirrorPlugins() {
    const { mounted } = this.options
    if (mounted === null) return []
    return [
      new Plugin({
        props: {
          nodeViews: {
            progress: (node) => {
              const dom = document.createElement('div')
              dom.className = 'progress-node'
              dom.contentEditable = 'false'
              const theme: unknown = node.attrs.theme
              const entry = { dom, theme: typeof theme === 'string' ? theme : '' }
              mounted.set([...mounted.get(), entry])
              return {
                dom,
                update: (next) => next.type === node.type && next.attrs.theme === theme,
                ignoreMutation: () => true,
                destroy: () => mounted.set(mounted.get().filter((one) => one !== entry)),
              }
            },
          },
        },
      }),
    ]
  },
})
