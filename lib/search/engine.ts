import { facetKey, facetsFile, MANIFEST, type Facets, type Manifest, type ReportText, type SegmentInfo } from './layout'
import { matchTerm, type Matches } from './match'
import { termsOf, type Query, type Terms } from './query'
import { contains } from './snippet'
import { IndexSource, SearchFailure, type ReadFile } from './source'

/** A report that answers a query. */
export interface Hit {
  readonly report: ReportText
  /** The term stands in the title. */
  readonly inTitle: boolean
}

/** How many of the hits a filter would leave, most first. */
export interface FacetCounts {
  readonly persons: readonly FacetCount[]
  readonly topics: readonly FacetCount[]
  readonly pages: readonly FacetCount[]
  readonly bylines: readonly FacetCount[]
  readonly years: readonly FacetCount[]
}

export interface FacetCount {
  /** Slug, page, byline or year. */
  readonly value: string
  readonly name: string
  readonly count: number
}

/** An answer: how many reports there are, exactly, and the means to read them. */
export interface Answer {
  readonly terms: Terms
  readonly total: number
  /** Hits `from` to `to` (exclusive), in order. */
  readonly hits: (from: number, to: number) => Promise<Hit[]>
  /** Read on demand: what filters need is several times the answer itself. */
  readonly facets: () => Promise<FacetCounts>
}

/** A report before its text is read. */
interface Found {
  readonly segment: SegmentInfo
  /** Within the segment. */
  readonly report: number
  readonly weight: number
  /** Of its text, those that most likely hold the terms. */
  readonly pieces: ReadonlySet<number>
}

interface Ranked extends Found {
  /** Place among all reports, the newest issue first. */
  readonly rank: number
}

/** Texts read at a time: a disk and a browser both have only so many hands. */
const AT_ONCE = 64

/** Searches an index of static files. One engine for the browser, the command line and the tests. */
export class SearchEngine {
  readonly #source: IndexSource

  /** `read` hands out whole files by their path below `out/`. */
  constructor(read: ReadFile) {
    this.#source = new IndexSource(read)
  }

