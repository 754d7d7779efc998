import { ChevronDown, Download, History, Printer } from 'lucide-react'
import { useState } from 'react'
import { answer } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { MenuButton, MenuItem, MenuSection } from '../../ui/menu.tsx'
import { useHere } from '../here.ts'
import { fileName, keepFile, readBoardFile } from './files.ts'
import { pngOf } from './png.ts'

/** A board as a picture, as text, on paper, and as it was: for whoever may read it. */
export function ExportMenu() {
  const { workspace, board } = useHere()
  const [trouble, setTrouble] = useState<string | null>(null)
  const keep = async (file: string, ending: string, into = async (blob: Blob) => blob): Promise<void> => {
    setTrouble(null)
    try {
      answer('The file is being made.')
      keepFile(await into(await readBoardFile(workspace, board.id, file)), fileName(board.title, ending))
      answer('The file is in your downloads.')
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : 'The file could not be made.')
    }
  }
  const page = `/w/${workspace}/boards/${board.id}`
  return (
    <>
      <MenuButton
        label="Export and history"
        trigger={
          <Button small aria-label="Export and history">
            <Icon of={Download} />
            Export
            <Icon of={ChevronDown} />
          </Button>
        }
      >
        <MenuSection title="As a picture">
          <MenuItem label="SVG, sharp at any size" onAction={() => void keep('picture.svg', 'svg')} />
          <MenuItem
            label="SVG without a background"
            onAction={() => void keep('picture.svg?ground=none', 'svg')}
          />
          <MenuItem label="PNG" onAction={() => void keep('picture.svg', 'png', pngOf)} />
          <MenuItem
            label="PNG without a background"
            onAction={() => void keep('picture.svg?ground=none', 'png', pngOf)}
          />
        </MenuSection>
        <MenuSection title="As words">
          <MenuItem label="Text, with headings and lists" onAction={() => void keep('text.txt', 'txt')} />
          <MenuItem label="A web page" onAction={() => void keep('text.html', 'html')} />
          <MenuItem label="Data (JSON)" onAction={() => void keep('board.json', 'json')} />
        </MenuSection>
        <MenuSection title="This board">
          <MenuItem label="Print it" icon={Printer} href={`${page}/print`} />
          <MenuItem
            label="History"
            icon={History}
            href={`/w/${workspace}/documents/${board.document}/history`}
          />
        </MenuSection>
      </MenuButton>
      {trouble === null ? null : (
        <Dialog title="There is no file" open onClose={() => setTrouble(null)}>
          <p role="alert">{trouble}</p>
          <div className="acts">
            <Button onPress={() => setTrouble(null)}>Close</Button>
          </div>
        </Dialog>
      )}
    </>
  )
}
