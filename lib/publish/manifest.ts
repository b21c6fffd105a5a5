import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SortedLines } from './sortedLines'

/** Path below `out/`. Checked by `cd out && sha256sum -c manifest-sha256.txt`. */
export const MANIFEST_FILE = 'manifest-sha256.txt'

/** SHA-256 (FIPS 180-4) of each file, in hexadecimal, by its path with forward slashes. */
export type Manifest = ReadonlyMap<string, string>

export function sha256(bytes: string | Uint8Array): string {
  return hash('sha256', bytes)
}

const lineOf = (digest: string, path: string): string => `${digest}  ${path}\n`

/** SHA-256 in hexadecimal. */
const DIGITS = 64
/** Before the path: the digest, a space, and another or `*`. */
const BEFORE_PATH = DIGITS + 2

/** As `sha256sum` of GNU coreutils writes it: digest, two spaces, path; in code-unit order. */
export function manifestText(manifest: Manifest): string {
  return [...manifest.keys()].sort().map((path) => lineOf(manifest.get(path) ?? '', path)).join('')
}

/** Reads what `sha256sum` wrote, text or binary mode; lines of any other form are left out. */
export function parseManifest(text: string): Map<string, string> {
  const manifest = new Map<string, string>()
  for (const line of text.split('\n')) {
    if (/^[0-9a-f]{64} [ *]./u.test(line)) manifest.set(line.slice(BEFORE_PATH, line.endsWith('\r') ? -1 : undefined), line.slice(0, DIGITS))
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

/** A manifest as `manifestText` writes it. */
export class WrittenManifest {
  readonly #lines: SortedLines

  constructor(readonly bytes: Buffer) {
    this.#lines = new SortedLines(bytes, pathIn)
  }

  /** The one of a folder; empty where there is none. */
  static of(folder: string): WrittenManifest {
    return new WrittenManifest(bytesOf(folder))
  }

  digestOf(path: string): string | undefined {
    return this.#lines.find(path)?.toString('latin1', 0, DIGITS)
  }

  /** Whether it names this file, or one in a folder of this name. */
  hasIn(name: string): boolean {
    return this.digestOf(name) !== undefined || this.#lines.keyFrom(`${name}/`)?.startsWith(`${name}/`) === true
  }

  /** The same with other digests; a file without one is not there. */
  with(changes: ReadonlyMap<string, string | undefined>): Buffer {
    return this.#lines.with(new Map([...changes].map(([path, digest]) => [path, digest === undefined ? undefined : lineOf(digest, path)])))
  }

  /** Paths in their order, each with the line's place: where it begins, and where its newline is. */
  *entries(): Generator<readonly [path: string, start: number, end: number]> {
    for (const [start, end] of this.#lines.places()) yield [pathIn(this.bytes, start, end), start, end]
  }
}

const pathIn = (bytes: Buffer, start: number, end: number): string => bytes.toString('utf8', start + BEFORE_PATH, end)
