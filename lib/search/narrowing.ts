import type { SegmentInfo } from './layout'
import type { IndexSource } from './source'
import { TermGrams, type FramedSpan, type Span, type Window } from './windows'

/** Reports of a segment that may hold a term: all that hold these grams of it. */
export interface Candidates {
  /** The whole term if they are not `few`. */
  readonly windows: readonly Window[]
  readonly reports: ReadonlySet<number>
  /** What other segments may learn of it. */
  readonly hints: Hints
}

/** What is known of a term from another segment. */
export interface Hints {
  /** Grams worth asking for, rarest first. */
  readonly grams: readonly FramedSpan[]
  /** Grams that tell little. */
  readonly frequent: readonly Span[]
  /** Which part of the reports hold the term, about. */
  readonly rate: number
}

/** Bytes, about: of a report's text; of a frequent gram's places, each report. */
const COST = { text: 1600, places: 5 }
/** Of a shard, and of the file with its places: in a segment of few reports, and in others. */
const SHARD = { few: { lists: 2000, places: 1300 }, many: { lists: 4000, places: 3300 } }
const FEW_REPORTS = 400
const shardCost = ({ reports }: SegmentInfo): typeof SHARD.many => (reports < FEW_REPORTS ? SHARD.few : SHARD.many)

/** As few reports of a compact segment are read rather than fetch further lists. */
export const FEW_COMPACT = 2

/** After so many grams of a long term, more reports are read rather than fetch the rest. */
const MANY_WINDOWS = 24
const MANY = 100

/** Where reports with all grams so far are this part of those with the rarest, they have them for a common reason: the term. */
const COMMON = 0.5
/** A gram across two others that leaves more than this part of the reports tells nothing new. */
const NARROWING = 0.8

/**
 * Looks up grams of a term until it would take less to read the reports that have them all: first those another segment
 * found to be rare, then from left to right, then those across two of them, and last those within frequent words,
 * which take steps to be found.
 */
export class Narrowing {
  readonly #grams: TermGrams
  readonly #windows: Window[] = []
  readonly #asked: (FramedSpan & { readonly reports: number })[] = []
  readonly #hints: FramedSpan[]
  /** Hits to be expected. */
  readonly #expected: number
  #reports: Set<number> | undefined
  #isTelling = true

  constructor(source: IndexSource, private readonly segment: SegmentInfo, private readonly term: string, hints?: Hints) {
    this.#grams = new TermGrams(source, segment, term, hints?.frequent ?? [])
    this.#hints = [...hints?.grams ?? []]
    this.#expected = hints ? hints.rate * segment.reports : 1
  }

