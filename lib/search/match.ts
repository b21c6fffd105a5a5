import { isOfSigns } from './fold'
import { LONGEST_SIGNS, signsKey, type SegmentInfo } from './layout'
import { coverOf, FEW_COMPACT, Narrowing, placesCost, readingCost, type Candidates } from './narrowing'
import type { FoundGram, IndexSource } from './source'
import type { Window } from './windows'

/** Reports of a segment, by number, with what they weigh: 0 to 3, plus 4 for the title, plus eightfold the piece of text that most likely holds the term. */
export type Matches = Map<number, number>

/** Reports from which a segment is one of the large ones. */
const LARGE = 6000

/** By segment, every report that holds a term: exactly those. */
export async function matchTerm(source: IndexSource, segments: readonly SegmentInfo[], term: string): Promise<Matches[]> {
  if (isOfSigns(term)) return Promise.all(segments.map((segment) => matchSigns(source, segment, term)))
  const leading = leadingOf(segments)
  if (!leading) return []
  const found = await new Narrowing(source, leading, term).candidates()
  return Promise.all(segments.map(async (segment) => (
    verified(source, segment, term, segment === leading ? found : await new Narrowing(source, segment, term, found.hints).candidates())
  )))
}

/** Which one tells the others what to ask for: the smallest of the large ones, as what is frequent there is so in those too. */
function leadingOf(segments: readonly SegmentInfo[]): SegmentInfo | undefined {
  const ascending = [...segments].sort((a, b) => a.reports - b.reports)
  return ascending.find(({ reports }) => reports >= LARGE) ?? ascending.at(-1)
}

/** Of the candidates, those that hold the term: told by their places or, where that takes less, by their texts. */
async function verified(source: IndexSource, segment: SegmentInfo, term: string, { windows, reports }: Candidates): Promise<Matches> {
  const matches = weighed(windows.map(({ found }) => found), reports)
  if (reports.size === 0 || windows.some(({ found }) => found.gram === term)) return matches
  const cover = coverOf(segment, term, windows)
  const isReadSooner = segment.compact ? reports.size <= FEW_COMPACT : cover && readingCost(reports.size) < placesCost(segment, cover)
  if (!cover || isReadSooner) return reading(source, segment, term, matches)
  const held = await inSequence(source, segment, cover, reports)
  return new Map([...matches].filter(([report]) => held.has(report)))
}

/** Reports with signs that stand together; they are filed like persons and topics. */
async function matchSigns(source: IndexSource, segment: SegmentInfo, term: string): Promise<Matches> {
  const matches: Matches = new Map([...await source.reports(segment, signsKey(term))].map((report) => [report, 0]))
  return term.length > LONGEST_SIGNS ? reading(source, segment, term, matches) : matches
}

/** Of these reports, those whose texts hold the term, with the piece that does. */
async function reading(source: IndexSource, segment: SegmentInfo, term: string, matches: Matches): Promise<Matches> {
  const checked = await Promise.all([...matches].map(async ([report, weight]): Promise<[number, number][]> => {
    const held = await source.pieceWith(segment, report, term, weight >>> 3)
    return held ? [[report, (weight & 3) + (held.inTitle ? 4 : 0) + held.piece * 8]] : []
  }))
  return new Map(checked.flat())
}

/** Of the reports that hold every window, those that hold them one after another. */
async function inSequence(source: IndexSource, segment: SegmentInfo, windows: readonly Window[], reports: ReadonlySet<number>): Promise<Set<number>> {
  const placed = await Promise.all(windows.map(async ({ at, found }) => ({ at, places: await source.places(segment, found) })))
  const [first, ...others] = placed
  if (!first) return new Set(reports)
  return new Set([...reports].filter((report) => {
    const sets = others.map(({ at, places }) => ({ from: at - first.at, places: new Set(places.get(report) ?? []) }))
    return (first.places.get(report) ?? []).some((start) => sets.every(({ from, places }) => places.has(start + from)))
  }))
}

/**
 * A report weighs what its weakest window weighs; the title counts only where all of the term is in it. Where the rarest
 * window stands, the term is likely to.
 */
function weighed(grams: readonly FoundGram[], reports: ReadonlySet<number>): Matches {
  const matches: Matches = new Map()
  for (const { list } of [...grams].sort((a, b) => a.list.reports.length - b.list.reports.length)) {
    for (const [nth, report] of list.reports.entries()) {
      if (!reports.has(report)) continue
      const weight = list.weights[nth] ?? 0
      const before = matches.get(report)
      matches.set(report, before === undefined ? weight : (before & ~7) + (before & weight & 4) + Math.min(before & 3, weight & 3))
    }
  }
  return matches
}
