import { nanoid } from 'nanoid'
import { useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import type { Issue } from '../../shared/board/boards.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { call } from '../sync/api.ts'
import { useThemes } from '../sync/theme-choices.ts'
import { useAct } from '../sync/use-act.ts'
import { answer } from '../ui/announcer.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'

/** Enters an issue by hand, or changes its words. */
export function IssueForm({
  workspace,
  was,
  now,
  onClose,
}: {
  workspace: string
  /** As it was when it was opened here; null: it is entered. */
  was: Issue | null
  /** As it stands. */
  now: Issue | null
  onClose: () => void
}) {
  const [id] = useState(() => was?.id ?? nanoid())
  const [words, setWords] = useState(was?.words ?? '')
  const [theme, setTheme] = useState<ThemeId | 'none'>(was?.theme ?? 'none')
  const [wrong, setWrong] = useState<string>()
  const themes = useThemes(workspace)
  const { act, busy, refused } = useAct([['issues', workspace]])
  const meanwhile = was !== null && now !== null && now.version !== was.version
  const send = async (): Promise<void> => {
    if (words.trim() === '') return setWrong('Say in a sentence what came up.')
    const said = { words: words.trim(), theme: theme === 'none' ? null : theme }
    const done = await act(() =>
      was === null
        ? call(routes.addIssue, { params: { workspace }, body: { ...said, id } })
        : call(routes.changeIssue, {
            params: { workspace, issue: id },
            body: { ...said, version: now?.version ?? was.version },
          }),
    )
    if (!done) return
    onClose()
    answer(was === null ? 'It is on the list.' : 'The issue is changed.')
  }
  return (
    <Dialog title={was === null ? 'Add an issue' : 'Change the issue'} open onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <TextField
          label="What came up"
          hint={
            was === null ? 'A question nobody could answer, or something that has to be decided.' : undefined
          }
          rows={4}
          maxLength={4_000}
          autoFocus
          value={words}
          wrong={wrong}
          onChange={(next) => {
            setWords(next)
            setWrong(undefined)
          }}
        />
        <Select label="Theme" value={theme} onChange={setTheme} options={themes} />
        {meanwhile ? (
          <p role="alert" className="issue-meanwhile">
            Somebody has changed it meanwhile. It says now: “{now.words}” Yours takes its place only if you
            keep it.
          </p>
        ) : null}
        {refused === null ? null : (
          <p role="alert" className="wrong">
            {refused}
          </p>
        )}
        <div className="acts">
          <Button look="main" type="submit" isDisabled={busy}>
            {was === null ? 'Put it on the list' : 'Keep these words'}
          </Button>
          <Button onPress={onClose}>{was === null ? 'Go back' : 'Leave it as it is'}</Button>
        </div>
      </form>
    </Dialog>
  )
}
