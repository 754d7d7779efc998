/**
 * Why a sync or live socket was closed, and what the client does next. 4400-4499 make a stock y-websocket
 * client stop reconnecting, so only what a retry cannot mend has a code there.
 */
export const CLOSE = {
  restarting: { code: 1012, next: 'reconnect', say: 'The server is restarting. Your edits are kept here.' },
  noRoom: {
    code: 4507,
    next: 'reconnect',
    say: 'The server could not store your last edits: it has no room. They are kept on this device and offered again.',
  },
  tooSlow: {
    code: 4508,
    next: 'reconnect',
    say: 'This link fell too far behind. Catching up from the start.',
  },
  silent: { code: 4509, next: 'reconnect', say: 'This link said nothing for too long.' },
  rightsChanged: {
    code: 4510,
    next: 'reconnect',
    say: 'Your rights have changed. Joining again with the new ones.',
  },
  tooMuch: {
    code: 4429,
    next: 'stop',
    say: 'This device sent more than the server takes. Reload the page to go on.',
  },
  malformed: {
    code: 4400,
    next: 'stop',
    say: 'The server could not read what this device sent. Reload the page to go on.',
  },
  signedOut: { code: 4401, next: 'sign in', say: 'You are signed out. Ask your lead for a fresh link.' },
  refused: {
    code: 4403,
    next: 'keep words',
    say: 'Your last edits were not accepted. A copy is kept for you.',
  },
  oldClient: {
    code: 4409,
    next: 'reload',
    say: 'Throughline has changed. Reload to go on. Nothing is lost.',
  },
  newEpoch: {
    code: 4410,
    next: 'begin anew',
    say: 'Text was removed from this document to protect a person. What this device kept of it is not taken any more.',
  },
  tooLarge: {
    code: 4413,
    next: 'keep words',
    say: 'That edit is too large to store. Put it in as smaller pieces.',
  },
} as const satisfies Record<string, { code: number; next: Next; say: string }>

export type Next = 'reconnect' | 'stop' | 'sign in' | 'keep words' | 'reload' | 'begin anew'
export type CloseReason = keyof typeof CLOSE

/** The entry for a code that arrived from the wire; undefined for codes that are not ours. */
export const closeReason = (code: number): CloseReason | undefined =>
  (Object.keys(CLOSE) as CloseReason[]).find((reason) => CLOSE[reason].code === code)
