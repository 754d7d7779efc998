import { spawn, type ChildProcess } from 'node:child_process'

/** `npm run dev`: the server, started again when its source changes, and the pages, replaced as they are edited. */
const children: ChildProcess[] = [
  run('tsx', ['watch', '--clear-screen=false', 'server/main.ts'], { PUBLIC_URL: 'http://127.0.0.1:4301' }),
  run('vite', ['--clearScreen', 'false'], {}),
]

function run(command: string, args: string[], env: Record<string, string>): ChildProcess {
  return spawn(`node_modules/.bin/${command}`, args, {
    stdio: 'inherit',
    env: { ...process.env, PORT: '4300', ...env },
  })
}

const end = (): void => children.forEach((child) => child.kill('SIGTERM'))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end)
// One without the other is no use.
for (const child of children) child.on('exit', end)
