/** Every limit of the wire and of what one may keep, with its unit. Each has a test. */
export const LIMITS = {
  /** Largest frame a client may send, bytes. A pasted narrative of 30,000 words is about 400 kB. */
  frameBytes: 4 * 1024 * 1024,
  /** Largest awareness state of one client, bytes of JSON. */
  awarenessBytes: 2 * 1024,
  /** Sync frames one connection may send in a second, sustained, and the burst above it. */
  framesPerSecond: 200,
  framesBurst: 2_000,
  /** Bytes one connection may send in a second, sustained, and the burst above it. */
  bytesPerSecond: 1024 * 1024,
  bytesBurst: 16 * 1024 * 1024,
  /** Times one connection may ask for the document or for everyone's presence in a second, and the burst above it. */
  questionsPerSecond: 2,
  questionsBurst: 30,
  /** Unsent bytes towards one slow reader before it is dropped to a resync. */
  unsentBytes: 8 * 1024 * 1024,
  /** A socket must send sync step 1 within this time, ms. */
  firstFrameMs: 10_000,
  /** Ping interval, ms; two missed answers end the socket. */
  heartbeatMs: 15_000,
  /** Awareness frames are sent on at most this often, ms. */
  awarenessMs: 50,
  /** Open sockets of one person. */
  socketsPerPerson: 40,
  /** Root fragments (sections) of one narrative, removed ones included. */
  sections: 60,
  /** Things on one board, removed ones included. */
  items: 6_000,
  /** How deep nodes may stand in each other: a table in a list in a callout is nine. */
  nesting: 64,
  /** Yjs clients that ever wrote in one document: every tab that writes is a new one. */
  clients: 20_000,
  /** What waits in a document for edits that must come before it, bytes. */
  waitingBytes: 32 * 1024,
  /** Largest document, bytes of its full encoding. */
  documentBytes: 32 * 1024 * 1024,
  /** Versions of one document that people gave a name: they are never thinned out. */
  namedVersions: 200,
  /** A request body, bytes; an uploaded image, bytes. */
  bodyBytes: 256 * 1024,
  imageBytes: 8 * 1024 * 1024,
} as const

/** The same limits, as a server may be started with others (tests, benchmarks). */
export type Limits = Readonly<Record<keyof typeof LIMITS, number>>
