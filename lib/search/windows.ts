import { LONGEST, OPEN, type SegmentInfo } from './layout'
import type { FoundGram, GramEntry, IndexSource } from './source'

/** A part of a term: from its unit `at` to `end`, exclusive. */
export interface Span {
  readonly at: number
  readonly end: number
}

/** A part of a term that was found by way of shorter ones. */
export interface FramedSpan extends Span {
  /** Its rarest two characters, as far as is known. */
  readonly rarest: Span
}

/** A gram at a place of a term. */
export interface Window extends FramedSpan {
  readonly found: FoundGram
}

/** The grams of one term in one segment. */
export class TermGrams {
  /** Known to be in so many reports that the index has them one character longer, at either side. */
  readonly frequent: Span[] = []
  /** One that no report holds, once that is known. */
  absent: FramedSpan | undefined

  /** `elsewhere` are frequent in another segment. */
  constructor(private readonly source: IndexSource, private readonly segment: SegmentInfo, private readonly term: string, private readonly elsewhere: readonly Span[]) {}

  /** Whether two characters are likely to be frequent. */
  isFrequentPair(place: number): boolean {
    return isWithin({ at: place, end: place + 2 }, [...this.frequent, ...this.elsewhere])
  }

  /**
   * The rarest gram that is indexed with the characters at a place: two of them, and as long as those are frequent, one
   * more, to the right while there is room. Unless it is `deep`, that they are frequent is the answer.
   */
  async around(place: number, deep: boolean): Promise<Window | 'frequent' | 'absent'> {
    const end = Math.min(place + 2, this.term.length)
    // What comes before may be known to be frequent: with the next character it is indexed, and rarer than that with its neighbour.
    let at = place
    while (end - at < LONGEST && at > 0 && this.#isFrequent({ at: at - 1, end: end - 1 })) at--
    return this.#narrowest({ at, end }, deep)
  }

  /** The gram that is one of another segment, or what it would have to be part of. */
  async like({ at, end, rarest }: FramedSpan): Promise<Window | 'frequent' | 'absent'> {
    // What it is longer for is frequent there; here only pairs are indexed.
    if (this.segment.reports <= OPEN) return this.#narrowest(rarest, true)
    for (let shorter = end; shorter - at > 2; shorter--) {
      if (await this.#entry({ at, end: shorter })) return this.#narrowest({ at, end: shorter }, true)
    }
    return this.#narrowest({ at, end: Math.min(at + 2, end) }, true)
  }

  /** From a gram that is indexed if any report holds it. */
  async #narrowest(from: Span, deep: boolean): Promise<Window | 'frequent' | 'absent'> {
    let [before, span] = [from, this.#longer(from)]
    let entry = await this.#entry(span)
    while (entry?.open) {
      if (!deep) return 'frequent'
      const longer = this.#longer(span)
      if (longer.at === span.at && longer.end === span.end) break
      [before, span] = [span, longer]
      entry = await this.#entry(span)
    }
    const framed = { ...span, rarest: span.at < before.at ? { at: span.at, end: span.at + 2 } : { at: Math.max(span.at, span.end - 2), end: span.end } }
    if (!entry) {
      this.absent = framed
      return 'absent'
    }
    return { ...framed, found: await this.source.withList(this.segment, entry) }
  }

  /** The span itself, and while that is frequent, one character more. */
  #longer({ at, end }: Span): Span {
    while (end - at < LONGEST && end - at < this.term.length && this.#isFrequent({ at, end })) {
      if (end < this.term.length) end++
      else at--
    }
    return { at, end }
  }

  /** What is part of something frequent is as frequent. */
  #isFrequent(span: Span): boolean {
    return span.end - span.at > 1 && isWithin(span, this.frequent)
  }

  async #entry(span: Span): Promise<GramEntry | undefined> {
    const entry = await this.source.entry(this.segment, this.term.slice(span.at, span.end))
    if (entry?.open) this.frequent.push(span)
    return entry
  }
}

const isWithin = ({ at, end }: Span, spans: readonly Span[]): boolean => spans.some((span) => span.at <= at && end <= span.end)
