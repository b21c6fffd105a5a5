import { createHash } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import type { Article } from '../archive'
import { ByteWriter } from './bytes'
import { FoldedUnits, signsOf } from './fold'
import { inGb18030 } from './gb18030'
import { eachGram } from './grams'
import {
  facetKey, facetsFile, listFile, listPlacesFile, LONGEST_SIGNS, MOST_PIECES, placesFile, postingBits, SEAL, seal, sealed, sealOf, searchedTexts, shardFile, signsKey, VERSION,
  type Facets, type IndexFile, type ReportText, type Searched,
} from './layout'
import { pieceEnds } from './pieces'
import type { SegmentText } from './postings'
import { withScratch } from './scratch'
import type { Segment } from './segments'
import { ShardsWriter } from './shardsWriter'
import { allVariants, variantsIn } from './variants'

/** Bytes of lists in a shard, on average: smaller shards waste less of a fetch, larger ones are fewer files. */
const SHARD_BYTES = { compact: 450, small: 1000, large: 1700 }
/** Reports from which a segment has large shards. */
const LARGE = 2000
/** Reports below which a segment has the smallest. */
const SMALLEST = 400

/** First twelve hexadecimal digits of SHA-256. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** Characters that decoders of different age disagree about (GB 18030-2005 and -2022, WHATWG Encoding), and those of private use. */
const DISPUTED = /[\u1e3f\u9fb4-\u9fbb\ufe10-\ufe19\ue000-\uf8ff]/gu

/**
 * JSON, deflated. Hosts compress no `.bin`, and Chinese in GB 18030, two bytes a character, deflates to a quarter less
 * than in UTF-8 (measured on real reports: 849 bytes each for 1055); every browser decodes it (WHATWG Encoding).
 */
