import { isOfSigns } from './fold'
import { LONGEST_SIGNS, signsKey, type SegmentInfo } from './layout'
import type { FoundGram, IndexSource } from './source'

/** Reports of a segment, by number, with what they weigh: 0 to 3, plus 4 for the title, plus eightfold the piece of text that most likely holds the term. */
export type Matches = Map<number, number>

/** As few reports are read rather than fetch further lists: their texts are wanted for the snippets anyway. Fewer where lists are shorter than texts. */
const FEW = { compact: 2, usual: 5 }

/** After so many grams of a long term, more reports are read rather than fetch the rest. */
const MANY_WINDOWS = 24
const MANY = 100

/** Bytes, about: of a report's text; of a frequent gram's places, each report; of a file with the places of many. */
const COST = { text: 900, places: 4, file: 4000 }

/** Every report of a segment that holds a term: exactly those. */
export async function matchTerm(source: IndexSource, segment: SegmentInfo, term: string): Promise<Matches> {
  if (isOfSigns(term)) return matchSigns(source, segment, term)
  const windows: Window[] = []
  let reports: Set<number> | undefined
  const few = (): boolean => reports !== undefined && reports.size <= (windows.length < MANY_WINDOWS ? segment.compact ? FEW.compact : FEW.usual : MANY)
  for (let at = 0; at < term.length && !few();) {
    const window = await rarestGram(source, segment, term, at)
    if (!window) return new Map()
    windows.push(window)
    const { found } = window
    reports = reports ? new Set(found.list.reports.filter((report) => reports?.has(report))) : new Set(found.list.reports)
    if (reports.size === 0) return new Map()
    const end = window.at + found.gram.length
    // The last window reaches back, since a gram has at least two characters.
    at = end >= term.length ? term.length : Math.min(end, term.length - 2)
  }
  if (!reports) return new Map()
  const grams = windows.map(({ found }) => found)
  if (grams[0]?.gram === term) return weighed(grams, reports)
  if (few() || (!segment.compact && isReadSooner(reports.size, grams))) return reading(source, segment, term, weighed(grams, reports))
  return weighed(grams, await inSequence(source, segment, windows, reports))
}

/** Whether the texts of so many reports are less to fetch than the places of all these grams. */
function isReadSooner(reports: number, grams: readonly FoundGram[]): boolean {
  const places = grams.reduce((sum, { inline, list }) => sum + (inline ? COST.file : list.reports.length * COST.places), 0)
  return reports <= MANY && reports * COST.text < places
}

/** A gram at a place of the term. */
interface Window {
  readonly at: number
  readonly found: FoundGram
}

/** Reports with signs that stand together; they are filed like persons and topics. */
async function matchSigns(source: IndexSource, segment: SegmentInfo, term: string): Promise<Matches> {
  const matches: Matches = new Map([...await source.reports(segment, signsKey(term))].map((report) => [report, 0]))
  return term.length > LONGEST_SIGNS ? reading(source, segment, term, matches) : matches
}

/** Of these reports, those whose texts hold the term, with the piece that does. */
async function reading(source: IndexSource, segment: SegmentInfo, term: string, matches: Matches): Promise<Matches> {
  const checked = await Promise.all([...matches].map(async ([report, weight]): Promise<[number, number][]> => {
    const piece = await source.pieceWith(segment, report, term, weight >>> 3)
    return piece === undefined ? [] : [[report, (weight & 7) + piece * 8]]
  }))
  return new Map(checked.flat())
}

/** The rarest gram that is indexed at a place of the term: two characters, and as long as those are frequent, one more, to the right while there is room. */
async function rarestGram(source: IndexSource, segment: SegmentInfo, term: string, at: number): Promise<Window | undefined> {
  let start = at
  let end = Math.min(at + 2, term.length)
  let entry = await source.entry(segment, term.slice(start, end))
  while (entry?.open && (end < term.length || start > 0)) {
    if (end < term.length) end++
    else start--
    entry = await source.entry(segment, term.slice(start, end))
  }
  return entry && { at: start, found: await source.withList(segment, entry) }
}

/** Of the reports that hold every window, those that hold them one after another. */
async function inSequence(source: IndexSource, segment: SegmentInfo, windows: readonly Window[], reports: ReadonlySet<number>): Promise<Set<number>> {
  const placed = await Promise.all(windows.map(async ({ at, found }) => ({ at, places: await source.places(segment, found) })))
  const [first, ...others] = placed
  return new Set([...reports].filter((report) => {
    const starts = first?.places.get(report) ?? []
    const sets = others.map(({ at, places }) => ({ at, places: new Set(places.get(report) ?? []) }))
    return starts.some((start) => sets.every(({ at, places }) => places.has(start + at)))
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
