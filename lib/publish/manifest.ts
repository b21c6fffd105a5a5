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

/** As `sha256sum` of GNU coreutils writes it: digest, two spaces, path; in code-unit order. */
export function manifestText(manifest: Manifest): string {
  return [...manifest.keys()].sort().map((path) => lineOf(path, manifest.get(path) ?? '')).join('')
}

const lineOf = (path: string, digest: string): string => `${digest}  ${path}\n`
/** Of a digest. */
const DIGITS = 64
const PATH_AT = DIGITS + 2

/** Whether a text is the manifest as `manifestText` gives it, so that lines can be looked up in it. */
export function isInOrder(text: string, manifest: Manifest): boolean {
  let [length, before] = [0, '']
  for (const path of manifest.keys()) {
    if (path < before) return false
    before = path
    length += PATH_AT + path.length + 1
  }
  return length === text.length
}

/** A manifest made of an earlier one: an edit changes a few of 100,000 lines, and the others are not taken apart. */
export class EditedManifest {
  /** By path; `undefined` where there was a file and is none. */
  readonly #edits = new Map<string, string | undefined>()

  /** As `manifestText` gives it. */
  constructor(private readonly before = '') {}

  get(path: string): string | undefined {
    if (this.#edits.has(path)) return this.#edits.get(path)
    const { start, end } = this.#place(path)
    return start === end ? undefined : this.before.slice(start, start + DIGITS)
  }

  has(path: string): boolean {
    return this.get(path) !== undefined
  }

  set(path: string, digest: string | undefined): void {
    this.#edits.set(path, digest)
  }

  get text(): string {
    const parts: string[] = []
    let at = 0
    for (const path of [...this.#edits.keys()].sort()) {
      const { start, end } = this.#place(path)
      const digest = this.#edits.get(path)
      parts.push(this.before.slice(at, start), digest === undefined ? '' : lineOf(path, digest))
      at = end
    }
    return parts.join('') + this.before.slice(at)
  }

  /** The line of a file; where it would begin, and nothing of it, where there is none. */
  #place(path: string): { readonly start: number; readonly end: number } {
    let [low, high] = [0, this.before.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const start = middle === 0 ? 0 : this.before.lastIndexOf('\n', middle - 1) + 1
      const end = this.before.indexOf('\n', middle) + 1
      const found = this.before.slice(start + PATH_AT, end - 1)
      if (found === path) return { start, end }
      if (found < path) low = end
      else high = start
    }
    return { start: low, end: low }
  }
}

/** Reads what `sha256sum` wrote, text or binary mode; lines of any other form are left out. */
export function parseManifest(text: string): Map<string, string> {
  const manifest = new Map<string, string>()
  for (const line of text.split('\n')) {
    if (/^[0-9a-f]{64} [ *]./u.test(line)) manifest.set(line.slice(66, line.endsWith('\r') ? -1 : undefined), line.slice(0, 64))
  }
  return manifest
}

/** The manifest of a published folder; empty where there is none. */
export const readManifest = (folder: string): Manifest => parseManifest(readManifestText(folder))

export function readManifestText(folder: string): string {
  try {
    return readFileSync(join(folder, MANIFEST_FILE), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return ''
  }
}
