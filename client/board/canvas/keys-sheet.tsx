import { KeysSheet } from '../../ui/keys-sheet.tsx'

const GROUPS: readonly { title: string; lines: readonly (readonly [string, string])[] }[] = [
  {
    title: 'From thing to thing',
    lines: [
      ['Next, last thing in reading order, and select it', '→ ↓, ← ↑'],
      ['The same without selecting', 'Ctrl + arrows'],
      ['Select more than one', 'Ctrl+Space'],
      ['First and last thing', 'Home, End'],
      ['Select everything', 'Ctrl+A'],
      ['Go to the board as a list', 'F6'],
    ],
  },
  {
    title: 'A thing',
    lines: [
      ['New note, text, frame', 'N, T, F'],
      ['Write in it, and leave its words', 'Enter or F2, Escape'],
      ['Next note beside this one, while writing', 'Tab'],
      ['Pick up, move by 10 or 40, put down', 'Space, arrows or Shift+arrows, Space'],
      ['Put back where it was', 'Escape'],
      ['Its menu', 'Shift+F10'],
      ['Remove', 'Delete'],
      ['Undo and redo my own edits', 'Ctrl+Z, Ctrl+Y'],
      ['Copy, cut, paste, duplicate', 'Ctrl+C, X, V, D'],
      ['Group, take apart', 'Ctrl+G, Ctrl+Shift+G'],
      ['Lock or unlock', 'Ctrl+Shift+L'],
      ['In front, behind', '], ['],
      ['Move a copy of it by hand', 'Alt + drag'],
      ['By hand, without the lines that draw it', 'Alt while dragging'],
    ],
  },
  {
    title: 'The view',
    lines: [
      ['Zoom in, out', '+, −'],
      ['Real size, the whole board', '0, 1'],
      ['Move the view', 'Drag the ground, or hold Space and drag anywhere'],
      ['Tools: select, move the view', 'V, H'],
      ['This sheet', '?'],
    ],
  },
]

/** Every key of the wall. */
export const BoardKeys = ({ close }: { close: () => void }) => (
  <KeysSheet
    title="Keys of the board"
    groups={GROUPS.map(({ title, lines }) => ({
      title,
      lines: lines.map(([does, keys]) => ({ does, keys })),
    }))}
    close={close}
  />
)
