import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { Part } from './rounds.ts'
import type { Spread } from './statistics.ts'

export const ms = (value: number): string => (value < 10 ? value.toFixed(2) : value.toFixed(0))
export const count = (value: number): string => Math.round(value).toLocaleString('en-GB')
export const ratioCell = ({ median, low, high }: Spread): string =>
  `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`

/** The results as a page, and what was asked of them first. */
export function render(parts: readonly Part[], minutes: number): string {
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.version}`
  const targets = parts.flatMap((part) => part.targets)
  return [
    '# What the bench measured',
    '',
    `${new Date().toISOString().slice(0, 10)}, ${machine}, at ${revision()}; \`npm run bench\`, ${minutes.toFixed(1)} minutes. Ratios are ours ÷ theirs within one round, then the median of the rounds: trust them before any single number.`,
    '',
    ...(targets.length === 0
      ? []
      : [
          '## Targets',
          '',
          ...table(
            ['what', 'asked', 'measured', ''],
            targets.map(({ what, asked, measured, met }) => [
              what,
              asked,
              measured,
              met ? 'met' : '**missed**',
            ]),
          ),
          '',
        ]),
    ...parts.flatMap(({ title, how, header, rows }) => [
      `## ${title}`,
      '',
      how,
      '',
      ...table(header, rows),
      '',
    ]),
    'The peers: raw relay = `ws` 8.23, passes frames on and keeps nothing; y-websocket = `@y/websocket-server` 0.1.1 (the last for Yjs 13) with its LevelDB; hocuspocus = `@hocuspocus/server` 4.7.0 with its SQLite extension, defaults (it asks for Node 22 and ran on the Node named above). All with Yjs 13.6.33, each a process of its own on this machine.',
    '',
  ].join('\n')
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [line(header), line(header.map(() => '---')), ...rows.map(line)]
}

function revision(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return 'an unknown commit'
  }
}

export function write(page: string): void {
  writeFileSync(new URL('RESULTS.md', import.meta.url), page)
}
