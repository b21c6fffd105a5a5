import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'

/** Part of the site made as one: a page, or files of one subject. */
export interface Unit {
  /** Hash of everything its files say. */
  readonly fingerprint: string
  /** Hash of everything they are made of, where that is told more cheaply than what they say. */
  readonly inputs?: string
  /** Of a page. */
  readonly title?: string
  /** Paths below `out/`, with the bytes of each; pairs, as objects of so many names are read five times as slowly. */
  readonly files: readonly (readonly [path: string, bytes: number])[]
}

/** What `out/` was made of. It lies in `out/` itself, so that a copied folder or a CI cache brings it along. */
export interface PublishState {
  /** Fingerprint of the code, configuration and libraries that made it. */
  readonly code: string
  /** By id: a page's address, or the name of an artefact. */
  readonly units: Readonly<Record<string, Unit>>
}

/** Path below `out/`; hosts do not serve names that begin with a dot, and nothing in it is secret. */
export const STATE_FILE = '.publish-state.json'

const FORMAT = 3
const header = v.strictObject({ format: v.literal(FORMAT), digest: v.string() })

/** First sixteen hexadecimal digits of SHA-256: among a million files two are alike once in thirty million archives. */
export function hashOf(text: string | Uint8Array): string {
  return hash('sha256', text).slice(0, 16)
}

/**
 * The state as it is kept: a line with the format and a digest of the rest, so that a damaged one is known. What has
 * the right digest was written here, and its shape need not be checked: that would take a second at 100,000 files.
 */
export function stateText(state: PublishState): string {
  const json = JSON.stringify(state)
  return `${JSON.stringify({ format: FORMAT, digest: hashOf(json) })}\n${json}\n`
}

/** `undefined` where there is none, or it is damaged, or of another format: then everything is made anew. */
export async function readState(out: string): Promise<PublishState | undefined> {
  try {
    const bytes = await readFile(join(out, STATE_FILE))
    const start = bytes.indexOf('\n') + 1
    const json = bytes.subarray(start, bytes.indexOf('\n', start))
    const parsed = v.safeParse(header, JSON.parse(bytes.toString('utf8', 0, start)))
    return parsed.success && hashOf(json) === parsed.output.digest ? JSON.parse(json.toString()) as PublishState : undefined
  } catch {
    return undefined
  }
}
