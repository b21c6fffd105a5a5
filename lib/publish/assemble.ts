import { copyFileSync, linkSync, mkdirSync, statSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Artefact } from './artefacts'
import { finishPage } from './finish'
import { manifestText, MANIFEST_FILE, readManifest, sha256, type Manifest } from './manifest'
import type { PageFacts } from './pages/facts'
import type { Places } from './places'
import { withTwins } from './precompress'
import { hashOf, type Unit } from './state'

/** Raised when a file to be kept is not what the last build made. */
export class DamagedOutput extends Error {}

/** Puts finished pages, stylesheets, pictures and artefacts together in a folder, and remembers what each unit is made of. */
export class Assembly {
  readonly #stylesheets = new Map<string, readonly Artefact[]>()
  readonly #folders = new Set<string>()
  readonly #written = new Set<string>()
  readonly #units = new Map<string, Unit>()
  readonly #digests = new Map<string, string>()
  readonly #facts = new Map<string, PageFacts>()
  /** Of the folders files are taken over from. */
  readonly #manifests = new Map<string, Manifest>()

  private constructor(private readonly places: Pick<Places, 'exported' | 'content'>, private readonly target: string, private readonly precompress: boolean) {}

  /** `exported` is Next's export; `target` the folder put together, which is emptied first. With `precompress`, text gets `.br` and `.gz` beside it. */
  static async begin(places: Pick<Places, 'exported' | 'content'>, target: string, precompress: boolean): Promise<Assembly> {
    await rm(target, { recursive: true, force: true })
    await mkdir(target, { recursive: true })
    return new Assembly(places, target, precompress)
  }

  /** What has been put together so far. Ids in code-unit order, so that the same site gives the same bytes. */
  get units(): Record<string, Unit> {
    return Object.fromEntries([...this.#units].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  /** Of the pages that were finished here, by id. */
  get facts(): ReadonlyMap<string, PageFacts> {
    return this.#facts
  }

  /** Whether a file has been put in its place. */
  has(path: string): boolean {
    return this.#digests.has(path)
  }

  /** Finishes one exported page; `file` is its path in the export and in the site. */
  async addPage(id: string, fingerprint: string, file: string): Promise<void> {
    const exported = await readFile(join(this.places.exported, file), 'utf8')
    let sheet: readonly Artefact[] = []
    const { html, facts } = await finishPage(exported, {
      stylesheet: async (named) => {
        sheet = await this.#stylesheet(named)
        return `/${sheet[0]?.path ?? ''}`
      },
      runsSearch: file.startsWith('search/'),
    })
    this.#facts.set(id, facts)
    await this.#add(id, fingerprint, [...await this.#compressed({ path: file, bytes: html }), ...sheet])
  }

  async addGroup(id: string, fingerprint: string, artefacts: readonly Artefact[]): Promise<void> {
    await this.#add(id, fingerprint, (await Promise.all(artefacts.map((artefact) => this.#compressed(artefact)))).flat())
  }

  async addPicture(from: string, to: string): Promise<void> {
    const bytes = await readFile(join(this.places.content, from))
    await this.#add(`picture ${to}`, '', [{ path: to, bytes }])
  }

  /**
   * Takes a unit over from an earlier site, by hard link: two names of one file cost no bytes and no time. Its digests
   * are those that site's manifest has. Throws `DamagedOutput` when a file is gone, of another size, or in no manifest.
   */
  keep(id: string, unit: Unit, from: string): void {
    for (const [path, size] of Object.entries(unit.files)) {
      if (this.#written.has(path)) continue
      this.#written.add(path)
      const source = join(from, path)
      const digest = this.#manifestOf(from).get(path)
      if (digest === undefined || statSync(source, { throwIfNoEntry: false })?.size !== size) throw new DamagedOutput(source)
      this.#digests.set(path, digest)
      const target = this.#place(path)
      try {
        linkSync(source, target)
      } catch {
        // Not every disk knows hard links.
        copyFileSync(source, target)
      }
    }
    this.#units.set(id, unit)
  }

  /** Writes a file that belongs to no unit. One written before stays: a name taken over from an earlier site is that site's file too. */
  async write({ path, bytes }: Artefact): Promise<void> {
    if (this.#written.has(path)) return
    this.#written.add(path)
    this.#digests.set(path, sha256(bytes))
    await writeFile(this.#place(path), bytes)
  }

  async #compressed(artefact: Artefact): Promise<readonly Artefact[]> {
    return this.precompress ? withTwins(artefact) : [artefact]
  }

  /** Writes the manifest of every file there is; the last thing to be written. */
  async seal(): Promise<void> {
    await writeFile(this.#place(MANIFEST_FILE), manifestText(this.#digests))
  }

  #manifestOf(folder: string): Manifest {
    const manifest = this.#manifests.get(folder) ?? readManifest(folder)
    this.#manifests.set(folder, manifest)
    return manifest
  }

  async #add(id: string, fingerprint: string, artefacts: readonly Artefact[]): Promise<void> {
    for (const artefact of artefacts) await this.write(artefact)
    this.#units.set(id, { fingerprint, files: Object.fromEntries(artefacts.map(({ path, bytes }) => [path, Buffer.byteLength(bytes)])) })
  }

  #place(path: string): string {
    const target = join(this.target, path)
    const folder = dirname(target)
    if (!this.#folders.has(folder)) mkdirSync(folder, { recursive: true })
    this.#folders.add(folder)
    return target
  }

  /** One file for the stylesheets a kind of page uses, named by its content: a page makes two requests, and caches keep it for good. */
  async #stylesheet(named: readonly string[]): Promise<readonly Artefact[]> {
    const key = named.join(' ')
    const known = this.#stylesheets.get(key)
    if (known) return known
    const parts = await Promise.all(named.map((address) => readFile(join(this.places.exported, address), 'utf8')))
    const css = parts.map((part) => part.replace(/\/\*# sourceMappingURL=.*?\*\//g, '').trim()).join('\n')
    const sheet = await this.#compressed({ path: `styles/${hashOf(css)}.css`, bytes: css })
    this.#stylesheets.set(key, sheet)
    return sheet
  }
}
