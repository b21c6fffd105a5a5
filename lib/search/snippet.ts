import { foldWithPlaces, type Variants } from './fold'
import type { ReportText } from './layout'

/** A stretch of text; `marked` where it holds a term. */
export interface Run {
  readonly text: string
  readonly marked: boolean
}

/** The text with the terms marked, as stretches one after another. */
export function marked(raw: string, terms: readonly string[], variants: Variants): Run[] {
  const ranges = rangesIn(raw, terms, variants)
  const runs: Run[] = []
  let at = 0
  for (const { start, end } of ranges) {
    if (start > at) runs.push({ text: raw.slice(at, start), marked: false })
    runs.push({ text: raw.slice(start, end), marked: true })
    at = end
  }
  return at < raw.length || runs.length === 0 ? [...runs, { text: raw.slice(at), marked: false }] : runs
}

/** Ranges of the raw text that fold to a term; overlapping ones are one. */
function rangesIn(raw: string, terms: readonly string[], variants: Variants): { start: number; end: number }[] {
  const { text, at } = foldWithPlaces(raw, variants)
  const found = terms.flatMap((term) => {
    const ranges: { start: number; end: number }[] = []
    for (let place = text.indexOf(term); place !== -1 && term !== ''; place = text.indexOf(term, place + 1)) {
      const last = at[place + term.length - 1] ?? 0
      ranges.push({ start: at[place] ?? 0, end: last + String.fromCodePoint(raw.codePointAt(last) ?? 0).length })
    }
    return ranges
  }).sort((a, b) => a.start - b.start || b.end - a.end)
  const joined: { start: number; end: number }[] = []
  for (const range of found) {
    const previous = joined.at(-1)
    if (previous && range.start <= previous.end) previous.end = Math.max(previous.end, range.end)
    else joined.push({ ...range })
  }
  return joined
}

/** Characters shown before the first term, and in all. */
const BEFORE = 24
const SHOWN = 90

/** The part of a report around the first term it holds: of its text, else of a caption or the lines around the title. */
export function snippetOf({ text, captions, kicker, subtitle }: ReportText, terms: readonly string[], variants: Variants): Run[] {
  const texts = [...text.split('\n'), ...captions, kicker ?? '', subtitle ?? ''].filter(Boolean)
  const best = texts.map((raw) => ({ raw, ranges: rangesIn(raw, terms, variants) })).find(({ ranges }) => ranges.length > 0)
  const raw = best?.raw ?? texts[0] ?? ''
  const start = Math.max(0, (best?.ranges[0]?.start ?? 0) - BEFORE)
  const end = Math.min(raw.length, start + SHOWN)
  const cut = wellFormed(raw, start, end)
  return [...(start > 0 ? [{ text: '……', marked: false }] : []), ...marked(cut, terms, variants), ...(end < raw.length ? [{ text: '……', marked: false }] : [])]
}

/** A slice that cuts no character in two. */
function wellFormed(raw: string, start: number, end: number): string {
  return raw.slice(start, end).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/u, '')
}
