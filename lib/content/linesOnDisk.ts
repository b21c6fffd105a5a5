import { closeSync, openSync, readSync, writeFileSync } from 'node:fs'

/** Where a line lies in a file: bytes, with its end. */
export interface Place {
  readonly start: number
  readonly length: number
}

const NEWLINE = 0x0a
const ROOM = 1 << 20

/**
 * Hands out the lines of a file without their ends, one good until the next, as long as `take` wants more; gives how
 * many bytes stand behind the last. They share one room of memory: to touch as much as a file of 60 MB has takes longer
 * than to read it.
 */
export function eachLine(file: string, take: (line: Buffer, place: Place) => boolean): number {
  const opened = openSync(file, 'r')
  try {
    let room = Buffer.allocUnsafeSlow(ROOM)
    let [filled, position] = [0, 0]
    for (let count = readSync(opened, room); count > 0; count = readSync(opened, room, filled, room.length - filled, null)) {
      const bytes = room.subarray(0, filled + count)
      let start = 0
      for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
        if (!take(bytes.subarray(start, end), { start: position + start, length: end + 1 - start })) return 0
        start = end + 1
      }
      filled = bytes.length - start
      position += start
      room.copyWithin(0, start, bytes.length)
      if (filled === room.length) room = Buffer.concat([room], room.length * 2)
    }
    return filled
  } finally {
    closeSync(opened)
  }
}

/** A line without its end. */
export function lineAt(file: string, { start, length }: Place): Buffer {
  const opened = openSync(file, 'r')
  try {
    const line = Buffer.allocUnsafe(length - 1)
    return line.subarray(0, readSync(opened, line, 0, line.length, start))
  } finally {
    closeSync(opened)
  }
}

/** Adds lines without ends to a file of so many bytes; gives where each lies. */
export function addLines(file: string, size: number, lines: readonly Uint8Array[]): Place[] {
  const opened = openSync(file, 'a')
  try {
    let end = size
    return lines.map((line) => {
      const whole = Buffer.concat([line, Buffer.from([NEWLINE])])
      writeFileSync(opened, whole)
      const place = { start: end, length: whole.length }
      end += whole.length
      return place
    })
  } finally {
    closeSync(opened)
  }
}
