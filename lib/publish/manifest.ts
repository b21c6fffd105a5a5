import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Path below `out/`. Checked by `cd out && sha256sum -c manifest-sha256.txt`. */
export const MANIFEST_FILE = 'manifest-sha256.txt'

/** SHA-256 (FIPS 180-4) of each file, in hexadecimal, by its path with forward slashes. */
export type Manifest = ReadonlyMap<string, string>

export function sha256(bytes: string | Uint8Array): string {
  return hash('sha256', bytes)
}

const lineOf = (digest: string, path: string): string => `${digest}  ${path}\n`

/** Before the path: 64 digits, a space, and another or `*`. */
const BEFORE_PATH = 66

/** As `sha256sum` of GNU coreutils writes it: digest, two spaces, path; in code-unit order. */
export function manifestText(manifest: Manifest): string {
  return [...manifest.keys()].sort().map((path) => lineOf(manifest.get(path) ?? '', path)).join('')
}

/** Reads what `sha256sum` wrote, text or binary mode; lines of any other form are left out. */
export function parseManifest(text: string): Map<string, string> {
  const manifest = new Map<string, string>()
  for (const line of text.split('\n')) {
    if (/^[0-9a-f]{64} [ *]./u.test(line)) manifest.set(line.slice(BEFORE_PATH, line.endsWith('\r') ? -1 : undefined), line.slice(0, 64))
  }
  return manifest
}

/** The manifest of a published folder; empty where there is none. */
export function readManifest(folder: string): Manifest {
  return parseManifest(bytesOf(folder).toString())
}

function bytesOf(folder: string): Buffer {
  try {
    return readFileSync(join(folder, MANIFEST_FILE))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return Buffer.alloc(0)
  }
}

const NEWLINE = 0x0a

/**
 * A manifest as `manifestText` writes it, of which a few lines are asked for, and a few differ in the next. They are
 * found where they lie: of 10,000 reports it has 120,000 lines, 12 MB.
 */
export class WrittenManifest {
  constructor(private readonly bytes: Buffer) {}

  /** The one of a folder; empty where there is none. */
  static of(folder: string): WrittenManifest {
    return new WrittenManifest(bytesOf(folder))
  }

  digestOf(path: string): string | undefined {
    const start = this.#placeOf(path)
    return this.#pathAt(start) === path ? this.bytes.toString('latin1', start, start + 64) : undefined
  }

  /** The same with other digests; a file without one is not there. */
  with(changes: ReadonlyMap<string, string | undefined>): Buffer {
    const parts: Buffer[] = []
    let taken = 0
    for (const path of [...changes.keys()].sort()) {
      const digest = changes.get(path)
      const start = this.#placeOf(path)
      parts.push(this.bytes.subarray(taken, start))
      if (digest !== undefined) parts.push(Buffer.from(lineOf(digest, path)))
      taken = this.#pathAt(start) === path ? this.#endAt(start) : start
    }
    return Buffer.concat([...parts, this.bytes.subarray(taken)])
  }

  /** Where the line of a path begins, or that of the next one. */
  #placeOf(path: string): number {
    let [low, high] = [0, this.bytes.length]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const start = low + this.bytes.subarray(low, middle).lastIndexOf(NEWLINE) + 1
      if ((this.#pathAt(start) ?? '') < path) low = this.#endAt(start)
      else high = start
    }
    return low
  }

  #pathAt(start: number): string | undefined {
    return start < this.bytes.length ? this.bytes.toString('utf8', start + BEFORE_PATH, this.#endAt(start) - 1) : undefined
  }

  #endAt(start: number): number {
    const end = this.bytes.indexOf(NEWLINE, start)
    return end === -1 ? this.bytes.length : end + 1
  }
}
