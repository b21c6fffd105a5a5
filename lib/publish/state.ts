import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'

/** Part of the site made as one: a page, or files of one subject. */
export interface Unit {
  /** Hash of everything its files say. */
  readonly fingerprint: string
  /** Paths below `out/`, with the bytes of each. */
  readonly files: Readonly<Record<string, number>>
}

/** What `out/` was made of. It lies in `out/` itself, so that a copied folder or a CI cache brings it along. */
export interface PublishState {
  /** Fingerprint of the code, configuration and libraries that made it. */
  readonly code: string
  /** By id: a page's address, or the name of an artefact. */
  readonly units: Readonly<Record<string, Unit>>
  /** By content file, a hash of each part of the report: what tells an editor why a page is made again. */
  readonly reports: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Path below `out/`; hosts do not serve names that begin with a dot, and nothing in it is secret. */
export const STATE_FILE = '.publish-state.json'

const FORMAT = 1
const schema = v.strictObject({
  format: v.literal(FORMAT),
  digest: v.string(),
  state: v.strictObject({
    code: v.string(),
    units: v.record(v.string(), v.strictObject({ fingerprint: v.string(), files: v.record(v.string(), v.number()) })),
    reports: v.record(v.string(), v.record(v.string(), v.string())),
  }),
})

/** First sixteen hexadecimal digits of SHA-256: among a million files two are alike once in thirty million archives. */
export function hashOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** The state as it is kept: with a digest of its own, so that a damaged one is known. */
export function stateText(state: PublishState): string {
  return `${JSON.stringify({ format: FORMAT, digest: hashOf(JSON.stringify(state)), state })}\n`
}

/** `undefined` where there is none, or it is damaged, or of another format: then everything is made anew. */
export async function readState(out: string): Promise<PublishState | undefined> {
  try {
    const parsed = v.safeParse(schema, JSON.parse(await readFile(join(out, STATE_FILE), 'utf8')))
    if (!parsed.success) return undefined
    const { state, digest } = parsed.output
    return hashOf(JSON.stringify(state)) === digest ? state : undefined
  } catch {
    return undefined
  }
}
