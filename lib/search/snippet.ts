import { fold, foldSigns, foldSignsWithPlaces, foldWithPlaces, isOfSigns, NO_VARIANTS, variantsFrom, type Folded, type Variants } from './fold'
import { searchedTexts, type ReportText } from './layout'

const variantsOf = ({ variants }: ReportText): Variants => (variants === undefined ? NO_VARIANTS : variantsFrom(variants))

/** Whether one of a report's texts holds a term. This, and nothing else, is what a search finds. */
export function contains(report: ReportText, term: string): boolean {
  const variants = variantsOf(report)
  return searchedTexts(report).some((text) => (isOfSigns(term) ? foldSigns(text) : fold(text, variants)).includes(term))
}

/** A stretch of text; `marked` where it holds a term. */
export interface Run {
  readonly text: string
  readonly marked: boolean
}

interface Range {
  readonly start: number
  readonly end: number
}

/** A text of a report with the terms marked, as stretches one after another. */
export function marked(raw: string, terms: readonly string[], report: ReportText): Run[] {
  return runsOf(raw, rangesIn(raw, terms, variantsOf(report)), 0, raw.length)
}

function runsOf(raw: string, ranges: readonly Range[], from: number, to: number): Run[] {
  const runs: Run[] = []
  let at = from
  for (const { start, end } of ranges) {
    if (end <= at || start >= to) continue
    if (start > at) runs.push({ text: raw.slice(at, start), marked: false })
    runs.push({ text: raw.slice(Math.max(at, start), Math.min(end, to)), marked: true })
    at = Math.min(end, to)
  }
  return at < to || runs.length === 0 ? [...runs, { text: raw.slice(at, to), marked: false }] : runs
}

/** Ranges of the raw text that fold to a term; overlapping ones are one. */
function rangesIn(raw: string, terms: readonly string[], variants: Variants): Range[] {
  let [words, signs]: (Folded | undefined)[] = []
  const found = terms.flatMap((term) => {
    const { text, starts, ends } = isOfSigns(term) ? signs ??= foldSignsWithPlaces(raw) : words ??= foldWithPlaces(raw, variants)
    const ranges: Range[] = []
    for (let place = text.indexOf(term); place !== -1 && term !== ''; place = text.indexOf(term, place + 1)) {
      ranges.push({ start: starts[place] ?? 0, end: ends[place + term.length - 1] ?? 0 })
    }
    return ranges
  })
  return joined(found)
}

/** Ranges in order, those that touch as one. */
function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = []
  for (const range of [...ranges].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const previous = result.at(-1)
    if (previous && range.start <= previous.end) result[result.length - 1] = { start: previous.start, end: Math.max(previous.end, range.end) }
    else result.push(range)
  }
  return result
}

/** Characters shown before the first term, and in all. */
const BEFORE = 24
const SHOWN = 90

/** The part of a report around the first term it holds: of its text, else of a caption or the lines around the title. */
export function snippetOf(report: ReportText, terms: readonly string[]): Run[] {
  const variants = variantsOf(report)
  const texts = [...report.text.split('\n'), ...report.captions, report.kicker ?? '', report.subtitle ?? '', report.column ?? ''].filter(Boolean)
  const { raw, ranges } = fullest(texts, terms, variants)
  const start = whole(raw, Math.max(0, (ranges[0]?.start ?? 0) - BEFORE))
  const end = whole(raw, Math.min(raw.length, Math.max(start + SHOWN, Math.min(ranges[0]?.end ?? 0, start + BEFORE + SHOWN))))
  const runs = runsOf(raw, ranges, start, end)
  return [...(start > 0 ? [{ text: '……', marked: false }] : []), ...runs, ...(end < raw.length ? [{ text: '……', marked: false }] : [])]
}

/** Of a report's texts the first that holds the most of the terms. */
function fullest(texts: readonly string[], terms: readonly string[], variants: Variants): { raw: string; ranges: readonly Range[] } {
  let best = { raw: texts[0] ?? '', ranges: [] as Range[], held: 0 }
  for (const raw of texts) {
    if (best.held === terms.length) break
    const found = terms.map((term) => rangesIn(raw, [term], variants)).filter(({ length }) => length > 0)
    if (found.length > best.held) best = { raw, ranges: joined(found.flat()), held: found.length }
  }
  return best
}

/** Steps back from a place that is inside a character: a surrogate pair, or marks that combine. */
const MOST_STEPS = 8

function whole(raw: string, at: number): number {
  let place = at
  while (place > Math.max(0, at - MOST_STEPS) && /^[\p{M}\udc00-\udfff]/u.test(raw.slice(place, place + 2))) place--
  return place
}
