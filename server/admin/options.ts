import { parseArgs } from 'node:util'
import { NewMember } from '../../shared/people/members.ts'
import { PARTNER_KINDS } from '../../shared/domain/partners.ts'
import { ROLES } from '../../shared/domain/roles.ts'
import { THEME_IDS } from '../../shared/domain/themes.ts'
import { no, ok, type Result } from '../../shared/lib/result.ts'
import { SLUG } from '../../shared/rooms.ts'

export type Command =
  | { do: 'help' }
  | { do: 'token' | 'invite'; workspace: string; member: NewMember }
  | { do: 'workspace'; workspace: string; name: string }
  | { do: 'export'; workspace: string; out: string }
  | { do: 'check' }

export const HELP = `Throughline, for the operator. Works on DATA_DIR (./data) whether the server runs or not.

  npm run admin -- token --workspace W --name N --partner P --role R [--theme T]…
      Makes a member for a program and prints its access token alone.
  npm run admin -- invite --workspace W --name N --partner P --role R [--theme T]…
      Adds a member, or finds the one of that name, partner and role, and prints a one-time link.
  npm run admin -- workspace --workspace W --name N
      Makes a real, empty workspace with five themes. W is a short name for addresses, such as "north-area".
  npm run admin -- export --workspace W --out DIR
      Writes every text as HTML and JSON, every record as JSON and every image into DIR, with a manifest.
  npm run admin -- check
      Reads both stores through and says what is wrong. Ends with 1 when something is.

  P: ${PARTNER_KINDS.join(', ')}
  R: ${ROLES.join(', ')} (NL nominated lead, WL workstream lead, PP parent partner, DO data officer,
     VL voice lead, SP sponsor, GR guest reader)
  T: ${THEME_IDS.join(', ')}; repeat --theme for more; without it the person writes all themes.
`

type Wrong = Result<never, 'usage'>

/** Reads a command line; what is wrong with it is said in one line. */
export function readCommand(args: string[]): Result<Command, 'usage'> {
  let parsed
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        workspace: { type: 'string' },
        name: { type: 'string' },
        partner: { type: 'string' },
        role: { type: 'string' },
        theme: { type: 'string', multiple: true },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    return no('usage', `${(error as Error).message.split('. ')[0]}. Try --help.`)
  }
  const { values, positionals } = parsed
  const [command, ...rest] = positionals
  if (values.help === true || command === undefined || command === 'help') return ok({ do: 'help' })
  if (rest.length > 0) return no('usage', `"${rest[0]}" is one word too many. Put names in quotes.`)
  if (command === 'check') return ok({ do: 'check' })
  if (!['token', 'invite', 'workspace', 'export'].includes(command))
    return no('usage', `There is no command "${command}". Try --help.`)

  const { workspace } = values
  if (workspace === undefined) return no('usage', `${command} needs --workspace.`)
  if (!SLUG.test(workspace))
    return no('usage', `"${workspace}" is no workspace: small letters, digits and hyphens, at most 40.`)
  switch (command) {
    case 'export':
      return values.out === undefined
        ? no('usage', 'export needs --out, a directory to write to.')
        : ok({ do: 'export', workspace, out: values.out })
    case 'workspace': {
      const name = values.name?.trim() ?? ''
      return name === '' || name.length > 80
        ? no('usage', 'workspace needs --name, of at most 80 letters.')
        : ok({ do: 'workspace', workspace, name })
    }
    default: {
      const member = readMember(command, values)
      return member.ok ? ok({ do: command as 'token' | 'invite', workspace, member: member.value }) : member
    }
  }
}

function readMember(
  command: string,
  values: { name?: string; partner?: string; role?: string; theme?: string[] },
): Result<NewMember, 'usage'> | Wrong {
  const { name, partner, role, theme = [] } = values
  for (const [option, value] of Object.entries({ name, partner, role }))
    if (value === undefined) return no('usage', `${command} needs --${option}.`)
  const wrong =
    known('partner', partner, PARTNER_KINDS) ??
    known('role', role, ROLES) ??
    theme.map((id) => known('theme', id, THEME_IDS)).find((wrong) => wrong !== null)
  if (wrong) return wrong
  const read = NewMember.safeParse({ name, partner, role, themes: theme })
  return read.success ? ok(read.data) : no('usage', `--name: ${read.error.issues[0]?.message ?? 'is wrong'}`)
}

const known = (word: string, value: string | undefined, list: readonly string[]): Wrong | null =>
  list.includes(value ?? '')
    ? null
    : no('usage', `"${value}" is no ${word}. It is one of: ${list.join(', ')}.`)
