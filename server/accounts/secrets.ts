import { createHash, randomBytes } from 'node:crypto'

/** A new secret: 32 random bytes, base64url. Shown once, to its holder. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a secret. A plain hash is enough: nobody can guess 32 random bytes. */
export const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex')
