import { inflateSync } from 'fflate'
import { Calendar } from './calendar'
import { variantsFrom, type Variants } from './fold'
import {
  daysFile, listFile, listPlacesFile, MANIFEST, placesFile, sealOf, shardFile, shardOf, textFile, unsealed, VARIANTS_FILE, VERSION,
  type Days, type Manifest, type ReportText, type SegmentInfo,
} from './layout'
import { findInShard, nthPlaces, readList, readPlaces, type Posting } from './shard'

/** Reads a whole file of the site by its path below `out/`. Rejects when it cannot be had. */
export type ReadFile = (path: string) => Promise<Uint8Array>

/** Why a search cannot be answered: a file is not there, or not what was written, or of another version. */
export class SearchFailure extends Error {
  constructor(readonly kind: 'unreachable' | 'damaged' | 'outdated', readonly path: string) {
    super(`${path}: ${kind}`)
  }
}

/** A gram as found: its list, and whether longer ones begin with it. */
export interface FoundGram {
  readonly gram: string
  readonly list: Posting
  readonly open: boolean
  /** Which of its shard's places are its own; absent when they have a file of their own. */
  readonly nth?: number
}

/** The files of the index, read on demand, each once. Every method rejects with `SearchFailure`. */
export class IndexSource {
  readonly #files = new Map<string, Promise<Uint8Array>>()
  #calendar: Promise<Calendar> | undefined

  constructor(private readonly read: ReadFile) {}

  async manifest(): Promise<Manifest> {
    const manifest = this.#json(MANIFEST, await this.#raw(MANIFEST)) as Manifest
    if (manifest.version !== VERSION) throw new SearchFailure('outdated', MANIFEST)
    if (!Array.isArray(manifest.segments) || typeof manifest.days !== 'string') throw new SearchFailure('damaged', MANIFEST)
    return manifest
  }

  calendar(): Promise<Calendar> {
    this.#calendar ??= this.#readCalendar().catch((error: unknown) => {
      this.#calendar = undefined
      throw error
    })
    return this.#calendar
  }

  async #readCalendar(): Promise<Calendar> {
    const { days, reports } = await this.manifest()
    const calendar = new Calendar(await this.packed<Days>(daysFile(days)))
    if (calendar.reports !== reports) throw new SearchFailure('damaged', daysFile(days))
    return calendar
  }

  async variants(): Promise<Variants> {
    return variantsFrom(await this.packed<string>(VARIANTS_FILE))
  }

  /** `undefined` when no report of the segment holds it. */
  async gram(segment: SegmentInfo, gram: string): Promise<FoundGram | undefined> {
    const path = shardFile(segment.id, shardOf(gram, segment.shards))
    const shard = await this.#sealed(path)
    const entry = this.#understood(path, () => findInShard(shard, gram))
    if (!entry) return undefined
    const bytes = entry.list ?? await this.#sealed(listFile(segment.id, gram))
    const list = this.#understood(path, () => readList(bytes))
    if ((list.reports.at(-1) ?? 0) >= segment.reports) throw new SearchFailure('damaged', path)
    return { gram, list, open: entry.open, ...(entry.list && { nth: entry.nth }) }
  }

  /** Where a gram stands in each report of its list. */
  async places(segment: SegmentInfo, { gram, list, nth }: FoundGram): Promise<Map<number, number[]>> {
    const shard = shardOf(gram, segment.shards)
    const [path, listPath] = nth === undefined ? [listPlacesFile(segment.id, gram), listFile(segment.id, gram)] : [placesFile(segment.id, shard), shardFile(segment.id, shard)]
    const bytes = await this.#sealed(path, listPath)
    return this.#understood(path, () => readPlaces(nth === undefined ? bytes : nthPlaces(bytes, nth), list))
  }

  async report(segment: SegmentInfo, report: number): Promise<ReportText> {
    const place = (await this.calendar()).placeOf(segment.first + report)
    if (!place) throw new SearchFailure('damaged', MANIFEST)
    const path = textFile(place.date, place.nth)
    const text = await this.packed<ReportText>(path)
    if (text.date !== place.date) throw new SearchFailure('damaged', path)
    return text
  }

  async packed<T>(path: string): Promise<T> {
    const bytes = await this.#sealed(path)
    return this.#json(path, this.#understood(path, () => inflateSync(bytes))) as T
  }

  /** A JSON file that need not be there; whatever else is wrong rejects. */
  async optionalJson<T>(path: string): Promise<T | undefined> {
    try {
      return this.#json(path, await this.#raw(path)) as T
    } catch (error) {
      if (error instanceof SearchFailure && error.kind === 'unreachable') return undefined
      throw error
    }
  }

  /** `after` is the file this one was written to go with. */
  async #sealed(path: string, after?: string): Promise<Uint8Array> {
    const bytes = unsealed(path, await this.#raw(path), after === undefined ? 0 : sealOf(await this.#raw(after)))
    if (!bytes) throw new SearchFailure('damaged', path)
    return bytes
  }

  #raw(path: string): Promise<Uint8Array> {
    const known = this.#files.get(path)
    if (known) return known
    const reading = this.read(path).catch(() => {
      // What failed once may be had later: a reader's connection comes back.
      this.#files.delete(path)
      throw new SearchFailure('unreachable', path)
    })
    this.#files.set(path, reading)
    return reading
  }

  #json(path: string, bytes: Uint8Array): unknown {
    return this.#understood(path, () => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown)
  }

  #understood<T>(path: string, read: () => T): T {
    try {
      return read()
    } catch {
      throw new SearchFailure('damaged', path)
    }
  }
}
