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

const ROOM = 1 << 20

/** SHA-256 in hexadecimal of what is read. In one room: to touch as much memory as a large file takes longer than to hash it. */
export function sha256InPieces(read: ReadOn): string {
  const hash = createHash('sha256')
  const room = Buffer.allocUnsafe(ROOM)
  for (let count = read(room); count > 0; count = read(room)) hash.update(room.subarray(0, count))
  return hash.digest('hex')
}
