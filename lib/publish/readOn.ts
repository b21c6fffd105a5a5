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
