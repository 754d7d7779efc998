import { resolve } from 'node:path'
import { no, ok, type Result } from '../shared/lib/result.ts'

/** Everything the environment can say about this server. */
export interface Config {
  port: number
  host: string
  /** Absolute path of the directory that holds both stores and the images. */
  dataDir: string
  /** Origin that people type, without a slash at the end; null: http://HOST:PORT. */
  publicUrl: string | null
  logLevel: LogLevel
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
type LogLevel = (typeof LOG_LEVELS)[number]

/** Settings of the contract that this build does not carry yet: an operator must not believe they work. */
const NOT_YET = /^(DATABASE_URL|REDIS_URL|SMTP_URL|OIDC_[A-Z_]+)$/

/** Reads the settings; a wrong one is answered with the one line the operator needs. */
export function readConfig(env: Record<string, string | undefined>): Result<Config, 'setting'> {
  const set = (name: string): string | undefined => (env[name] === '' ? undefined : env[name])

  const early = Object.keys(env).find((name) => NOT_YET.test(name) && set(name) !== undefined)
  if (early !== undefined)
    return no('setting', `${early} is set, but this build does not support it yet. Unset it.`)

  const port = Number(set('PORT') ?? '4300')
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return no('setting', `PORT must be a whole number from 0 to 65535, not "${env.PORT}".`)

  const host = set('HOST') ?? '127.0.0.1'
  if (!/^[A-Za-z0-9.:_-]+$/.test(host))
    return no('setting', `HOST must be a host name or an address, not "${host}".`)

  const publicUrl = set('PUBLIC_URL') ?? null
  if (publicUrl !== null && !isOrigin(publicUrl))
    return no(
      'setting',
      `PUBLIC_URL must be the address people type, such as https://evidence.example.org, without a path; not "${publicUrl}".`,
    )

  const logLevel = LOG_LEVELS.find((level) => level === (set('LOG_LEVEL') ?? 'info'))
  if (logLevel === undefined)
    return no('setting', `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}; not "${env.LOG_LEVEL}".`)

  return ok({
    port,
    host,
    dataDir: resolve(set('DATA_DIR') ?? './data'),
    publicUrl: publicUrl === null ? null : new URL(publicUrl).origin,
    logLevel,
  })
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return (
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.pathname === '/' &&
    url.search === '' &&
    url.hash === '' &&
    url.username === ''
  )
}
