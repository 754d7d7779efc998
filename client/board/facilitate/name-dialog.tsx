import { useState } from 'react'
import { routes } from '../../../shared/api/routes.ts'
import type { ThemeId } from '../../../shared/domain/themes.ts'
import { call } from '../../sync/api.ts'
import { useThemes } from '../../sync/theme-choices.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DialogEnd } from '../../ui/dialog-end.tsx'
import { TextField } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import type { BoardHere } from '../here.ts'

/** The title of a board, and the theme it is about. */
export function NameDialog({ here, onClose }: { here: BoardHere; onClose: () => void }) {
  const { workspace, board } = here
  const [title, setTitle] = useState(board.title)
  const [theme, setTheme] = useState<ThemeId | 'none'>(board.theme ?? 'none')
  const keep = async (): Promise<void> => {
    const done = await here.act(
      () =>
        call(routes.changeBoard, {
          params: { workspace, board: board.id },
          body: { version: board.version, title, theme: theme === 'none' ? null : theme },
        }),
      'Kept.',
    )
    if (done) onClose()
  }
  return (
    <Dialog title="Title and theme" open onClose={onClose}>
      <TextField label="Title" maxLength={120} value={title} onChange={setTitle} />
      <Select label="Theme" value={theme} onChange={setTheme} options={useThemes(workspace)} />
      <DialogEnd
        refused={here.refused}
        does="Keep this title"
        isDisabled={title.trim() === ''}
        onDone={() => void keep()}
        leaves="Go back"
        onLeave={onClose}
      />
    </Dialog>
  )
}
