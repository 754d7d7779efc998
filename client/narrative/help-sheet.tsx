import { type KeyLine, KeysSheet } from '../ui/keys-sheet.tsx'
import { BLOCKS, INSERTS, LISTS, MARKS, sayKey } from './commands.ts'
import { useDesk } from './context.ts'
import { TABLE } from './table-commands.ts'

const PAGE: readonly KeyLine[] = [
  { does: 'Find and replace', keys: sayKey('Mod-f') },
  { does: 'Undo and redo my own edits', keys: `${sayKey('Mod-z')}, ${sayKey('Mod-y')}` },
  { does: 'Put something here', keys: '/' },
  { does: 'Move this section up or down', keys: 'Alt+Shift+↑ ↓' },
  { does: 'Who is in this section', keys: 'Ctrl+Alt+W' },
  { does: 'Tools for the selected words', keys: 'Alt+F10' },
  { does: 'Leave a list or table by Tab', keys: 'Esc, then Tab' },
  { does: 'This sheet', keys: 'Ctrl+/ or ?' },
]

/** Every key and everything typed that means something. */
export function HelpSheet({ close }: { close: () => void }) {
  const { slots } = useDesk()
  const groups: readonly { title: string; lines: readonly KeyLine[] }[] = [
    { title: 'On this page', lines: PAGE },
    ...(slots.shortcuts === undefined ? [] : [{ title: 'Comments', lines: slots.shortcuts }]),
    {
      title: 'Words and paragraphs',
      lines: [...MARKS, ...BLOCKS, ...LISTS, ...INSERTS]
        .filter(({ key, typed }) => key !== undefined || typed !== undefined)
        .map(({ label, key, typed }) => ({ does: label, keys: key === undefined ? '' : sayKey(key), typed })),
    },
    {
      title: 'In a table',
      lines: [
        { does: 'Next cell, and a new row after the last', keys: 'Tab' },
        { does: 'Cell before', keys: 'Shift+Tab' },
        ...TABLE.filter(({ key }) => key !== undefined).map(({ label, key }) => ({
          does: label,
          keys: sayKey(key ?? ''),
        })),
      ],
    },
  ]
  return <KeysSheet title="Keys and typing" groups={groups} close={close} />
}
