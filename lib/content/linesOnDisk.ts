import { closeSync, existsSync, fstatSync, openSync, readSync, writeFileSync } from 'node:fs'
import { digestOf } from './digest'

/** Where a line lies in a file, in bytes without its end, and what was written there. */
export interface Place {
  readonly start: number
  readonly length: number
  readonly digest: string
}

const NEWLINE = 0x0a
const ROOM = 1 << 20

/**
 * Hands out the lines of a file without their ends, one good until the next, as long as `take` wants more; gives how
 * many bytes stand behind the last. They share one room of memory: to touch as much as a large file has takes longer
 * than to read it.
 */
export function eachLine(file: string, take: (line: Buffer) => boolean): number {
  const opened = openSync(file, 'r')
  try {
    let room = Buffer.allocUnsafeSlow(ROOM)
    let filled = 0
    for (let count = readSync(opened, room); count > 0; count = readSync(opened, room, filled, room.length - filled, null)) {
      const bytes = room.subarray(0, filled + count)
      let start = 0
      for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
        if (!take(bytes.subarray(start, end))) return 0
        start = end + 1
      }
      filled = bytes.length - start
      room.copyWithin(0, start, bytes.length)
      if (filled === room.length) room = Buffer.concat([room], room.length * 2)
    }
    return filled
  } finally {
    closeSync(opened)
  }
}

/** The line at a place; `undefined` where it is not what was written. */
export function lineAt(file: string, { start, length, digest }: Place): Buffer | undefined {
  if (!existsSync(file)) return undefined
  const opened = openSync(file, 'r')
  try {
    const line = Buffer.allocUnsafe(length)
    return readSync(opened, line, 0, length, start) === length && digestOf(line) === digest ? line : undefined
  } finally {
    closeSync(opened)
  }
}

/** Adds lines without ends to a file, one after another as they are made; gives where each lies. */
export function addLines(file: string, lines: Iterable<Uint8Array>): Place[] {
  const opened = openSync(file, 'a')
  try {
    let end = fstatSync(opened).size
    return Array.from(lines, (line) => {
      const whole = Buffer.concat([line, Buffer.from([NEWLINE])])
      writeFileSync(opened, whole)
      const place = { start: end, length: line.length, digest: digestOf(line) }
      end += whole.length
      return place
    })
  } finally {
    closeSync(opened)
  }
}
