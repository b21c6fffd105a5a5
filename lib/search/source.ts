import { inflateSync } from 'fflate'
import { Calendar } from './calendar'
import { traditionalIn, variantsFrom, type Variants } from './fold'
import {
  daysFile, isKey, listFile, listPlacesFile, MANIFEST, placesFile, postingBits, sealOf, shardFile, shardOf, textFile, unsealed, variantsFile, VARIANTS_PARTS, VERSION,
  type Days, type Manifest, type ReportText, type SegmentInfo, type TextPiece,
} from './layout'
import { reportFrom } from './pieces'
import { findInShard, gramsOfShard, hasInline, nthPlaces, readList, readPlaces, type Posting, type ShardGram } from './shard'
import { contains } from './snippet'

/** Reads a whole file of the site by its path below `out/`. Rejects when it cannot be had. */
export type ReadFile = (path: string) => Promise<Uint8Array>

/** Why a search cannot be answered: a file is not there, or not what was written, or of another version. */
export class SearchFailure extends Error {
  constructor(readonly kind: 'unreachable' | 'damaged' | 'outdated', readonly path: string) {
    super(`${path}: ${kind}`)
  }
}

/** A gram as its shard has it: whether it is so frequent that longer ones are to be looked up instead. */
export interface GramEntry {
  readonly gram: string
  readonly open: boolean
  /** Its list, and which of its shard's places are its own; absent when they have files of their own. */
  readonly inline?: { readonly list: Uint8Array; readonly nth: number }
}

/** A gram with the reports that hold it. */
export interface FoundGram extends GramEntry {
  readonly list: Posting
}

/** The files of the index, read on demand, each once. Every method rejects with `SearchFailure`. */
export class IndexSource {
  readonly #files = new Map<string, Promise<Uint8Array>>()
  #calendar: Promise<Calendar> | undefined

  constructor(private readonly read: ReadFile) {}

  async manifest(): Promise<Manifest> {
    const manifest = this.#json(MANIFEST, await this.#raw(MANIFEST)) as Manifest
    if (manifest.version !== VERSION) throw new SearchFailure('outdated', MANIFEST)
    if (!Array.isArray(manifest.segments) || !['string', 'object'].includes(typeof manifest.days)) throw new SearchFailure('damaged', MANIFEST)
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
    const calendar = new Calendar(typeof days === 'string' ? await this.packed<Days>(daysFile(days)) : days)
    if (calendar.reports !== reports) throw new SearchFailure('damaged', MANIFEST)
    return calendar
  }

  /** What the characters of a text are searched as. */
  async variants(text: string): Promise<Variants> {
    const parts = new Set([...traditionalIn(text)].map((character) => (character.codePointAt(0) ?? 0) % VARIANTS_PARTS))
    return variantsFrom((await Promise.all([...parts].map((part) => this.packed<string>(variantsFile(part))))).join(''))
  }

  /** `undefined` when no report of the segment holds it. */
  async entry(segment: SegmentInfo, gram: string): Promise<GramEntry | undefined> {
    const path = shardFile(segment.id, shardOf(gram, segment.shards))
    const shard = await this.#ofSegment(segment, path)
    const entry = this.#understood(path, () => findInShard(shard, gram))
    return entry && { gram, open: entry.open, ...(entry.list && { inline: { list: entry.list, nth: entry.nth } }) }
  }

  async withList(segment: SegmentInfo, entry: GramEntry): Promise<FoundGram> {
    const path = entry.inline ? shardFile(segment.id, shardOf(entry.gram, segment.shards)) : listFile(segment.id, entry.gram)
    const bytes = entry.inline?.list ?? await this.#ofSegment(segment, path)
    const list = this.#understood(path, () => readList(bytes, postingBits(segment.compact)))
    if ((list.reports.at(-1) ?? 0) >= segment.reports) throw new SearchFailure('damaged', path)
    return { ...entry, list }
  }

