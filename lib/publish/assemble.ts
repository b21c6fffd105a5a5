import { copyFileSync, linkSync, mkdirSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Artefact } from './artefacts'
import { finishPage } from './finish'
import { manifestText, MANIFEST_FILE, readManifest, sha256, type Manifest } from './manifest'
import type { PageFacts } from './pages/facts'
import type { Places } from './places'
import { withTwins } from './precompress'
import { hashOf, readState, STATE_FILE, type PublishState, type Unit } from './state'

/** Raised when a file to be kept is not what the last build made. */
export class DamagedOutput extends Error {}

/** Puts finished pages, stylesheets, pictures and artefacts together in a folder, and remembers what each unit is made of. */
export class Assembly {
  readonly #stylesheets = new Map<string, Promise<readonly Artefact[]>>()
  readonly #folders = new Set<string>()
  readonly #written = new Set<string>()
  readonly #units = new Map<string, Unit>()
  readonly #digests = new Map<string, string>()
  readonly #facts = new Map<string, PageFacts>()
  /** Of the folders files are taken over from. */
  readonly #manifests = new Map<string, Manifest>()
  readonly #hasLeftovers: boolean

  private constructor(
    private readonly places: Pick<Places, 'exported'>,
    private readonly target: string,
    private readonly precompress: boolean,
    /** Units whose files lie in the target already. */
    private readonly there: PublishState['units'],
  ) {
    this.#hasLeftovers = Object.keys(there).length > 0
  }

  /**
   * `exported` is Next's export; `target` the folder put together. With `precompress`, text gets `.br` and `.gz` beside
   * it. What an earlier site left in the target stays, as far as it was made by the same `code`: publishing a change
   * costs what the change costs. Without `code` the target is emptied.
   */
  static async begin(places: Pick<Places, 'exported'>, target: string, { precompress, code }: { readonly precompress: boolean; readonly code?: string }): Promise<Assembly> {
    const state = code === undefined ? undefined : await readState(target)
    if (!state || state.code !== code) await rm(target, { recursive: true, force: true })
    // A build killed from here on leaves a folder nobody takes for a site.
    else for (const file of [STATE_FILE, MANIFEST_FILE]) rmSync(join(target, file), { force: true })
    await mkdir(target, { recursive: true })
    return new Assembly(places, target, precompress, state?.code === code ? state?.units ?? {} : {})
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
  async addPage(id: string, made: Omit<Unit, 'files'>, file: string): Promise<void> {
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
    await this.#add(id, made, [...await this.#compressed({ path: file, bytes: html }), ...sheet])
  }

  async addGroup(id: string, fingerprint: string, artefacts: readonly Artefact[]): Promise<void> {
    await this.#add(id, { fingerprint }, (await Promise.all(artefacts.map((artefact) => this.#compressed(artefact)))).flat())
  }

  /**
   * Takes a unit over from an earlier site, by hard link: two names of one file cost no bytes and no time. Its digests
   * are those that site's manifest has. Throws `DamagedOutput` when a file is gone, of another size, or in no manifest.
   */
  keep(id: string, unit: Unit, from: string): void {
    this.#takeOver(id, unit, from)
    this.#units.set(id, unit)
  }

  /** Takes a unit over with some of its files written anew, as `keep` and `addGroup` do. */
  async change(id: string, fingerprint: string, { files, isReplaced }: GroupChange, before: Unit, from: string): Promise<void> {
    const kept = Object.entries(before.files).filter(([path]) => !isReplaced(path))
    this.#takeOver(id, { ...before, files: Object.fromEntries(kept) }, from)
    await this.addGroup(id, fingerprint, files, kept)
  }

  #takeOver(id: string, unit: Unit, from: string): void {
    const isThere = this.there[id]?.fingerprint === unit.fingerprint
    const manifest = this.#manifestOf(from)
    for (const [path, size] of Object.entries(unit.files)) {
      if (this.#written.has(path)) continue
      this.#written.add(path)
      const digest = manifest.get(path)
      if (digest === undefined) throw new DamagedOutput(path)
      this.#digests.set(path, digest)
      if (!isThere || sizeOf(join(this.target, path)) !== size) this.#link(join(from, path), size, path)
    }
  }

  #link(source: string, size: number, path: string): void {
    if (sizeOf(source) !== size) throw new DamagedOutput(source)
    const target = this.#place(path)
    try {
      linkSync(source, target)
    } catch {
      // Not every disk knows hard links.
      copyFileSync(source, target)
    }
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

  /** Takes away what an earlier site left and this one has not, and writes the manifest; the last thing to be done. */
  async seal(): Promise<void> {
    for (const path of Object.values(this.there).flatMap(({ files }) => Object.keys(files))) {
      if (!this.#written.has(path)) removeWithFolders(this.target, path)
    }
    await writeFile(this.#place(MANIFEST_FILE), manifestText(this.#digests))
  }

  #manifestOf(folder: string): Manifest {
    const manifest = this.#manifests.get(folder) ?? readManifest(folder)
    this.#manifests.set(folder, manifest)
    return manifest
  }

  async #add(id: string, made: Omit<Unit, 'files'>, artefacts: readonly Artefact[]): Promise<void> {
    for (const artefact of artefacts) await this.write(artefact)
    this.#units.set(id, { ...made, files: Object.fromEntries(artefacts.map(({ path, bytes }) => [path, Buffer.byteLength(bytes)])) })
  }

  /** A place to put a file. What an earlier site left there goes first: it may be another name of a file of the published one. */
  #place(path: string): string {
    const target = join(this.target, path)
    const folder = dirname(target)
    if (!this.#folders.has(folder)) mkdirSync(folder, { recursive: true })
    this.#folders.add(folder)
    if (this.#hasLeftovers) rmSync(target, { force: true })
    return target
  }

  /** One file for the stylesheets a kind of page uses, named by its content: a page makes two requests, and caches keep it for good. */
  #stylesheet(named: readonly string[]): Promise<readonly Artefact[]> {
    const key = named.join(' ')
    const sheet = this.#stylesheets.get(key) ?? this.#joined(named)
    this.#stylesheets.set(key, sheet)
    return sheet
  }

  async #joined(named: readonly string[]): Promise<readonly Artefact[]> {
    const parts = await Promise.all(named.map((address) => readFile(join(this.places.exported, address), 'utf8')))
    const css = parts.map((part) => part.replace(/\/\*# sourceMappingURL=.*?\*\//g, '').trim()).join('\n')
    return this.#compressed({ path: `styles/${hashOf(css)}.css`, bytes: css })
  }
}

const sizeOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.size

/** Removes a file, and the folders that are empty without it. They are not listed: one holds tens of thousands of files. */
function removeWithFolders(root: string, path: string): void {
  rmSync(join(root, path), { force: true })
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    try {
      rmdirSync(join(root, folder))
    } catch (error) {
      // POSIX lets a system say either; a folder that is gone already went with another file.
      if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}
