import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Artefact } from '../artefacts'
import { sha256 } from '../manifest'

export interface StagedFolderOptions {
  readonly target: string
  /** An earlier site lies in the target. */
  readonly hasLeftovers: boolean
}

/** A file that has been put in its place. */
export interface WrittenFile {
  /** Below the folder, with forward slashes. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  readonly digest: string
}

/** Bytes; those of a file that lies in its place are not read for it. */
export const sizeOf = (file: Artefact): number => file.written ?? Buffer.byteLength(file.bytes)

/** The folder a site is put together in. */
export class StagedFolder {
  readonly #made = new Set<string>()

  constructor(private readonly options: StagedFolderOptions) {}

  /**
   * Writes a file, unless it lies there already. At once: of small files, opening one through the thread pool takes longer than writing it (8,000 of
   * 5 KB, a file: 0.35 ms of CPU at once, 0.45 through the pool).
   */
  put(file: Artefact): WrittenFile {
    const { path, sha256: known, written } = file
    if (written !== undefined && known !== undefined) return { path, size: written, digest: known }
    const { bytes } = file
    const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
    writeFileSync(this.place(path), content)
    return { path, size: content.byteLength, digest: known ?? sha256(content) }
  }

  /** A place to put a file. What an earlier site left there goes first: it may be another name of a file of the published one. */
  place(path: string): string {
    const file = join(this.options.target, path)
    const folder = dirname(file)
    if (!this.#made.has(folder)) mkdirSync(folder, { recursive: true })
    this.#made.add(folder)
    if (this.options.hasLeftovers) rmSync(file, { force: true })
    return file
  }
}
