import { nanoid } from 'nanoid'
import { useState } from 'react'
import { routes } from '../../shared/api/routes.ts'
import { type BoardLine, TemplateId } from '../../shared/board/boards.ts'
import { phrasesOf, stagesOf, TEMPLATES } from '../../shared/board/templates.ts'
import type { ThemeId } from '../../shared/domain/themes.ts'
import { call } from '../sync/api.ts'
import { useHome } from '../sync/records.ts'
import { useThemes } from '../sync/theme-choices.ts'
import { useAct } from '../sync/use-act.ts'
import { Button } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { asLines, columnsIn, sameWords, wrongColumns } from './columns-of-wording.ts'

/** Makes a board: what it is about, and what it begins with. */
export function NewBoardDialog({
  workspace,
  theme: asked = null,
  onClose,
  onMade,
}: {
  workspace: string
  theme?: ThemeId | null
  onClose: () => void
  onMade: (board: BoardLine) => void
}) {
  const [id] = useState(() => nanoid())
  const home = useHome(workspace).data
  const themes = useThemes(workspace)
  const [theme, setTheme] = useState<ThemeId | 'none'>(asked ?? '4')
  const [template, setTemplate] = useState<TemplateId>('theme wall')
  const [title, setTitle] = useState('')
  const [split, setSplit] = useState<{ theme: string; lines: string } | null>(null)
  const { act, busy, refused } = useAct([['boards', workspace]])
  const wording = home?.themes.find((one) => one.id === theme)?.wording.text ?? null
  const label = themes.find((one) => one.id === theme)?.words.replace(/:.*/, '') ?? ''
  const named =
    theme === 'none' || template === 'blank'
      ? TEMPLATES[template].name
      : `${label}: ${TEMPLATES[template].name}`
  const byPhrase = TEMPLATES[template].columns === null
  const lines = split !== null && split.theme === theme ? split.lines : asLines(phrasesOf(wording ?? ''))
  const columns = byPhrase ? columnsIn(lines) : (TEMPLATES[template].columns ?? [])
  const missing = byPhrase && wording === null
  const wrong = byPhrase ? wrongColumns(columns) : undefined
  const make = async (): Promise<void> => {
    const done = await act(async () => {
      const board = await call(routes.makeBoard, {
        params: { workspace },
        body: {
          id,
          title: title.trim() === '' ? named : title,
          theme: theme === 'none' ? null : theme,
          template,
          columns: byPhrase ? [...columns] : null,
        },
      })
      onMade(board)
    })
    if (done) onClose()
  }
  return (
    <Dialog title="New board" open onClose={onClose}>
      <div className="dialog-words">
        <TextField
          label="Title"
          hint={`Left empty it is “${named}”.`}
          maxLength={120}
          value={title}
          onChange={setTitle}
        />
        <Select label="Theme" value={theme} onChange={setTheme} options={themes} />
        <Choice
          label="Begins with"
          value={template}
          onChange={setTemplate}
          options={TemplateId.options.map((one) => ({
            id: one,
            words: (
              <span>
                {TEMPLATES[one].name}
                <span className="small quiet bp-about">{TEMPLATES[one].about}</span>
              </span>
            ),
          }))}
        />
        {missing ? (
          <p role="alert" className="small">
            {theme === 'none'
              ? 'A theme wall has the phrases of one theme’s weakness. Choose the theme.'
              : 'The weakness of this theme has no wording yet. Enter it on the theme’s page, or begin with something else.'}
          </p>
        ) : null}
        {byPhrase && wording !== null ? (
          <TextField
            label="Columns: the phrases of the weakness"
            hint="A line each. Break or join lines where a column should begin; the words stay the inspectors’."
            rows={Math.min(8, lines.split('\n').length + 1)}
            value={lines}
            onChange={(next) => {
              if (theme !== 'none' && sameWords(next, wording)) setSplit({ theme, lines: next })
            }}
            wrong={wrong}
          />
        ) : null}
        <Preview columns={missing ? [] : columns} template={template} />
      </div>
      {refused === null ? null : (
        <p role="alert" className="wrong">
          {refused}
        </p>
      )}
      <div className="acts">
        <Button look="main" isDisabled={busy || missing || wrong !== undefined} onPress={() => void make()}>
          Make this board
        </Button>
        <Button onPress={onClose}>Go back</Button>
      </div>
    </Dialog>
  )
}

/** How the wall begins: its columns as they stand beside each other, and its steps. */
function Preview({ columns, template }: { columns: readonly string[]; template: TemplateId }) {
  const stages = stagesOf(template)
  return (
    <div className="bp-preview">
      {columns.length === 0 ? null : (
        <ol aria-label="Columns it begins with">
          {columns.map((column, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- a column is its place and its words
            <li key={`${at} ${column}`}>{column}</li>
          ))}
        </ol>
      )}
      {stages.length === 0 ? null : (
        <p className="small quiet">
          Steps: {stages.map(({ title, minutes }) => `${title}, ${minutes} minutes`).join('; ')}. You can
          change them.
        </p>
      )}
    </div>
  )
}
