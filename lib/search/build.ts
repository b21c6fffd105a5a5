import { createHash } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import type { Archive, Article } from '../archive'
import { ByteWriter } from './bytes'
import { fold, FoldedUnits } from './fold'
import { eachGram, textOf, type Gram, type SegmentText, type TakeGram } from './grams'
import {
  datesFile, facetKey, facetsFile, listFile, listPlacesFile, MANIFEST, namesFile, placesFile, sealed, searchedTexts, shardFile, shardOfUnits, textFile,
  VARIANTS_FILE, VERSION, type Facets, type Manifest, type NameEntry, type ReportText, type SegmentInfo,
} from './layout'
import { isInline, ShardWriter } from './shard'
import { allVariants } from './variants'

/** A file of the index: path below `out/`. */
export interface IndexFile {
  readonly path: string
  readonly bytes: string | Uint8Array
}

/** Files that change together. */
export interface IndexPart {
  readonly id: string
  /** Hash of everything the files say. */
  readonly fingerprint: string
  readonly make: () => readonly IndexFile[]
}

/** Older years are joined until they hold this many reports: each further segment costs every query a few requests. */
const SEGMENT = 16_000
/** Bytes of lists a shard holds on average: smaller shards waste less of a fetch, larger ones are fewer files. */
const SHARD_BYTES = 2600

/** A segment before it is written. */
interface Segment {
  readonly first: number
  readonly articles: readonly Article[]
}

/**
 * The search index of an archive as files, in parts that change by themselves: a segment for each run of years, the
 * names to suggest, and the manifest. The same archive gives the same bytes.
 */
export function indexParts(archive: Archive): IndexPart[] {
  const segments = segmentsOf(archive.articles)
  const infos = segments.map((segment) => ({ segment, id: segmentId(segment) }))
  const parts = infos.map(({ segment, id }): IndexPart => ({ id: `search ${id}`, fingerprint: id, make: () => segmentFiles(segment, id) }))
  const names = namesOf(archive)
  const manifest: Manifest = {
    version: VERSION, reports: archive.articles.length,
    segments: infos.map(({ segment, id }): SegmentInfo => ({ id, first: segment.first, reports: segment.articles.length, shards: shardsFor(segment), years: yearsOf(segment) })),
  }
  const json = JSON.stringify(manifest)
  return [
    ...parts,
    { id: 'search names', fingerprint: hash(JSON.stringify(names)), make: () => nameFiles(names) },
    { id: 'search manifest', fingerprint: hash(json), make: () => [{ path: MANIFEST, bytes: json }, { path: VARIANTS_FILE, bytes: JSON.stringify([...allVariants()].map((pair) => pair.join('')).join('')) }] },
  ]
}

