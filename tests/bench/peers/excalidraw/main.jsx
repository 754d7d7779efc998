// Excalidraw with the notes of the bench on it, and others' pointers that move: `?notes=500&view=all`.
import { convertToExcalidrawElements, Excalidraw } from '@excalidraw/excalidraw'
import '@excalidraw/excalidraw/index.css'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { notesOf, pointersAt, POINTER_MS } from '../../wall.ts'

const asked = new URLSearchParams(location.search)
const notes = notesOf(Number(asked.get('notes')))
const elements = convertToExcalidrawElements(
  notes.map(({ id, x, y, w, h, words }) => ({
    type: 'rectangle',
    id,
    x,
    y,
    width: w,
    height: h,
    backgroundColor: '#f4ead2',
    fillStyle: 'solid',
    roughness: 0,
    label: { text: words, fontSize: 14, textAlign: 'left', verticalAlign: 'top' },
  })),
  { regenerateIds: false },
)

function begin(api) {
  if (asked.get('view') === 'all') api.scrollToContent(undefined, { fitToContent: true })
  let turn = 0
  setInterval(() => {
    turn += 1
    const collaborators = new Map(
      pointersAt(turn).map(({ name, x, y }) => [
        name,
        { username: name, pointer: { x, y, tool: 'pointer' }, button: 'up' },
      ]),
    )
    api.updateScene({ collaborators })
  }, POINTER_MS)
  const { zoom, scrollX, scrollY } = api.getAppState()
  document.documentElement.dataset.ready = JSON.stringify({ zoom: zoom.value, scrollX, scrollY })
  window.where = () => {
    const { zoom, scrollX, scrollY } = api.getAppState()
    return { zoom: zoom.value, x: scrollX, y: scrollY }
  }
}

createRoot(document.querySelector('#root')).render(
  createElement(Excalidraw, {
    excalidrawAPI: (api) => setTimeout(() => begin(api), 1_500),
    initialData: {
      elements,
      scrollX: 0,
      scrollY: 0,
      appState: { scrollX: 0, scrollY: 0, openSidebar: null },
    },
  }),
)
