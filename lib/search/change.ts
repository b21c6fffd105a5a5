import { ByteReader, ByteWriter } from './bytes'
import { eachGram, isOpenIn, stringAt, type Gram } from './grams'
import { facetsFile, listFile, listPlacesFile, placesFile, postingBits, shardFile, shardOf, type Facets, type IndexFile, type Searched, type SegmentInfo } from './layout'
import { withScratch } from './scratch'
import { facetsOf, facetsOfArticle, filingKeys, PairFiles, searchedOf, segmentId, segmentText, type ReportFacets } from './segmentFiles'
import type { Segment } from './segments'
import type { ShardGram } from './shard'
import { isInline, shardBytes } from './shardsWriter'
import { IndexSource, SearchFailure, type ReadFile } from './source'

/** Of the files of a part, what an edit changes. */
export interface PartChange {
  /** Files to be written. */
  readonly files: readonly IndexFile[]
  /** Whether a file of before is written anew, or is no more. */
  readonly isReplaced: (path: string) => boolean
}

/** Of more edited reports than this a segment is made from nothing. */
const MOST = 64

/** A report as it was and as it is. */
interface Edit {
  /** Within the segment. */
  readonly report: number
  readonly before: Words
  readonly after: Words
}

interface Words {
  readonly searched: Searched
  readonly facets: ReportFacets
}

/** What one report has of a gram, as `PostingWriter` writes it; the weight without a distance. */
interface Posting {
  readonly weight: number
  readonly places: Uint8Array
}

/**
 * The files an edit changes in a segment that holds the same reports as before: in the lists of each gram that a report
 * holds otherwise than before, its own entry is replaced. They are what `segmentFiles` gives, to the byte, and no other
 * report is looked at. `before` reads the index that was; `changed` has the ids of all reports that say anything else
 * than in it. `undefined` when the segment has to be made from nothing: it was not there, cannot be read, or a frequent
 * gram has become a rare one or the reverse.
 */
export async function changedFiles(segment: Segment, compact: boolean, before: ReadFile, changed: ReadonlySet<string>): Promise<PartChange | undefined> {
  const source = new IndexSource(before)
  try {
    const info = (await source.manifest()).segments.find(({ id }) => id === segmentId(segment, compact))
    const edits = info && await editsOf(source, info, segment, changed)
    return edits && await new SegmentChange(source, info).filesOf(edits, segment)
  } catch (error) {
    if (error instanceof SearchFailure || error instanceof FrequencyChanged) return undefined
    throw error
  }
}

/** A gram has passed the bound from which longer ones are indexed too. */
class FrequencyChanged extends Error {}

async function editsOf(source: IndexSource, info: SegmentInfo, { articles }: Segment, changed: ReadonlySet<string>): Promise<Edit[] | undefined> {
  const edited = [...articles.entries()].filter(([, { id }]) => changed.has(id))
  if (edited.length > MOST) return undefined
  return Promise.all(edited.map(async ([report, article]): Promise<Edit> => {
    const [searched, facets] = await Promise.all([source.report(info, report), facetsBefore(source, info, report)])
    if (searched.id !== article.id) throw new SearchFailure('outdated', info.id)
    return { report, before: { searched, facets }, after: { searched: searchedOf(article), facets: facetsOfArticle(article) } }
  }))
}

async function facetsBefore(source: IndexSource, { id }: SegmentInfo, report: number): Promise<ReportFacets> {
  const facets = await source.packed<Facets>(facetsFile(id))
  const [page, persons, topics, bylines] = facets.reports[report] ?? [0, [], [], []]
  return {
    page, persons: persons.map((nth) => facets.persons[nth] ?? ['', '']), topics: topics.map((nth) => facets.topics[nth] ?? ['', '']),
    bylines: bylines.map((nth) => facets.bylines[nth] ?? ''),
  }
}

/** By gram, what edited reports have of it now; `undefined` for one that no longer holds it. */
type Changes = Map<string, Map<number, Posting | undefined>>

class SegmentChange {
  readonly #replaced = new Set<string>()
  readonly #pairs: PairFiles

  constructor(private readonly source: IndexSource, private readonly info: SegmentInfo) {
    this.#pairs = new PairFiles(info.compact)
  }

  async filesOf(edits: readonly Edit[], { articles }: Segment): Promise<PartChange> {
    const byShard = new Map<number, Changes>()
    for (const [gram, reports] of await this.#changes(edits)) {
      const shard = shardOf(gram, this.info.shards)
      const known = byShard.get(shard) ?? new Map<string, Map<number, Posting | undefined>>()
      byShard.set(shard, known.set(gram, reports))
    }
    for (const [shard, changes] of byShard) await this.#changeShard(shard, changes)
    const facets = facetsOf(articles, this.info.id)
    return { files: [...this.#pairs.files, facets], isReplaced: (path) => path === facets.path || this.#replaced.has(path) }
  }

  async #changes(edits: readonly Edit[]): Promise<Changes> {
    const changes: Changes = new Map()
    for (const { report, before, after } of edits) {
      const open = await this.#openGrams([before.searched, after.searched])
      const [then, now] = withScratch(() => [before, after].map((words) => postingsOf(words, this.info, open)))
      for (const gram of new Set([...then?.keys() ?? [], ...now?.keys() ?? []])) {
        if (isSame(then?.get(gram), now?.get(gram))) continue
        const reports = changes.get(gram) ?? new Map<number, Posting | undefined>()
        changes.set(gram, reports.set(report, now?.get(gram)))
      }
    }
    return changes
  }

  /** Of the grams in these texts, those that are extended. */
  async #openGrams(texts: readonly Searched[]): Promise<ReadonlySet<string>> {
    const folded = withScratch(() => texts.map((searched) => {
      const { buffer, byteOffset, byteLength } = segmentText([searched], false).units
      return Buffer.from(buffer, byteOffset, byteLength).toString('utf16le')
    }))
    const open = new Set<string>()
    let grams = gramsOf(folded, 2, () => true)
    for (let length = 3; grams.size > 0; length++) {
      for (const gram of grams) if ((await this.source.entry(this.info, gram))?.open) open.add(gram)
      grams = gramsOf(folded, length, (gram) => open.has(gram.slice(0, -1)) || open.has(gram.slice(1)))
    }
    return open
  }