  async candidates(): Promise<Candidates> {
    while (!this.#isDone()) {
      const window = await this.#next()
      if (window === undefined) break
      if (window === 'absent') return { windows: [], reports: new Set(), hints: this.#told() }
      if (window !== 'frequent') this.#take(window)
    }
    return { windows: this.#windows, reports: this.#reports ?? new Set(), hints: this.#told() }
  }

  #told(): Hints {
    const { absent, frequent } = this.#grams
    const grams = [...this.#asked].sort((a, b) => a.reports - b.reports)
    return { grams: absent ? [absent, ...grams] : grams, frequent, rate: absent ? 0 : (this.#reports?.size ?? 0) / this.segment.reports }
  }

  #take(window: Window): void {
    const { reports } = window.found.list
    const [before, wasCovered] = [this.#reports, this.#isCovered]
    this.#reports = new Set(before ? reports.filter((report) => before.has(report)) : reports)
    this.#windows.push(window)
    this.#asked.push({ at: window.at, end: window.end, rarest: window.rarest, reports: reports.length })
    const least = Math.min(...this.#asked.map((asked) => asked.reports))
    this.#isTelling = before && wasCovered ? this.#reports.size < before.size * NARROWING : this.#reports.size < least * COMMON
  }

  async #next(): Promise<Window | 'frequent' | 'absent' | undefined> {
    for (let hint = this.#hints.shift(); hint; hint = this.#hints.shift()) {
      if (!covers(this.#windows, hint)) return this.#grams.like(hint)
    }
    const place = this.#uncovered(false)
    if (place !== undefined) return this.#grams.around(place, (this.#reports?.size ?? Infinity) > MANY)
    const across = this.#isTelling && (this.#reports?.size ?? 0) > this.#expected * 1.3 + 2 && this.#isWorth(1.5) ? this.#across() : undefined
    if (across !== undefined) return this.#grams.around(across, false)
    const frequent = this.#uncovered(true)
    return frequent !== undefined && this.#isWorth(2.5) ? this.#grams.around(frequent, true) : undefined
  }

  get #isCovered(): boolean {
    return coverOf(this.segment, this.term, this.#windows) !== undefined
  }

  /** Where the term is not covered yet, with characters that are frequent or with others. The last window reaches back, since a gram has at least two characters. */
  #uncovered(frequent: boolean): number | undefined {
    for (let at = 0; at < this.term.length; at++) {
      const place = Math.max(0, Math.min(at, this.term.length - 2))
      if (!covers(this.#windows, { at, end: at + 1 }) && this.#grams.isFrequentPair(place) === frequent) return place
    }
    return undefined
  }

  /** Where two windows meet. */
  #across(): number | undefined {
    for (let at = 0; at + 2 <= this.term.length; at++) if (!covers(this.#windows, { at, end: at + 2 }) && !this.#grams.isFrequentPair(at)) return at
    return undefined
  }

  /** Whether to read the reports would take less than anything else. */
  #isDone(): boolean {
    const reports = this.#reports?.size
    if (reports === undefined) return false
    if (reports === 0 || (this.#windows.length >= MANY_WINDOWS && reports <= MANY)) return true
    if (this.segment.compact) return reports <= FEW_COMPACT
    return readingCost(reports) < Math.min(shardCost(this.segment).lists * 1.2 + readingCost(this.#expected), this.#restCost())
  }

  /** To look up all of the term and fetch the places. */
  #restCost(): number {
    const left = [...this.term].filter((_, at) => !covers(this.#windows, { at, end: at + 1 })).length
    const { lists, places } = shardCost(this.segment)
    return Math.ceil(left / 2) * (lists + places) + placesCost(this.segment, this.#windows)
  }

  /** Whether so many shards are less than what would have to be fetched now. */
  #isWorth(shards: number): boolean {
    const cover = coverOf(this.segment, this.term, this.#windows)
    if (this.#reports === undefined || this.segment.compact) return cover === undefined
    return Math.min(readingCost(this.#reports.size), cover ? placesCost(this.segment, cover) : Infinity) > shardCost(this.segment).lists * shards
  }
}

const covers = (windows: readonly Span[], { at, end }: Span): boolean => windows.some((window) => window.at <= at && end <= window.end)

/** To read so many reports. */
export const readingCost = (reports: number): number => reports * COST.text

/** To fetch the places of all these. */
export const placesCost = (segment: SegmentInfo, windows: readonly Window[]): number => (
  windows.reduce((sum, { found: { inline, list } }) => sum + (inline ? shardCost(segment).places : list.reports.length * COST.places), 0)
)

/** Of the windows, those that cover the term and whose places are least to fetch. */
export function coverOf(segment: SegmentInfo, term: string, windows: readonly Window[]): readonly Window[] | undefined {
  const least: (readonly Window[] | undefined)[] = [[]]
  for (let end = 1; end <= term.length; end++) {
    const covering = windows.filter((window) => window.at < end && window.end >= end).flatMap((window) => {
      const before = least[window.at]
      return before ? [[...before, window]] : []
    })
    least[end] = covering.sort((a, b) => placesCost(segment, a) - placesCost(segment, b))[0]
  }
  return least[term.length]
}
