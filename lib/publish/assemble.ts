import { copyFileSync, linkSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { LinesOrder, WrittenLines } from '../feeds'
import type { Artefact, GroupChange } from './artefacts'
import { KeptFiles } from './earlier/keptFiles'
import type { LookedOver } from './earlier/lookOver'
import type { Remaking } from './earlier/remakeLines'
import { Finisher, type FinishedFiles, type FinishingPlaces } from './finishing/finisher'
import { sizeOf, StagedFolder, type WrittenFile } from './finishing/stagedFolder'
import { Stylesheets, STYLES } from './finishing/stylesheets'
import { manifestText, MANIFEST_FILE, readManifest, WrittenManifest, type Manifest } from './manifest'
import type { PageFacts } from './pages/facts'
import { sha256OfFile } from './pieces'
import type { Places } from './places'
import { withTwins } from './precompress'
import { hashOf, STATE_FILE, stateText, Unit, wholeSince, type Made, type PublishState, type UnitFile } from './state'

/** Raised when a file to be kept is not what the last build made. */
export class DamagedOutput extends Error {}

/** Puts finished pages, stylesheets, pictures and artefacts together in a folder, and remembers what each unit is made of. */
export class Assembly {
  readonly #stylesheets: Stylesheets
  readonly #folder: StagedFolder
  readonly #finisher: Finisher
  readonly #units = new Map<string, Unit>()
  /** Of the files that were written, or taken over one by one. */
  readonly #digests = new Map<string, string>()
  #kept: KeptFiles | undefined
  /** The state of the site those are of. */
  #before: PublishState | undefined
  readonly #facts = new Map<string, PageFacts>()
  /** Of the folders files are taken over from one by one. */
  readonly #manifests = new Map<string, Manifest>()
  /** When they were whole. */
  readonly #since = new Map<string, number>()
  /** Files of earlier sites that lie in the target and may not be this one's. */
  readonly #leftovers: string[]

  private constructor(
    /** What pages are finished with, here or in another thread. */
    readonly finishing: FinishingPlaces,
    private readonly looked: LookedOver,
  ) {
    this.#folder = new StagedFolder(finishing)
    this.#finisher = new Finisher(finishing)
    this.#stylesheets = new Stylesheets(finishing)
    this.#leftovers = [...looked.next?.more ?? []]
  }

  /**
   * `exported` is Next's export; `target` the folder put together. With `precompress`, text gets `.br` and `.gz` beside
   * it. What an earlier site left in the target stays, as far as `looked` says what it is: publishing a change costs
   * what the change costs. Without, the target is emptied.
   */
  static async begin(places: Pick<Places, 'exported'>, target: string, { precompress, looked = {} }: { readonly precompress: boolean; readonly looked?: LookedOver }): Promise<Assembly> {
    if (!looked.next) await rm(target, { recursive: true, force: true })
    // A build killed from here on leaves a folder nobody takes for a site.
    else for (const file of [STATE_FILE, MANIFEST_FILE, ...looked.next.foreign]) rmSync(join(target, file), { recursive: true, force: true })
    await mkdir(target, { recursive: true })
    return new Assembly({ exported: places.exported, target, precompress, hasLeftovers: looked.next !== undefined }, looked)
  }

  /** What has been put together so far. */
  get units(): ReadonlyMap<string, Unit> {
    return this.#units
  }

  /** Of the pages that were finished here, by id. */
  get facts(): ReadonlyMap<string, PageFacts> {
    return this.#facts
  }

  /** Whether a file has been put in its place. */
  has(path: string): boolean {
    return this.#digests.has(path) || this.#kept?.has(path) === true
  }

  /** Has a file of an earlier site written anew, line by line, into its place here. */
  async remake(order: LinesOrder, from: string, remake: (remaking: Remaking) => Promise<WrittenLines | undefined>): Promise<WrittenLines | undefined> {
    const sha256 = this.#digestOf(order.path, from)
    return sha256 === undefined ? undefined : remake({ order, from: { file: join(from, order.path), sha256 }, to: this.#folder.place(order.path) })
  }

  /** Finishes one exported page; `file` is its path in the export and in the site. */
  async addPage(id: string, made: Made, file: string): Promise<void> {
    await this.addFinished(id, made, await this.#finisher.finish(file))
  }

  /** Takes over a page whose files have been written to the target. */
  async addFinished(id: string, made: Made, { files, stylesheets, facts }: FinishedFiles): Promise<void> {
    // Where Next finds no view it exports the not-found page under the name of the one that was asked for.
    if (made.title !== undefined && made.title !== facts.titles[0]) throw new Error(`${id} was rendered as ${facts.titles.join()}, not as ${made.title}`)
    this.#facts.set(id, facts)
    for (const { path, digest } of files) this.#digests.set(path, digest)
    const sheet = await this.#stylesheets.joined(stylesheets)
    this.#remember(id, made, [...files, ...sheet.map((artefact) => ({ path: artefact.path, size: this.write(artefact) }))])
  }

  /** `others` are files of the group that are in their place already. */
  async addGroup(id: string, fingerprint: string, artefacts: readonly Artefact[], others: readonly UnitFile[] = []): Promise<void> {
    const files = (await Promise.all(artefacts.map((artefact) => this.#compressed(artefact)))).flat()
    const written = files.map((file) => ({ path: file.path, size: this.write(file) }))
    this.#remember(id, { fingerprint }, [...others.map(([path, size]) => ({ path, size })), ...written])
  }

  /**
   * Takes units over from the last site, before any is added: what has not changed costs nothing, as it lies in its
   * place already. Throws `DamagedOutput` as `keep` does.
   */
  keepAll(kept: ReadonlyMap<string, Unit>, last: PublishState, from: string): void {
    if (this.looked.isDamaged) throw new DamagedOutput(MANIFEST_FILE)
    const lost = gone(last, kept)
    // One by one: the arguments of a call lie on the stack, and a new name of the paper loses 180,000 files of 25,000 reports.
    for (const path of lost) this.#leftovers.push(path)
    this.#kept = new KeptFiles(from, lost)
    this.#before = last
    for (const [id, unit] of kept) this.#units.set(id, unit)
    // Pages share their stylesheets.
    const missing = this.looked.next?.missing ?? new Map([...kept.values()].flatMap(({ files }) => files))
    for (const [path, size] of missing) if (!lost.has(path)) this.#link(from, path, size)
  }

  /**
   * Takes a unit over from an earlier site, by hard link: two names of one file cost no bytes and no time. Its digests
   * are those that site's manifest has. Throws `DamagedOutput` when a file is gone, is not what it was,
   * or is in no manifest.
   */
  keep(id: string, unit: Unit, from: string): void {
    this.#takeOver(unit.files, from)
    this.#units.set(id, unit)
  }

  /** Takes a unit over with some of its files written anew, as `keepAll` and `addGroup` do. */
  async change(id: string, fingerprint: string, { files, isReplaced }: GroupChange, before: Unit, from: string): Promise<void> {
    const kept = before.files.filter(([path]) => !isReplaced(path))
    this.#takeOver(kept, from, this.looked.next?.missing)
    await this.addGroup(id, fingerprint, files, kept)
  }

  /** `missing` are those that do not lie in their places; without, none does. */
  #takeOver(files: readonly UnitFile[], from: string, missing?: ReadonlyMap<string, number>): void {
    const kept = this.#kept?.folder === from ? this.#kept : undefined
    const taken = files.filter(([path]) => (kept ? !this.#digests.has(path) && kept.regain(path) : !this.has(path)))
    if (!kept) for (const [path] of taken) this.#digests.set(path, this.#digestOf(path, from) ?? damaged(path))
    for (const [path, size] of taken) if (!missing || missing.has(path)) this.#link(from, path, size)
  }

  #link(from: string, path: string, size: number): void {
    const source = join(from, path)
    const there = statSync(source, { throwIfNoEntry: false })
    if (there?.size !== size) throw new DamagedOutput(source)
    if (there.mtimeMs > this.#wholeSince(from) && sha256OfFile(source) !== this.#digestOf(path, from)) throw new DamagedOutput(source)
    const target = this.#folder.place(path)
    try {
      linkSync(source, target)
    } catch {
      // Not every disk knows hard links.
      copyFileSync(source, target)
    }
  }

  /** Writes a file that belongs to no unit; gives its bytes. One written before stays: a name taken over from an earlier site is that site's file too. */
  write(file: Artefact): number {
    if (this.has(file.path)) return sizeOf(file)
    const { size, digest } = this.#folder.put(file)
    this.#digests.set(file.path, digest)
    return size
  }

  async #compressed(artefact: Artefact): Promise<readonly Artefact[]> {
    return this.finishing.precompress ? withTwins(artefact) : [artefact]
  }

  /**
   * Takes away what an earlier site left and this one has not, then writes the state and the manifest: the last thing to
   * be done, in this order. A folder with a state holds what the state says and nothing else, whenever a build is killed.
   * `announce` is told the state before it is written.
   */
  async seal(code: string, announce: (state: Uint8Array) => Promise<void> = async () => undefined): Promise<void> {
    for (const path of this.#leftovers) if (!this.has(path)) removeWithFolders(this.finishing.target, path)
    const manifest = this.#kept?.manifestWith(this.#digests) ?? Buffer.from(manifestText(this.#digests))
    const state = stateText({ code, units: this.#units, manifest: hashOf(manifest) }, this.#before)
    await announce(state)
    this.write({ path: STATE_FILE, bytes: state })
    this.#folder.put({ path: MANIFEST_FILE, bytes: new WrittenManifest(manifest).with(new Map([[STATE_FILE, this.#digests.get(STATE_FILE)]])) })
  }

  #wholeSince(folder: string): number {
    const since = this.#since.get(folder) ?? wholeSince(folder)
    this.#since.set(folder, since)
    return since
  }

  #digestOf(path: string, folder: string): string | undefined {
    if (this.#kept?.folder === folder) return this.#kept.digestOf(path)
    const manifest = this.#manifests.get(folder) ?? readManifest(folder)
    this.#manifests.set(folder, manifest)
    return manifest.get(path)
  }

  #remember(id: string, made: Made, files: readonly Pick<WrittenFile, 'path' | 'size'>[]): void {
    // In code-unit order, however they came to be there.
    this.#units.set(id, Unit.of(made, [...files].sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, size }) => [path, size])))
  }
}

function damaged(path: string): never {
  throw new DamagedOutput(path)
}

/** Files of a site that are lost with the units that are not kept. */
function gone({ units }: PublishState, kept: ReadonlyMap<string, Unit>): Set<string> {
  const lost = new Set([...units].flatMap(([id, { files }]) => (kept.has(id) ? [] : files.map(([path]) => path))))
  // Pages share their stylesheets, and nothing else.
  for (const path of lost) if (path.startsWith(STYLES) && [...kept.values()].some(({ filesText }) => filesText.includes(`"${path}"`))) lost.delete(path)
  return lost
}

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