export function packedFile(path: string, value: unknown): IndexFile {
  const json = JSON.stringify(value).replace(DISPUTED, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
  return { path, bytes: sealed(path, deflateRawSync(inGb18030(json), PACKING)) }
}

/** For texts of some thousand bytes: zlib's usual 268 KB of state and 16 KB of room for each would take longer than the work. */
const PACKING = { level: 6, windowBits: 14, memLevel: 7, chunkSize: 2048 }

const known = new WeakMap<Article, ReportText>()

export function reportText(article: Article): ReportText {
  let report = known.get(article)
  if (!report) known.set(article, report = madeReportText(article))
  return report
}

function madeReportText(article: Article): ReportText {
  const { id, page, appearances, issue } = article
  const searched = searchedOf(article)
  const variants = variantsIn(searchedTexts(searched))
  return {
    id, date: issue.date,
    ...(page !== undefined && { page }),
    ...searched,
    persons: appearances.map(({ person }) => person.name),
    ...(variants && { variants }),
  }
}

export function searchedOf({ title, kicker, subtitle, column, text, photos }: Article): Searched {
  return {
    title,
    ...(kicker !== undefined && { kicker }),
    ...(subtitle !== undefined && { subtitle }),
    ...(column !== undefined && { column }),
    text,
    captions: photos.flatMap(({ caption }) => caption ?? []),
  }
}

/** By what a report is found in filters. */
export interface ReportFacets {
  /** 0 for none. */
  readonly page: number
  readonly persons: readonly (readonly [slug: string, name: string])[]
  readonly topics: readonly (readonly [slug: string, name: string])[]
  readonly bylines: readonly string[]
}

export function facetsOfArticle({ page, appearances, topics, byline }: Article): ReportFacets {
  return {
    page: page ?? 0,
    persons: appearances.map(({ person }) => [person.slug, person.name]),
    topics: topics.map(({ slug, name }) => [slug, name]),
    bylines: [...new Set(byline.flatMap(({ names }) => names))],
  }
}

/** Hash of everything a segment's files say. */
export function segmentFingerprint({ articles }: Segment, compact: boolean): string {
  const digest = createHash('sha256').update(`${VERSION} ${compact}`)
  for (const article of articles) digest.update(JSON.stringify([article.digest, facetsOfArticle(article)]))
  return digest.digest('hex').slice(0, 12)
}

/**
 * A segment is named by which reports it holds and in how many shards: as long as these stay, an edited report changes
 * only the shards its characters are in.
 */
export function segmentId(segment: Segment, compact: boolean): string {
  return `segment-${hashOf(JSON.stringify([VERSION, compact, shardsOf(segment, compact), segment.articles.map(({ id }) => id)]))}`
}

/**
 * About as many bytes of lists as characters of text, when all is told; in coarse steps, so that an edit hardly ever
 * changes it. No text is read for it. The smallest segments have twice as many: a phrase is looked up in each segment,
 * and where a few hundred reports are, to halve what that takes is to add few files.
 */
export function shardsOf({ articles }: Segment, compact: boolean): number {
  const characters = articles.reduce((sum, { wordCount }) => sum + wordCount, 0)
  const wanted = characters * 1.4 / (compact ? SHARD_BYTES.compact : articles.length < LARGE ? SHARD_BYTES.small : SHARD_BYTES.large)
  const shards = Math.ceil(1.2 ** Math.ceil(Math.log(Math.max(1, wanted)) / Math.log(1.2)))
  return compact || articles.length >= SMALLEST ? shards : 2 * shards
}

/** All files of a segment. */
export const segmentFiles = (segment: Segment, compact: boolean): IndexFile[] => withScratch(() => madeFiles(segment, compact))

function madeFiles(segment: Segment, compact: boolean): IndexFile[] {
  const { articles } = segment
  const id = segmentId(segment, compact)
  const shards = shardsOf(segment, compact)
  const text = segmentText(articles.map(searchedOf), compact)
  const pairs = new PairFiles(compact)
  const writer = new ShardsWriter(shards, text.units, (gram, list, places) => {
    pairs.add(listFile(id, gram), list, listPlacesFile(id, gram), places)
  })
  eachGram(text, writer)
  eachFiling(articles, postingBits(compact), (key, list) => writer.takeKey(key, list))
  for (const [nth, { lists, places }] of writer.written().entries()) pairs.addWithRoom(shardFile(id, nth), lists, placesFile(id, nth), places)
  return [...pairs.files, facetsOf(articles, id)]
}

/** Files of lists, and of the places that go with them where there are any. */
export class PairFiles {
  readonly files: IndexFile[] = []

  constructor(private readonly compact: boolean) {}

  add(listPath: string, lists: Uint8Array, placesPath: string, places: Uint8Array): void {
    const list = sealed(listPath, this.#packed(lists))
    this.files.push({ path: listPath, bytes: list })
    if (places.length > 0) this.files.push({ path: placesPath, bytes: sealed(placesPath, this.#packed(places), sealOf(list)) })
  }

  /** The same for bytes with room for a seal in front, which are the files if they need no packing. */
  addWithRoom(listPath: string, lists: Uint8Array, placesPath: string, places: Uint8Array): void {
    if (this.compact) return this.add(listPath, lists.subarray(SEAL), placesPath, places.subarray(SEAL))
    this.files.push({ path: listPath, bytes: seal(listPath, lists) })
    if (places.length > SEAL) this.files.push({ path: placesPath, bytes: seal(placesPath, places, sealOf(lists)) })
  }

  #packed(bytes: Uint8Array): Uint8Array {
    return this.compact ? deflateRawSync(bytes, { level: 9 }) : bytes
  }
}

/** Folds what is searched of reports, in order; within `withScratch`. */
export function segmentText(reports: readonly Searched[], compact: boolean): SegmentText {
  const folded = new FoldedUnits(allVariants(), reports.reduce((sum, { text, title }) => sum + text.length + title.length + 32, 0))
  const starts = new Uint32Array(reports.length + 1)
  const titleEnds = new Uint32Array(reports.length)
  const pieces = { bodies: new Uint32Array(reports.length), ends: new Uint32Array(reports.length * MOST_PIECES) }
  for (const [nth, report] of reports.entries()) {
    starts[nth] = folded.length
    const [title = '', kicker = '', subtitle = '', column = '', ...lines] = searchedTexts(report)
    folded.add(title)
    titleEnds[nth] = folded.length
    folded.add(kicker)
    folded.add(subtitle)
    folded.add(column)
    pieces.bodies[nth] = folded.length
    const ends = compact ? pieceEnds(report) : []
    for (const [line, text] of lines.entries()) {
      folded.add(text)
      const piece = ends.indexOf(line + 1)
      if (piece !== -1) pieces.ends[nth * MOST_PIECES + piece] = folded.length
    }
  }
  starts[reports.length] = folded.length
  return { units: folded.units, starts, titleEnds, ...(compact && { pieces }) }
}

/** What a report is filed under, and its quotes and brackets, as grams no folded text can hold. */
export function filingKeys(searched: Searched, { page, persons, topics, bylines }: ReportFacets): Set<string> {
  return new Set([
    ...(page > 0 ? [facetKey('page', String(page))] : []),
    ...persons.map(([slug]) => facetKey('person', slug)), ...topics.map(([slug]) => facetKey('topic', slug)),
    ...bylines.map((name) => facetKey('byline', name)), ...signsIn(searched),
  ])
}

function eachFiling(articles: readonly Article[], bits: number, take: (key: string, list: Uint8Array) => void): void {
  const reports = new Map<string, number[]>()
  for (const [nth, article] of articles.entries()) {
    for (const key of filingKeys(searchedOf(article), facetsOfArticle(article))) {
      const known = reports.get(key)
      if (known) known.push(nth)
      else reports.set(key, [nth])
    }
  }
  for (const [key, inReports] of reports) take(key, plainList(inReports, bits))
}

/** Keys of all signs of a report and of those that stand together. */
function signsIn(searched: Searched): Set<string> {
  const keys = new Set<string>()
  const runs = new Set(searchedTexts(searched).flatMap(signsOf))
  for (const run of runs) {
    for (let from = 0; from < run.length; from++) {
      for (let to = from + 1; to <= Math.min(run.length, from + LONGEST_SIGNS); to++) keys.add(signsKey(run.slice(from, to)))
    }
  }
  return keys
}

function plainList(reports: readonly number[], bits: number): Uint8Array {
  const writer = new ByteWriter()
  let previous = -1
  for (const report of reports) {
    writer.number((report - previous - 1) << bits)
    previous = report
  }
  return writer.written
}

/** Numbers things by first occurrence. */
function numbering<T>(keyOf: (item: T) => string): { number: (item: T) => number; items: T[] } {
  const numbers = new Map<string, number>()
  const items: T[] = []
  return {
    items,
    number: (item) => {
      const known = numbers.get(keyOf(item))
      if (known !== undefined) return known
      numbers.set(keyOf(item), items.length)
      return items.push(item) - 1
    },
  }
}

export function facetsOf(articles: readonly Article[], id: string): IndexFile {
  const persons = numbering<readonly [string, string]>(([slug]) => slug)
  const topics = numbering<readonly [string, string]>(([slug]) => slug)
  const bylines = numbering<string>((name) => name)
  const reports = articles.map((article): Facets['reports'][number] => {
    const facets = facetsOfArticle(article)
    return [facets.page, facets.persons.map(persons.number), facets.topics.map(topics.number), facets.bylines.map(bylines.number)]
  })
  const facets: Facets = { persons: persons.items, topics: topics.items, bylines: bylines.items, reports }
  return packedFile(facetsFile(id), facets)
}
