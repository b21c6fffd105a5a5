import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import type { ReadOn } from '../feeds'

/** Reads a file piece by piece; `undefined` where there is none. It is open only while a piece is read: who has read enough stops. */
export function readOn(file: string): ReadOn | undefined {
  if (!existsSync(file)) return undefined
  let position = 0
  return (into) => {
    const opened = openSync(file, 'r')
    try {
      const count = readSync(opened, into, 0, into.byteLength, position)
      position += count
      return count
    } finally {
      closeSync(opened)
    }
  }
}

/** The same for all files: to touch as much memory as a large one has takes longer than to hash it. */
const room = Buffer.allocUnsafeSlow(1 << 20)

/** SHA-256 of a file in hexadecimal; `undefined` where there is none. */
export function sha256OfFile(file: string): string | undefined {
  const read = readOn(file)
  if (!read) return undefined
  const hash = createHash('sha256')
  for (let count = read(room); count > 0; count = read(room)) hash.update(room.subarray(0, count))
  return hash.digest('hex')
}
