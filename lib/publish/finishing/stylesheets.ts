import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Artefact } from '../artefacts'
import { withTwins } from '../precompress'
import { hashOf } from '../state'

/** Folder of the site they are in. */
export const STYLES = 'styles/'

export interface StylesheetOptions {
  /** Next's export. */
  readonly exported: string
  readonly precompress: boolean
}

/** One file for the stylesheets a kind of page uses, named by its content: a page makes two requests, and caches keep it for good. */
export class Stylesheets {
  readonly #joined = new Map<string, Promise<readonly Artefact[]>>()

  constructor(private readonly options: StylesheetOptions) {}

  /** Joins stylesheets of the export, in order; the file, and its compressed twins. None of none. */
  joined(named: readonly string[]): Promise<readonly Artefact[]> {
    const key = named.join(' ')
    const sheet = this.#joined.get(key) ?? this.#join(named)
    this.#joined.set(key, sheet)
    return sheet
  }

  async #join(named: readonly string[]): Promise<readonly Artefact[]> {
    if (named.length === 0) return []
    const parts = await Promise.all(named.map((address) => readFile(join(this.options.exported, address), 'utf8')))
    const css = parts.map((part) => part.replace(/\/\*# sourceMappingURL=.*?\*\//g, '').trim()).join('\n')
    const sheet = { path: `${STYLES}${hashOf(css)}.css`, bytes: css }
    return this.options.precompress ? withTwins(sheet) : [sheet]
  }
}
