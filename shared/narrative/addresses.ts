/**
 * Addresses that may stand in a narrative. Checked where a document is drawn, not only where it is typed: any
 * client can write any attribute into the shared document.
 */
const LINK = /^(?:https?:\/\/[^\s/?#]|mailto:[^\s@]+@)/i

/** Only http, https and mailto: never a script, a file or a relative path. */
export const isLinkAddress = (address: unknown): boolean =>
  typeof address === 'string' && address.length <= 2_000 && LINK.test(address)

/** Makes a typed address whole: "example.org" is "https://example.org"; null when it cannot be one. */
export function toLinkAddress(typed: string): string | null {
  const text = typed.trim()
  if (isLinkAddress(text)) return text
  if (/^[^\s@:/]+@[^\s@]+\.[^\s@]+$/.test(text)) return `mailto:${text}`
  if (/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?::\d+)?(?:[/?#]\S*)?$/u.test(text)) return `https://${text}`
  return null
}

/** An uploaded image of a workspace; nothing is ever loaded from elsewhere. */
export const isImageAddress = (address: unknown): address is string =>
  typeof address === 'string' && /^\/api\/w\/[a-z0-9-]{1,40}\/images\/[A-Za-z0-9_.-]{1,100}$/.test(address)
