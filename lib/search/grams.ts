import { ByteWriter } from './bytes'

/** One gram of a segment with the reports that hold it. What it holds is good until the next gram is made. */
export interface Gram {
  /** The gram is `length` units of `units` from `at` on. */
  readonly units: Uint16Array
  readonly at: number
  readonly length: number
  /** Per report: distance from the one before, eightfold, plus 4 for a title, plus how much it weighs there (0 to 3). */
  readonly list: ByteWriter
  /** Per report: how many places, then the distance of each from the one before. Empty for what needs none. */
  readonly places: ByteWriter
  /** So frequent that its extensions by one character, at either side, are grams of their own. */
  readonly open: boolean
}

/** Takes a gram; it has to copy what it keeps. */
export type TakeGram = (gram: Gram) => void

export const textOf = ({ units, at, length }: Gram): string => String.fromCharCode(...units.subarray(at, at + length))

/** The folded texts of a segment, laid end to end. */
export interface SegmentText {
  /** UTF-16 units; 0 between texts. */
  readonly units: Uint16Array
  /** Where each report begins; one more than there are reports. */
  readonly starts: Uint32Array
  /** Where each report's title ends. */
  readonly titleEnds: Uint32Array
}

/** A gram in more reports than this is extended, so that a phrase of frequent words has a short list too. */
const OPEN = 1500
/** Characters of a usual news report. */
const AVERAGE = 800
const LONGEST = 6

/** Sorts places by the unit `offset` after them; stable, by counting (two bytes hold 65,536 units). */
function sortByUnit(places: Uint32Array, units: Uint16Array, offset: number): Uint32Array {
  const counts = new Uint32Array(65537)
  for (let nth = 0; nth < places.length; nth++) counts[units[places[nth]! + offset]! + 1]!++
  for (let unit = 1; unit < counts.length; unit++) counts[unit]! += counts[unit - 1]!
  const sorted = new Uint32Array(places.length)
  for (let nth = 0; nth < places.length; nth++) {
    const place = places[nth]!
    sorted[counts[units[place + offset]!]!++] = place
  }
  return sorted
}

/** Sorted places, and which of them share a gram: `sorted[start]` to `sorted[end]`, exclusive. */
type TakeRun = (sorted: Uint32Array, start: number, end: number) => void

/** Runs of places with the same units at offsets `from` to `to`, exclusive. */
function eachRun(sorted: Uint32Array, units: Uint16Array, from: number, to: number, take: TakeRun): void {
  for (let start = 0; start < sorted.length;) {
    const first = sorted[start]!
    let end = start + 1
    while (end < sorted.length && agree(units, first, sorted[end]!, from, to)) end++
    take(sorted, start, end)
    start = end
  }
}

function agree(units: Uint16Array, a: number, b: number, from: number, to: number): boolean {
  for (let offset = from; offset < to; offset++) if (units[a + offset] !== units[b + offset]) return false
  return true
}

/** Hands out every gram of a segment, shorter ones first. */
export function eachGram(text: SegmentText, take: TakeGram): void {
  const { units } = text
  const writer = new PostingWriter(text, reportsByPlace(text))
  const singles = sortByUnit(placesWhere(units, (at) => units[at] !== 0), units, 0)
  eachRun(singles, units, 0, 1, (sorted, start, end) => { take(writer.gram(sorted, start, end, 1, false)) })
  const pairs = placesWhere(units, (at) => units[at] !== 0 && (units[at + 1] ?? 0) !== 0)
  let open = new Map<string, Uint32Array>()
  const takeRuns = (sorted: Uint32Array, length: number, next: Map<string, Uint32Array>): void => {
    eachRun(sorted, units, 0, length, (_, start, end) => {
      const isOpen = length < LONGEST && end - start > OPEN && writer.reportsIn(sorted, start, end) > OPEN
      const gram = writer.gram(sorted, start, end, length, isOpen)
      if (isOpen) next.set(textOf(gram), sorted.slice(start, end))
      take(gram)
    })
  }
  takeRuns(sortByUnit(sortByUnit(pairs, units, 1), units, 0), 2, open)
  for (let length = 2; length < LONGEST; length++) {
    const next = new Map<string, Uint32Array>()
    for (const longer of extensions(open, length, units)) takeRuns(longer, length + 1, next)
    open = next
  }
}

/**
 * Places of open grams one character longer, at either side, each once: what begins with an open gram is an extension
 * of that one. So any phrase around an open gram has a gram of its own.
 */
function* extensions(open: ReadonlyMap<string, Uint32Array>, length: number, units: Uint16Array): Generator<Uint32Array> {
  for (const [gram, run] of open) {
    yield sortByUnit(run.filter((place) => (units[place + length] ?? 0) !== 0), units, length)
    const isNew = (before: number): boolean => before !== 0 && !open.has(String.fromCharCode(before) + gram.slice(0, -1))
    yield sortByUnit(run.filter((place) => place > 0 && isNew(units[place - 1] ?? 0)).map((place) => place - 1), units, 0)
  }
}

function placesWhere(units: Uint16Array, holds: (at: number) => boolean): Uint32Array {
  const places = new Uint32Array(units.length)
  let count = 0
  for (let at = 0; at < units.length; at++) if (holds(at)) places[count++] = at
  return places.subarray(0, count)
}

function reportsByPlace({ units, starts }: SegmentText): Uint16Array | Uint32Array {
  const reports = starts.length - 1
  const reportOf = reports < 65536 ? new Uint16Array(units.length) : new Uint32Array(units.length)
  for (let report = 0; report < reports; report++) reportOf.fill(report, starts[report], starts[report + 1])
  return reportOf
}

class PostingWriter {
  readonly #list = new ByteWriter()
  readonly #places = new ByteWriter()

  constructor(private readonly text: SegmentText, private readonly reportOf: Uint16Array | Uint32Array) {}

  reportsIn(sorted: Uint32Array, start: number, end: number): number {
    let count = 0
    let last = -1
    for (let nth = start; nth < end; nth++) {
      const report = this.reportOf[sorted[nth]!]!
      if (report !== last) count++
      last = report
    }
    return count
  }

  /** The gram of a run; its places are in ascending order, as sorting is stable. */
  gram(sorted: Uint32Array, from: number, to: number, length: number, open: boolean): Gram {
    this.#list.clear()
    this.#places.clear()
    let previous = -1
    for (let start = from; start < to;) {
      const report = this.reportOf[sorted[start]!]!
      let end = start + 1
      while (end < to && this.reportOf[sorted[end]!] === report) end++
      const inTitle = sorted[start]! < this.text.titleEnds[report]!
      this.#list.number((report - previous - 1) * 8 + (inTitle ? 4 : 0) + this.#weight(report, end - start))
      if (length > 1) this.#writePlaces(sorted, start, end, this.text.starts[report]!)
      previous = report
      start = end
    }
    return { units: this.text.units, at: sorted[from]!, length, list: this.#list, places: this.#places, open }
  }

  #writePlaces(sorted: Uint32Array, start: number, end: number, reportStart: number): void {
    this.#places.number(end - start)
    let previous = reportStart
    for (let nth = start; nth < end; nth++) {
      this.#places.number(sorted[nth]! - previous)
      previous = sorted[nth]!
    }
  }

  /** BM25's weight of `times` occurrences (k1 1.2, b 0.75), in four steps. Its average length is a constant: an edit changes no other report's weight. */
  #weight(report: number, times: number): number {
    const length = this.text.starts[report + 1]! - this.text.starts[report]!
    return Math.min(3, Math.floor((times / (times + 1.2 * (0.25 + 0.75 * length / AVERAGE))) * 4))
  }
}