  /** All grams of a shard, with their places. */
  async shard(segment: SegmentInfo, nth: number): Promise<ShardGram[]> {
    const path = shardFile(segment.id, nth)
    const lists = await this.#ofSegment(segment, path)
    const places = this.#understood(path, () => hasInline(lists)) ? await this.#ofSegment(segment, placesFile(segment.id, nth), path) : new Uint8Array(0)
    return this.#understood(path, () => gramsOfShard(lists, places))
  }

  /** List and places of a gram that has files of its own. */
  async ownFiles(segment: SegmentInfo, gram: string): Promise<{ readonly list: Uint8Array; readonly places: Uint8Array }> {
    const path = listFile(segment.id, gram)
    const list = await this.#ofSegment(segment, path)
    return { list, places: gram.length > 1 && !isKey(gram) ? await this.#ofSegment(segment, listPlacesFile(segment.id, gram), path) : new Uint8Array(0) }
  }

  /** Reports of the segment by what they hold or are filed under. */
  async reports(segment: SegmentInfo, gram: string): Promise<Uint32Array> {
    const entry = await this.entry(segment, gram)
    return entry ? (await this.withList(segment, entry)).list.reports : new Uint32Array(0)
  }

  /** Where a gram stands in each report of its list. */
  async places(segment: SegmentInfo, { gram, list, inline }: FoundGram): Promise<Map<number, number[]>> {
    const shard = shardOf(gram, segment.shards)
    const [path, listPath] = inline ? [placesFile(segment.id, shard), shardFile(segment.id, shard)] : [listPlacesFile(segment.id, gram), listFile(segment.id, gram)]
    const bytes = await this.#ofSegment(segment, path, listPath)
    return this.#understood(path, () => readPlaces(inline ? nthPlaces(bytes, inline.nth) : bytes, list))
  }

  /** A report, or as much of it as these pieces hold. */
  async report(segment: SegmentInfo, report: number, pieces?: ReadonlySet<number>): Promise<ReportText> {
    const { date, nth } = await this.#placeOf(segment, report)
    const read = (piece: number): Promise<TextPiece> => this.packed<TextPiece>(textFile(date, nth, piece))
    if (pieces) return reportFrom(date, await Promise.all([...pieces].sort((a, b) => a - b).map(read)))
    const first = await read(0)
    return reportFrom(date, [first, ...await Promise.all(Array.from({ length: first[0] - 1 }, (_, piece) => read(piece + 1)))])
  }

  /** The piece of a report that holds a term, and whether its title does; the likely one is looked at first. `undefined` when none does. */
  async pieceWith(segment: SegmentInfo, report: number, term: string, likely: number): Promise<{ piece: number; inTitle: boolean } | undefined> {
    const { date, nth } = await this.#placeOf(segment, report)
    const holding = async (piece: number): Promise<{ pieces: number; found?: { piece: number; inTitle: boolean } }> => {
      const read = await this.packed<TextPiece>(textFile(date, nth, piece))
      const text = reportFrom(date, [read])
      return { pieces: read[0], ...(contains(text, term) && { found: { piece, inTitle: contains({ ...text, kicker: '', subtitle: '', column: '', text: '', captions: [] }, term) } }) }
    }
    const { pieces, found } = await holding(likely)
    if (found) return found
    for (let piece = 0; piece < pieces; piece++) {
      const other = piece === likely ? undefined : (await holding(piece)).found
      if (other) return other
    }
    return undefined
  }

  async #placeOf(segment: SegmentInfo, report: number): Promise<{ date: string; nth: number }> {
    const place = (await this.calendar()).placeOf(segment.first + report)
    if (!place) throw new SearchFailure('damaged', MANIFEST)
    return place
  }

  async packed<T>(path: string): Promise<T> {
    const bytes = await this.#sealed(path)
    return this.#understood(path, () => JSON.parse(new TextDecoder('gb18030', { fatal: true }).decode(inflateSync(bytes))) as T)
  }

  async #ofSegment({ compact }: SegmentInfo, path: string, after?: string): Promise<Uint8Array> {
    const bytes = await this.#sealed(path, after)
    return compact ? this.#understood(path, () => inflateSync(bytes)) : bytes
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
