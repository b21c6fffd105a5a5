import { hasTraditional, NO_VARIANTS, type Variants } from './fold'
import { datesFile, facetKey, facetsFile, type Facets, type Manifest, type ReportText, type SegmentInfo } from './layout'
import { matchTerm, type Matches } from './match'
import { termsOf, type Query, type Terms } from './query'
import { IndexSource, type ReadFile } from './source'

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
}

/** No report is longer; of a longer query, the rest does not count. */
const LONGEST_TEXT = 100_000

/** Searches an index of static files. One engine for the browser, the command line and the tests. */
export class SearchEngine {
  readonly #source: IndexSource

  /** `read` hands out whole files by their path below `out/`. */
  constructor(read: ReadFile) {
    this.#source = new IndexSource(read)
  }

  /** What a text has to be folded with. */
  async variantsFor(text: string): Promise<Variants> {
    return hasTraditional(text.slice(0, LONGEST_TEXT)) ? this.#source.variants() : NO_VARIANTS
  }

  /**
   * Finds every report that holds all wanted terms and none of the unwanted. An empty query with a filter finds all it
   * lets through; without one it finds nothing. Rejects with `SearchFailure` rather than leave anything out.
   */
  async search(query: Query): Promise<Answer> {
    const variants = await this.variantsFor(query.text)
    const terms = termsOf(query.text, variants)
    const filters = filtersOf(query)
    const manifest = await this.#source.manifest()
    const asked = terms.wanted.length + filters.length > 0 || query.from !== undefined || query.to !== undefined
    const found = asked ? (await Promise.all(manifest.segments.map((segment) => this.#inSegment(segment, query, terms, filters)))).flat() : []
    found.sort(query.order === 'newest' ? newestFirst : bestFirst)
    return {
      terms, total: found.length,
      hits: (from, to) => Promise.all(found.slice(from, to).map(async ({ segment, report, weight }) => ({
        report: await this.#source.report(segment, report), inTitle: (weight & 4) === 4,
      }))),
      facets: () => this.#facets(manifest, found),
    }
  }

  async #inSegment(segment: SegmentInfo, query: Query, terms: Terms, filters: readonly string[]): Promise<Found[]> {
    const within = await this.#dateRange(segment, query)
    if (within && within.from >= within.to) return []
    const filtered = await Promise.all(filters.map((filter) => this.#filed(segment, filter)))
    if (filtered.some((matches) => matches.size === 0)) return []
    const wanted = await Promise.all(terms.wanted.map((term) => matchTerm(this.#source, segment, term)))
    const unwanted = await Promise.all(terms.unwanted.map((term) => matchTerm(this.#source, segment, term)))
    const all = [...wanted, ...filtered].sort((a, b) => a.size - b.size)
    const candidates = all[0] ? [...all[0].keys()] : Array.from({ length: segment.reports }, (_, report) => report)
    return candidates
      .filter((report) => all.every((matches) => matches.has(report)) && !unwanted.some((matches) => matches.has(report)) && (!within || (report >= within.from && report < within.to)))
      .map((report) => ({ segment, report, weight: weightOf(wanted, report) }))
  }

  async #filed(segment: SegmentInfo, key: string): Promise<Matches> {
    const found = await this.#source.gram(segment, key)
    return new Map(found ? [...found.list.reports].map((report) => [report, 0]) : [])
  }

  /** Numbers of the reports of a range of dates; reports are numbered by date. `undefined` when all are in it. */
  async #dateRange(segment: SegmentInfo, { from, to }: Query): Promise<{ from: number; to: number } | undefined> {
    if (from === undefined && to === undefined) return undefined
    const dates = await this.#source.packed<[string, number][]>(datesFile(segment.id))
    let number = 0
    const range = { from: segment.reports, to: 0 }
    for (const [date, reports] of dates) {
      if ((from === undefined || date >= from) && (to === undefined || date <= to)) {
        range.from = Math.min(range.from, number)
        range.to = number + reports
      }
      number += reports
    }
    return range
  }

  async #facets({ segments }: Manifest, found: readonly Found[]): Promise<FacetCounts> {
    const counts = { persons: new Counter(), topics: new Counter(), pages: new Counter(), bylines: new Counter(), years: new Counter() }
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
        const year = segment.years.findLast(([, first]) => first <= segment.first + report)?.[0] ?? ''
        counts.years.add(year, `${year}年`)
      }
    }
    return { persons: counts.persons.top(), topics: counts.topics.top(), pages: counts.pages.top(), bylines: counts.bylines.top(), years: counts.years.top() }
  }
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

const numberOf = ({ segment, report }: Found): number => segment.first + report

function newestFirst(a: Found, b: Found): number {
  return numberOf(b) - numberOf(a)
}

function bestFirst(a: Found, b: Found): number {
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
