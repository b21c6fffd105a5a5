import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Artefact } from './artefacts'
import { finishPage } from './finish'
import type { Places } from './places'

/** Puts finished pages, stylesheets, pictures and artefacts together in `places.staged`. */
export class Assembly {
  readonly #stylesheets = new Map<string, string>()

  constructor(private readonly places: Places) {}

  async begin(): Promise<void> {
    await rm(this.places.staged, { recursive: true, force: true })
    await mkdir(this.places.staged, { recursive: true })
  }

  /** Finishes one exported page; `file` is its path in the export and in the site. */
  async addPage(file: string): Promise<void> {
    const exported = await readFile(join(this.places.exported, file), 'utf8')
    const bytes = await finishPage(exported, {
      stylesheet: (named) => this.#stylesheet(named),
      runsSearch: file.startsWith('search/'),
    })
    await this.write({ path: file, bytes })
  }

  async addPicture(from: string, to: string): Promise<void> {
    const target = join(this.places.staged, to)
    await mkdir(dirname(target), { recursive: true })
    await copyFile(join(this.places.content, from), target)
  }

  async write({ path, bytes }: Artefact): Promise<void> {
    const target = join(this.places.staged, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, bytes)
  }

  /** One file for the stylesheets a kind of page uses, named by its content: a page makes two requests, and caches keep it for good. */
  async #stylesheet(named: readonly string[]): Promise<string> {
    const key = named.join(' ')
    const known = this.#stylesheets.get(key)
    if (known !== undefined) return known
    const parts = await Promise.all(named.map((address) => readFile(join(this.places.exported, address), 'utf8')))
    const css = parts.map((part) => part.replace(/\/\*# sourceMappingURL=.*?\*\//g, '').trim()).join('\n')
    const hash = createHash('sha256').update(css).digest('hex').slice(0, 12)
    const address = `/styles/${hash}.css`
    await this.write({ path: address.slice(1), bytes: css })
    this.#stylesheets.set(key, address)
    return address
  }
}
