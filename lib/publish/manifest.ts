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
  return [...manifest.keys()].sort().map((path) => `${manifest.get(path) ?? ''}  ${path}\n`).join('')
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
export function readManifest(folder: string): Manifest {
  try {
    return parseManifest(readFileSync(join(folder, MANIFEST_FILE), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return new Map()
  }
}
