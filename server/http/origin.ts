import type { IncomingHttpHeaders } from 'node:http'

/**
 * May a request that changes something come from where its browser says it comes from? Without an Origin
 * it is no browser's cross-site request: browsers send one with everything but a plain GET.
 */
export function sameOrigin(headers: IncomingHttpHeaders, publicUrl: string | null): boolean {
  const { origin, host } = headers
  if (headers['sec-fetch-site'] === 'cross-site') return false
  if (origin === undefined) return true
  if (origin === publicUrl) return true
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host
}