  async #changeShard(shard: number, changes: Changes): Promise<void> {
    const entries = new Map((await this.source.shard(this.info, shard)).map((entry) => [entry.gram, entry]))
    for (const [gram, reports] of changes) {
      const entry = await this.#changed(gram, entries.get(gram), reports)
      if (entry) entries.set(gram, entry)
      else entries.delete(gram)
    }
    const { lists, places } = shardBytes([...entries.values()].sort((a, b) => (a.gram < b.gram ? -1 : 1)))
    this.#add(shardFile(this.info.id, shard), lists, placesFile(this.info.id, shard), places)
  }

  /** `undefined` when no report holds it any more. */
  async #changed(gram: string, before: ShardGram | undefined, reports: ReadonlyMap<number, Posting | undefined>): Promise<ShardGram | undefined> {
    const postings = before ? await this.#postings(before) : new Map<number, Posting>()
    for (const [report, posting] of reports) {
      if (posting) postings.set(report, posting)
      else postings.delete(report)
    }
    const open = before?.open ?? false
    if (open !== isOpenIn(gram, postings.size)) throw new FrequencyChanged(gram)
    const { list, places } = written([...postings].sort(([a], [b]) => a - b), postingBits(this.info.compact))
    const paths = [listFile(this.info.id, gram), listPlacesFile(this.info.id, gram)] as const
    for (const path of paths) this.#replaced.add(path)
    if (postings.size === 0) return undefined
    if (isInline(gram, list)) return { gram, open, inline: { list, places } }
    this.#add(paths[0], list, paths[1], places)
    return { gram, open }
  }

  /** What each report of the segment has of a gram. */
  async #postings(entry: ShardGram): Promise<Map<number, Posting>> {
    const { list, places } = entry.inline ?? await this.source.ownFiles(this.info, entry.gram)
    const [bits, ofList, ofPlaces] = [postingBits(this.info.compact), new ByteReader(list), new ByteReader(places)]
    const postings = new Map<number, Posting>()
    for (let report = -1; !ofList.done;) {
      const value = ofList.number()
      report += (value >>> bits) + 1
      postings.set(report, { weight: value & ((1 << bits) - 1), places: ofPlaces.done ? places : nextPlaces(ofPlaces, places) })
    }
    return postings
  }

  #add(listPath: string, lists: Uint8Array, placesPath: string, places: Uint8Array): void {
    for (const path of [listPath, placesPath]) this.#replaced.add(path)
    this.#pairs.add(listPath, lists, placesPath, places)
  }
}

/** The places of the next report, as they are written. */
function nextPlaces(reader: ByteReader, places: Uint8Array): Uint8Array {
  const from = reader.at
  for (let left = reader.number(); left > 0; left--) reader.number()
  return places.subarray(from, reader.at)
}

function isSame(a: Posting | undefined, b: Posting | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.weight === b.weight && Buffer.compare(a.places, b.places) === 0)
}

/** Grams of so many characters in these texts. */
function gramsOf(folded: readonly string[], length: number, isWanted: (gram: string) => boolean): Set<string> {
  const grams = new Set<string>()
  for (const text of folded) {
    for (let at = 0; at + length <= text.length; at++) {
      const gram = text.slice(at, at + length)
      if (!gram.includes('\0') && isWanted(gram)) grams.add(gram)
    }
  }
  return grams
}

/** What a report has of each gram, and of what it is filed under. */
function postingsOf({ searched, facets }: Words, { compact }: SegmentInfo, open: ReadonlySet<string>): Map<string, Posting> {
  const postings = new Map<string, Posting>()
  // The only report of its segment: the distance before its weight is none.
  const text = segmentText([searched], compact)
  const [lists, places] = [new ByteWriter(), new ByteWriter()]
  const take = ({ at, length }: Gram): void => {
    postings.set(stringAt(text.units, at, length), { weight: new ByteReader(lists.written).number(), places: places.written.slice() })
    lists.shorten(0)
    places.shorten(0)
  }
  eachGram(text, { lists, places, take }, (gram) => open.has(gram))
  for (const key of filingKeys(searched, facets)) postings.set(key, { weight: 0, places: new Uint8Array(0) })
  return postings
}

/** Postings as a segment's files hold them, reports ascending. */
function written(postings: readonly (readonly [report: number, posting: Posting])[], bits: number): { list: Uint8Array; places: Uint8Array } {
  const [list, places] = [new ByteWriter(), new ByteWriter()]
  let previous = -1
  for (const [report, posting] of postings) {
    list.number(((report - previous - 1) << bits) + posting.weight)
    places.bytes(posting.places)
    previous = report
  }
  return { list: list.written, places: places.written }
}
