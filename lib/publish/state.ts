import { hash } from 'node:crypto'
import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { WrittenManifest } from './manifest'
import { SortedLines } from './sortedLines'

/** What is known of a part of the site that is made as one: a page, or files of one subject. */
export interface Made {
  /** Hash of everything its files say. */
  readonly fingerprint: string
  /** Hash of everything they are made of, where that is told more cheaply than what they say. */
  readonly inputs?: string
  /** Of a page. */
  readonly title?: string
}

/** JSON has none as it is. */
const TAB = '\t'

/** Path below `out/`, and bytes. */
export type UnitFile = readonly [path: string, bytes: number]

/** Part of the site made as one, with its files. They are read each time they are asked for: of 30,000 units an edit looks at a few. */
export class Unit implements Made {
  readonly fingerprint: string
  declare readonly inputs?: string
  declare readonly title?: string

  private constructor(
    made: Made,
    readonly bytes: number,
    /** JSON. */
    readonly filesText: string,
    /** What stands before it in the line it was read from. */
    private readonly head?: string,
  ) {
    this.fingerprint = made.fingerprint
    if (made.inputs !== undefined) this.inputs = made.inputs
    if (made.title !== undefined) this.title = made.title
  }

  static of(made: Made, files: readonly UnitFile[]): Unit {
    return new Unit(made, files.reduce((sum, [, size]) => sum + size, 0), inAscii(files))
  }

  /** The same, made of something else that says as much. */
  madeOf(inputs: string | undefined): Unit {
    return new Unit({ ...this, ...(inputs !== undefined && { inputs }) }, this.bytes, this.filesText)
  }

  get files(): readonly UnitFile[] {
    return JSON.parse(this.filesText) as UnitFile[]
  }

  /** A line of the state. */
  line(id: string): string {
    return `${this.head ?? inAscii([id, this.fingerprint, this.inputs, this.title, this.bytes])}${TAB}${this.filesText}\n`
  }

  static ofLine(line: string): [id: string, unit: Unit] {
    const tab = line.indexOf(TAB)
    const head = line.slice(0, tab)
    const [id, fingerprint, inputs, title, bytes] = JSON.parse(head) as [string, string, string | null, string | null, number]
    return [id, new Unit({ fingerprint, ...(inputs !== null && { inputs }), ...(title !== null && { title }) }, bytes, line.slice(tab + 1), head)]
  }
}

/** JSON. Of 10,000 reports the state has 9 MB: read as one byte a character it takes half the memory. */
const inAscii = (value: unknown): string => JSON.stringify(value).replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** What `out/` was made of. It lies in `out/` itself, so that a copied folder or a CI cache brings it along. */
export interface PublishState {
  /** Fingerprint of the code, configuration and libraries that made it. */
  readonly code: string
  /** By id: a page's address, or the name of an artefact. */
  readonly units: ReadonlyMap<string, Unit>
  /** Hash of the manifest but for the line of the state, by which an altered one is known. */
  readonly manifest: string
  /** As they were read. */
  readonly lines?: SortedLines
}

/** Path below `out/`; hosts do not serve names that begin with a dot, and nothing in it is secret. */
export const STATE_FILE = '.publish-state.json'

const FORMAT = 5
const header = v.strictObject({ format: v.literal(FORMAT), code: v.string(), manifest: v.string(), digest: v.string() })

/** First sixteen hexadecimal digits of SHA-256: among a million files two are alike once in thirty million archives. */
export function hashOf(text: string | Uint8Array): string {
  return hash('sha256', text).slice(0, 16)
}

/**
 * The state as it is kept: a line with the format, the code, the manifest and a digest of the rest, so that a damaged one is known,
 * then a line a unit, ids in code-unit order, so that the same site gives the same bytes. What has the right digest was
 * written here, and its shape need not be checked. The lines of units that are those of `before` are taken from there.
 */
export function stateText({ code, units, manifest }: PublishState, before?: PublishState): Buffer {
  const written = before?.lines ? before : undefined
  const changed = new Map<string, string | undefined>([...written?.units.keys() ?? []].filter((id) => !units.has(id)).map((id) => [id, undefined]))
  for (const [id, unit] of units) if (written?.units.get(id) !== unit) changed.set(id, unit.line(id))
  const lines = (written?.lines ?? linesIn(Buffer.alloc(0))).with(changed)
  return Buffer.concat([Buffer.from(`${JSON.stringify({ format: FORMAT, code, manifest, digest: hashOf(lines) })}\n`), lines])
}

/**
 * When a site was whole, in milliseconds since 1970: its state is written after all its files. A file of a later time has
 * been written in by somebody else, or copied, and is what it was only if its digest says so.
 */
export function wholeSince(out: string): number {
  return statSync(join(out, STATE_FILE), { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** `undefined` where there is none, or it is damaged, or of another format: then everything is made anew. */
export async function readState(out: string): Promise<PublishState | undefined> {
  const written = await readWritten(out)
  if (!written) return undefined
  const lines = written.lines.bytes.toString('latin1').split('\n')
  return { ...written, units: new Map(lines.slice(0, -1).map((line) => Unit.ofLine(line))) }
}

/** A state whose units nobody has looked at yet; `undefined` as with `readState`. */
export async function readWritten(out: string): Promise<Omit<Required<PublishState>, 'units'> | undefined> {
  try {
    const bytes = await readFile(join(out, STATE_FILE))
    const start = bytes.indexOf('\n') + 1
    const { code, manifest, digest } = v.parse(header, JSON.parse(bytes.toString('utf8', 0, start)))
    const lines = bytes.subarray(start)
    return hashOf(lines) === digest ? { code, manifest, lines: linesIn(lines) } : undefined
  } catch {
    return undefined
  }
}

/** The manifest of a site; `undefined` where it is not the one its state names. */
export function manifestNamedBy({ manifest: name }: Pick<PublishState, 'manifest'>, folder: string): WrittenManifest | undefined {
  const manifest = WrittenManifest.of(folder)
  return hashOf(manifest.with(new Map([[STATE_FILE, undefined]]))) === name ? manifest : undefined
}

/** Bytes of each file, by path. */
export function sizesIn(lines: SortedLines): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const [start, end] of lines.places()) {
    const files = JSON.parse(lines.bytes.toString('latin1', lines.bytes.indexOf(TAB, start) + 1, end)) as UnitFile[]
    for (const [path, size] of files) sizes.set(path, size)
  }
  return sizes
}

const linesIn = (bytes: Buffer): SortedLines => new SortedLines(bytes, (_, start) => {
  const [id] = JSON.parse(bytes.toString('latin1', start, bytes.indexOf(TAB, start))) as [string]
  return id
})
