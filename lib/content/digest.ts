import { createHash } from 'node:crypto'

/** Base64 digits of SHA-256 kept: 132 bits, far beyond chance. */
export const DIGITS = 22

/** Names what it is made of. */
export function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('base64').slice(0, DIGITS)
}