  /**
   * Finds every report that holds all wanted terms and none of the unwanted. An empty query with a filter finds all it
   * lets through; without one it finds nothing. Rejects with `SearchFailure` rather than leave anything out, and with
   * `TooManyTerms`.
   */
  async search(query: Query): Promise<Answer> {
    const terms = termsOf(query, await this.#source.variants(query.text))
    const filters = filtersOf(query)
    const manifest = await this.#source.manifest()
    const dated = query.from !== undefined || query.to !== undefined
    const asked = terms.wanted.length + filters.length > 0 || dated
    // Any hit needs it; asked for now, it comes beside the lists and not after them.
    if (asked) void this.#source.calendar().catch(() => undefined)
    const within = dated ? (await this.#source.calendar()).between(query.from, query.to) : { from: 0, to: manifest.reports }
    const segments = asked ? manifest.segments.filter(({ first, reports }) => first < within.to && first + reports > within.from) : []
    const found = await this.#inOrder(await this.#found(segments, within, terms, filters), query.order)
    return { terms, total: found.length, hits: (from, to) => this.#hits(found.slice(from, to), terms), facets: () => this.#facets(manifest, found) }
  }

  async #inOrder(found: readonly Found[], order: Query['order']): Promise<readonly Found[]> {
    if (found.length < 2) return found
    const calendar = await this.#source.calendar()
    const ranked = found.map((hit): Ranked => ({ ...hit, rank: calendar.rankOf(hit.segment.first + hit.report) }))
    return ranked.sort(order === 'newest' ? newestFirst : bestFirst)
  }

  async #hits(found: readonly Found[], terms: Terms): Promise<Hit[]> {
    const hits: Hit[] = []
    for (let at = 0; at < found.length; at += AT_ONCE) {
      hits.push(...await Promise.all(found.slice(at, at + AT_ONCE).map(async (hit) => (
        { report: await this.#read(hit, terms), inTitle: (hit.weight & 4) === 4 }
      ))))
    }
    return hits
  }

  /** As much of a report as holds every wanted term; all of it where they are not where they were expected. */
  async #read({ segment, report, pieces }: Found, { wanted }: Terms): Promise<ReportText> {
    for (const which of [pieces, undefined]) {
      const text = await this.#source.report(segment, report, which)
      if (wanted.every((term) => contains(text, term))) return text
    }
    // The text is newer than the lists that led to it: the site was published in between.
    throw new SearchFailure('outdated', MANIFEST)
  }

  async #found(segments: readonly SegmentInfo[], within: { from: number; to: number }, terms: Terms, filters: readonly string[]): Promise<Found[]> {
    const filed = await Promise.all(segments.map(async (segment) => ({ segment, filtered: await Promise.all(filters.map((filter) => this.#filed(segment, filter))) })))
    const left = filed.filter(({ filtered }) => filtered.every((matches) => matches.size > 0))
    const matched = (words: readonly string[]): Promise<Matches[][]> => Promise.all(words.map((term) => matchTerm(this.#source, left.map(({ segment }) => segment), term)))
    const [wanted, unwanted] = await Promise.all([matched(terms.wanted), matched(terms.unwanted)])
    const inSegment = (all: readonly Matches[][], nth: number): Matches[] => all.map((bySegment) => bySegment[nth] ?? new Map<number, number>())
    return left.flatMap(({ segment, filtered }, nth) => foundIn(segment, within, inSegment(wanted, nth), filtered, inSegment(unwanted, nth)))
  }

  async #filed(segment: SegmentInfo, key: string): Promise<Matches> {
    return new Map([...await this.#source.reports(segment, key)].map((report) => [report, 0]))
  }

  async #facets({ segments }: Manifest, found: readonly Found[]): Promise<FacetCounts> {
    const counts = { persons: new Counter(), topics: new Counter(), pages: new Counter(), bylines: new Counter(), years: new Counter() }
    const calendar = await this.#source.calendar()
    for (const segment of segments) {
      const inSegment = found.filter((hit) => hit.segment === segment)
      if (inSegment.length === 0) continue
      const facets = await this.#source.packed<Facets>(facetsFile(segment.id))
      for (const { report } of inSegment) {
        const [page, persons, topics, bylines] = facets.reports[report] ?? [0, [], [], []]
        if (page > 0) counts.pages.add(String(page), `第${page}版`)
        for (const nth of persons) counts.persons.add(...(facets.persons[nth] ?? ['', '']))
        for (const nth of topics) counts.topics.add(...(facets.topics[nth] ?? ['', '']))
        for (const nth of bylines) counts.bylines.add(facets.bylines[nth] ?? '', facets.bylines[nth] ?? '')
        const year = calendar.placeOf(segment.first + report)?.date.slice(0, 4) ?? ''
        counts.years.add(year, `${year}年`)
      }
    }
    return { persons: counts.persons.top(), topics: counts.topics.top(), pages: counts.pages.top(), bylines: counts.bylines.top(), years: counts.years.top() }
  }
}

/** Reports of a segment that are wanted by all and unwanted by none. */
function foundIn(segment: SegmentInfo, { from, to }: { from: number; to: number }, wanted: readonly Matches[], filtered: readonly Matches[], unwanted: readonly Matches[]): Found[] {
  const all = [...wanted, ...filtered].sort((a, b) => a.size - b.size)
  const candidates = all[0] ? [...all[0].keys()] : Array.from({ length: segment.reports }, (_, report) => report)
  return candidates
    .filter((report) => all.every((matches) => matches.has(report)) && !unwanted.some((matches) => matches.has(report)) && segment.first + report >= from && segment.first + report < to)
    .map((report) => ({ segment, report, weight: weightOf(wanted, report), pieces: new Set(wanted.length > 0 ? wanted.map((matches) => (matches.get(report) ?? 0) >>> 3) : [0]) }))
}

function filtersOf({ person, topic, page, byline }: Query): string[] {
  return [
    ...(person ? [facetKey('person', person)] : []), ...(topic ? [facetKey('topic', topic)] : []),
    ...(page ? [facetKey('page', page)] : []), ...(byline ? [facetKey('byline', byline)] : []),
  ]
}

/** The title counts when every term is in it; beyond that, weights add up. */
function weightOf(wanted: readonly Matches[], report: number): number {
  const weights = wanted.map((matches) => matches.get(report) ?? 0)
  const inTitle = weights.length > 0 && weights.every((weight) => (weight & 4) === 4)
  return weights.reduce((sum, weight) => sum + (weight & 3), 0) * 8 + (inTitle ? 4 : 0)
}

function newestFirst(a: Ranked, b: Ranked): number {
  return a.rank - b.rank
}

function bestFirst(a: Ranked, b: Ranked): number {
  return (b.weight & 4) - (a.weight & 4) || b.weight - a.weight || newestFirst(a, b)
}

class Counter {
  readonly #counts = new Map<string, { name: string; count: number }>()

  add(value: string, name: string): void {
    const known = this.#counts.get(value)
    if (known) known.count++
    else this.#counts.set(value, { name, count: 1 })
  }

  top(): FacetCount[] {
    return [...this.#counts].map(([value, { name, count }]) => ({ value, name, count })).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  }
}