/** Every file of the index. */
export function indexFiles(archive: Archive): IndexFile[] {
  return indexParts(archive).flatMap(({ make }) => make())
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** The newest year stands alone, so that a new issue touches little; older years are joined from the oldest on, and then stay. */
function segmentsOf(articles: readonly Article[]): Segment[] {
  const years: Article[][] = []
  for (const article of articles) {
    const year = years.at(-1)
    if (year?.[0]?.issue.date.slice(0, 4) === article.issue.date.slice(0, 4)) year.push(article)
    else years.push([article])
  }
  const groups: Article[][] = []
  for (const [nth, year] of years.entries()) {
    const last = groups.at(-1)
    if (last && nth < years.length - 1 && last.length + year.length <= SEGMENT) last.push(...year)
    else groups.push([...year])
  }
  let first = 0
  return groups.map((group) => {
    const segment = { first, articles: group }
    first += group.length
    return segment
  })
}

function yearsOf({ first, articles }: Segment): [string, number][] {
  const years = new Map<string, number>()
  for (const [nth, { issue }] of articles.entries()) {
    const year = issue.date.slice(0, 4)
    if (!years.has(year)) years.set(year, first + nth)
  }
  return [...years]
}

/** A segment is named by all its reports say, and by the version of the files. */
function segmentId(segment: Segment): string {
  const digest = createHash('sha256').update(`${VERSION} ${segment.first}`)
  for (const article of segment.articles) digest.update(JSON.stringify([reportText(article), facetsOfArticle(article)]))
  return digest.digest('hex').slice(0, 12)
}

export function reportText(article: Article): ReportText {
  const { id, page, title, kicker, subtitle, text, photos, appearances, issue } = article
  return {
    id, date: issue.date,
    ...(page !== undefined && { page }),
    title,
    ...(kicker !== undefined && { kicker }),
    ...(subtitle !== undefined && { subtitle }),
    text,
    captions: photos.flatMap(({ caption }) => caption ?? []),
    persons: appearances.map(({ person }) => person.name),
  }
}

/** By what a report is found in filters. */
function facetsOfArticle({ page, appearances, topics, byline }: Article): { page: number; persons: [string, string][]; topics: [string, string][]; bylines: string[] } {
  return {
    page: page ?? 0,
    persons: appearances.map(({ person }) => [person.slug, person.name]),
    topics: topics.map(({ slug, name }) => [slug, name]),
    bylines: [...new Set(byline.flatMap(({ names }) => names))],
  }
}

/** Characters are counted instead of bytes: about as many bytes of lists as characters of text, when all is told. */
function shardsFor({ articles }: Segment): number {
  const characters = articles.reduce((sum, { text }) => sum + text.length, 0)
  return Math.max(1, Math.ceil(characters * 1.4 / SHARD_BYTES))
}

function segmentFiles(segment: Segment, id: string): IndexFile[] {
  const { articles } = segment
  const shards = shardsFor(segment)
  const writers = Array.from({ length: shards }, () => new ShardWriter())
  const files: IndexFile[] = []
  const add = (gram: Gram): void => {
    writers[shardOfUnits(gram.units, gram.at, gram.length, shards)]?.add(gram)
    if (isInline(gram)) return
    files.push({ path: listFile(id, textOf(gram)), bytes: sealed(gram.list.written) })
    if (gram.places.length > 0) files.push({ path: listPlacesFile(id, textOf(gram)), bytes: sealed(gram.places.written) })
  }
  eachGram(segmentText(articles), add)
  eachFacet(articles, add)
  for (const [nth, { lists, places }] of writers.entries()) {
    files.push({ path: shardFile(id, nth), bytes: sealed(lists) }, { path: placesFile(id, nth), bytes: sealed(places) })
  }
  return [...files, ...textFiles(articles, id), facetsOf(articles, id), datesOf(articles, id)]
}

function segmentText(articles: readonly Article[]): SegmentText {
  const folded = new FoldedUnits(allVariants(), articles.reduce((sum, { text, title }) => sum + text.length + title.length + 32, 0))
  const starts = new Uint32Array(articles.length + 1)
  const titleEnds = new Uint32Array(articles.length)
  for (const [nth, article] of articles.entries()) {
    starts[nth] = folded.length
    const [title = '', ...texts] = searchedTexts(reportText(article))
    folded.add(title)
    titleEnds[nth] = folded.length
    for (const text of texts) folded.add(text)
  }
  starts[articles.length] = folded.length
  return { units: folded.units, starts, titleEnds }
}

/** What reports are filed under, as grams no text can hold. */
function eachFacet(articles: readonly Article[], take: TakeGram): void {
  const reports = new Map<string, number[]>()
  const file = (key: string, report: number): void => {
    const known = reports.get(key)
    if (known) known.push(report)
    else reports.set(key, [report])
  }
  for (const [nth, article] of articles.entries()) {
    const { page, persons, topics, bylines } = facetsOfArticle(article)
    if (page > 0) file(facetKey('page', String(page)), nth)
    for (const [slug] of persons) file(facetKey('person', slug), nth)
    for (const [slug] of topics) file(facetKey('topic', slug), nth)
    for (const name of bylines) file(facetKey('byline', name), nth)
  }
  const none = new ByteWriter()
  for (const [key, inReports] of reports) {
    const units = Uint16Array.from({ length: key.length }, (_, at) => key.charCodeAt(at))
    take({ units, at: 0, length: key.length, list: plainList(inReports), places: none, open: false })
  }
}

function plainList(reports: readonly number[]): ByteWriter {
  const writer = new ByteWriter()
  let previous = -1
  for (const report of reports) {
    writer.number((report - previous - 1) * 8)
    previous = report
  }
  return writer
}

const packed = (value: unknown): Uint8Array => sealed(deflateRawSync(JSON.stringify(value), { level: 6 }))

function textFiles(articles: readonly Article[], id: string): IndexFile[] {
  return articles.map((article, nth) => ({ path: textFile(id, nth), bytes: packed(reportText(article)) }))
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

function facetsOf(articles: readonly Article[], id: string): IndexFile {
  const persons = numbering<[string, string]>(([slug]) => slug)
  const topics = numbering<[string, string]>(([slug]) => slug)
  const bylines = numbering<string>((name) => name)
  const reports = articles.map((article): Facets['reports'][number] => {
    const facets = facetsOfArticle(article)
    return [facets.page, facets.persons.map(persons.number), facets.topics.map(topics.number), facets.bylines.map(bylines.number)]
  })
  const facets: Facets = { persons: persons.items, topics: topics.items, bylines: bylines.items, reports }
  return { path: facetsFile(id), bytes: packed(facets) }
}

/** Issue dates with how many reports each has: a range of dates is a range of numbers. */
function datesOf(articles: readonly Article[], id: string): IndexFile {
  const dates = new Map<string, number>()
  for (const { issue } of articles) dates.set(issue.date, (dates.get(issue.date) ?? 0) + 1)
  return { path: datesFile(id), bytes: packed([...dates]) }
}

function namesOf({ people, topics }: Archive): NameEntry[] {
  return [
    ...people.map((person): NameEntry => ({ kind: 'person', name: person.name, slug: person.slug, pinyin: person.pinyin.join(' '), reports: person.appearances.length })),
    ...topics.map((topic): NameEntry => ({ kind: 'topic', name: topic.name, slug: topic.slug, pinyin: topic.pinyin.join(' '), reports: topic.articles.length })),
  ].filter(({ reports }) => reports > 0)
}

/** A file for each first character and each first letter of the pinyin: whoever types fetches one small file. */
function nameFiles(names: readonly NameEntry[]): IndexFile[] {
  const byStart = new Map<string, NameEntry[]>()
  const variants = allVariants()
  for (const entry of names) {
    for (const start of new Set([[...fold(entry.name, variants)][0] ?? '', entry.pinyin[0] ?? ''])) {
      if (start !== '') byStart.set(start, [...byStart.get(start) ?? [], entry])
    }
  }
  return [...byStart].map(([start, entries]) => ({ path: namesFile(start), bytes: JSON.stringify(entries.sort((a, b) => b.reports - a.reports || (a.slug < b.slug ? -1 : 1))) }))
}
