import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { DIGITS, digestOf } from './digest'
import { addLines, eachLine, lineAt, type Place } from './linesOnDisk'

/** What is remembered of a report's file, or of a source. Plain JSON. */
export interface Entry {
  readonly kind: 'parsed' | 'compared' | 'reading'
  readonly file: string
  /** Digest of what it was made of. */
  readonly key: string
  readonly told: unknown
  /** What is asked for of few: as it is, or where it lies. */
  late?: { readonly value: unknown } | Place
}

/**
 * Entries in two files. What is asked for of all stands in one, a line each, `digest JSON`; of two for one report the
 * later counts, and a line whose digest does not hold is forgotten. Late parts stand in the other, and are read one by
 * one. Both begin with one stamp: files that do not belong together tell nothing. New lines are added at the ends, late
 * parts first, so that a process may be killed at any moment.
 */
export class MemoryOnDisk {
  readonly #lateFile: string
  #isOurs = false
  /** In the file, of entries that were put in the place of others too. */
  #lines = 0

  /** `version` names the code the entries come from; another version's are forgotten. */
  constructor(private readonly file: string, private readonly version: string) {
    this.#lateFile = `${file}-late`
  }

  /** Hands out all entries in their order. */
  read(take: (entry: Entry) => void): void {
    if (!this.#isThere()) return
    let stamp = ''
    eachLine(this.#lateFile, (line) => {
      stamp = line.toString()
      return false
    })
    let isOurs: boolean | undefined
    const unfinished = eachLine(this.file, (line) => {
      if (isOurs === undefined) {
        isOurs = line.toString() === this.#head(stamp)
        return isOurs
      }
      this.#lines++
      const entry = entryIn(line)
      if (entry) take(entry)
      return true
    })
    // A killed process left a line unfinished, and the next would be added to it.
    this.#isOurs = isOurs === true && unfinished === 0
  }

  /** Whether entries can be added to what is there. */
  get isOpen(): boolean {
    return this.#isOurs && this.#isThere()
  }

  get lines(): number {
    return this.#lines
  }

  add(entries: readonly Entry[]): void {
    this.#append(entries, this.file, this.#lateFile)
  }

  /** Puts these entries in the place of all that were there. */
  rewrite(entries: readonly Entry[]): void {
    const [file, lateFile] = [`${this.file}.new`, `${this.#lateFile}.new`]
    const stamp = randomUUID()
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(lateFile, `${stamp}\n`)
    writeFileSync(file, `${this.#head(stamp)}\n`)
    this.#lines = 0
    this.#append(entries, file, lateFile)
    renameSync(lateFile, this.#lateFile)
    renameSync(file, this.file)
    this.#isOurs = true
  }

  /** A late part; `undefined` where it is not what was written. */
  late(place: Place): unknown {
    const line = lineAt(this.#lateFile, place)
    return line && JSON.parse(line.toString())
  }

  #isThere(): boolean {
    return existsSync(this.file) && existsSync(this.#lateFile)
  }

  #head(stamp: string): string {
    return `${this.version} ${stamp}`
  }

  #append(entries: readonly Entry[], file: string, lateFile: string): void {
    const kept: Entry[] = []
    const places = addLines(lateFile, this.#lateLines(entries, kept)).values()
    for (const entry of kept) if (entry.late) entry.late = places.next().value
    this.#lines += addLines(file, kept.map(lineOf)).length
  }

  /** Puts all entries among those that are kept but the ones whose late part is lost. */
  *#lateLines(entries: readonly Entry[], kept: Entry[]): Generator<Uint8Array> {
    for (const entry of entries) {
      const { late } = entry
      const line = late && ('value' in late ? Buffer.from(JSON.stringify(late.value)) : lineAt(this.#lateFile, late))
      if (late && !line) continue
      kept.push(entry)
      if (line) yield line
    }
  }
}

function lineOf({ kind, file, key, told, late }: Entry): Buffer {
  const text = JSON.stringify([kind, file, key, told, late])
  return Buffer.from(`${digestOf(text)} ${text}`)
}

/** What a line says; `undefined` where it is not what was written. */
function entryIn(line: Buffer): Entry | undefined {
  if (line.toString('latin1', 0, DIGITS) !== digestOf(line.subarray(DIGITS + 1))) return undefined
  const [kind, file, key, told, late] = JSON.parse(line.toString('utf8', DIGITS + 1)) as [Entry['kind'], string, string, unknown, Place | null]
  return { kind, file, key, told, ...(late && { late }) }
}
