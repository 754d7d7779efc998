import { expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'

test('nothing set: this machine only, port 4300, ./data', () => {
  const config = readConfig({})
  expect(config.ok && config.value).toMatchObject({
    port: 4300,
    host: '127.0.0.1',
    publicUrl: null,
    logLevel: 'info',
  })
})

test.each([
  ['PORT', 'eighty', /^PORT must be a whole number/],
  ['PORT', '70000', /^PORT must be a whole number/],
  ['PORT', '-1', /^PORT must be/],
  ['HOST', 'two words', /^HOST must be/],
  ['PUBLIC_URL', 'evidence.example.org', /^PUBLIC_URL must be the address people type/],
  ['PUBLIC_URL', 'https://example.org/path', /^PUBLIC_URL/],
  ['PUBLIC_URL', 'ftp://example.org', /^PUBLIC_URL/],
  ['LOG_LEVEL', 'loud', /^LOG_LEVEL must be one of/],
  ['DATABASE_URL', 'postgres://db', /^DATABASE_URL is set, but this build does not support it yet/],
  ['REDIS_URL', 'redis://r', /^REDIS_URL is set/],
  ['SMTP_URL', 'smtp://s', /^SMTP_URL is set/],
  ['OIDC_ISSUER', 'https://id', /^OIDC_ISSUER is set/],
])('%s=%s is refused in one line that names it', (name, value, line) => {
  const config = readConfig({ [name]: value })
  expect(config.ok).toBe(false)
  if (config.ok) return
  expect(config.say).toMatch(line)
  expect(config.say).not.toContain('\n')
})

test('an empty value counts as not set, and a slash at the end of PUBLIC_URL is taken off', () => {
  const config = readConfig({ PORT: '', DATABASE_URL: '', PUBLIC_URL: 'https://evidence.example.org/' })
  expect(config.ok && config.value).toMatchObject({ port: 4300, publicUrl: 'https://evidence.example.org' })
})
