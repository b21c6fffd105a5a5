import { ByteWriter } from './bytes'
import { Groups, type Occurrences, type TakeGroup } from './groups'
import { MOST_PIECES, postingBits, shardOfUnits } from './layout'

/** One gram of a segment with the reports that hold it. What it holds is good until the next gram is made. */
export interface Gram {
  /** The gram is `length` units of `units` from `at` on. */
  readonly units: Uint16Array
  readonly at: number
  readonly length: number
  /** Per report: distance from the one before, above the bits that say how much it weighs there (`postingBits`). */
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
  /** Where each report's paragraphs begin, and each of its pieces ends (`MOST_PIECES` numbers a report), when texts are cut. */
  readonly pieces?: { readonly bodies: Uint32Array; readonly ends: Uint32Array }
}

/** The piece a place is in; what stands above the paragraphs is in every one. */
function pieceAt({ pieces }: SegmentText, report: number, place: number): number {
  let piece = 0
  if (pieces) while (piece < MOST_PIECES - 1 && place >= pieces.ends[report * MOST_PIECES + piece]!) piece++
  return piece
}

/** A gram in more reports than this is extended, so that a phrase of frequent words has a short list too. */
const OPEN = 1500
const LONGEST = 6
/** Occurrences grouped at a time. */
const AT_ONCE = 32_768

/** Hands out every gram of a segment, shorter ones first. `shards` is how many shards there are, to keep a shard's grams together. */
export function eachGram(text: SegmentText, shards: number, take: TakeGram): void {
  const writer = new PostingWriter(text)
  eachCharacter(text, writer, take)
  const groups = new Groups()
  let open = new Map<string, Occurrences>()
  const takeGroup = (length: number, next: Map<string, Occurrences>): TakeGroup => ({ places, reports }, from, to) => {
    const isOpen = length < LONGEST && to - from > OPEN && reportsIn(reports, from, to) > OPEN
    const gram = writer.gram({ places, reports }, from, to, length, isOpen)
    if (isOpen) next.set(textOf(gram), { places: places.slice(from, to), reports: reports.slice(from, to) })
    take(gram)
  }
  for (const { occurrences, keys } of pairs(text, shards)) groups.each(occurrences, keys, takeGroup(2, open))
  for (let length = 2; length < LONGEST; length++) {
    const next = new Map<string, Occurrences>()
    for (const { occurrences, keys } of extensions(open, length, text.units)) groups.each(occurrences, keys, takeGroup(length + 1, next))
    open = next
  }
}

/** Single characters: which reports hold them, and how often; places are not needed. */
function eachCharacter(text: SegmentText, writer: PostingWriter, take: TakeGram): void {
  const { units, starts, titleEnds, pieces } = text
  const lists = new Map<number, CharacterList>()
  const counts = new Uint32Array(65536)
  const inTitle = new Uint8Array(65536)
  const bits = postingBits(pieces !== undefined)
  /** Where a character first stands in the paragraphs. */
  const places = new Uint32Array(pieces ? 65536 : 0)
  for (let report = 0; report + 1 < starts.length; report++) {
    const [start, titleEnd, end] = [starts[report]!, titleEnds[report]!, starts[report + 1]!]
    const seen: number[] = []
    for (let at = start; at < end; at++) {
      const unit = units[at]!
      if (unit === 0) continue
      if (counts[unit]!++ === 0) {
        seen.push(unit)
        inTitle[unit] = at < titleEnd ? 4 : 0
        if (pieces) places[unit] = at
      } else if (pieces && places[unit]! < pieces.bodies[report]!) places[unit] = at
    }
    for (const unit of seen) {
      let list = lists.get(unit)
      if (!list) lists.set(unit, list = { writer: new ByteWriter(32), last: -1 })
      list.writer.number(((report - list.last - 1) << bits) + (pieces ? pieceAt(text, report, places[unit]!) * 8 : 0) + inTitle[unit]! + weightOf(counts[unit]!, end - start))
      list.last = report
      counts[unit] = 0
    }
  }
  for (const [unit, { writer: list }] of lists) take(writer.character(unit, list))
}

interface CharacterList {
  readonly writer: ByteWriter
  last: number
}

/** Pairs of characters, some ten thousand at a time; those of one shard are together. */
function* pairs({ units, starts }: SegmentText, shards: number): Generator<{ occurrences: Occurrences; keys: Uint32Array }> {
  const parts = Math.min(NO_PART, Math.max(1, Math.ceil(units.length / AT_ONCE)))
  const { partOf, ends } = partsOf(units, shards, parts)
  const places = new Uint32Array(ends[parts]!)
  for (let at = 0; at < partOf.length; at++) {
    const part = partOf[at]!
    if (part !== NO_PART) places[ends[part]!++] = at
  }
  const keys = new Uint32Array(Math.max(0, ...ends.subarray(0, parts).map((end, part) => end - (part === 0 ? 0 : ends[part - 1]!))))
  for (let part = 0, from = 0; part < parts; part++) {
    const occurrences = withReports(places.subarray(from, ends[part]), starts)
    for (let nth = 0; nth < occurrences.places.length; nth++) {
      const at = occurrences.places[nth]!
      keys[nth] = units[at]! * 65536 + units[at + 1]!
    }
    yield { occurrences, keys }
    from = ends[part]!
  }
}

const NO_PART = 65535

/** Which part the pair at each place is in, and where each part begins when all are laid end to end. */
function partsOf(units: Uint16Array, shards: number, parts: number): { partOf: Uint16Array; ends: Uint32Array } {
  const partOf = new Uint16Array(units.length).fill(NO_PART)
  const ends = new Uint32Array(parts + 1)
  for (let at = 0; at + 1 < units.length; at++) {
    if (units[at] === 0 || units[at + 1] === 0) continue
    const part = Math.floor(shardOfUnits(units, at, 2, shards) * parts / shards)
    partOf[at] = part
    ends[part + 1]!++
  }
  for (let part = 0; part < parts; part++) ends[part + 1]! += ends[part]!
  return { partOf, ends }
}

/** The report of each place; places ascend. */
function withReports(places: Uint32Array, starts: Uint32Array): Occurrences {
  const reports = new Uint32Array(places.length)
  for (let nth = 0, report = 0; nth < places.length; nth++) {
    while (starts[report + 1]! <= places[nth]!) report++
    reports[nth] = report
  }
  return { places, reports }
}

/**
 * Places of open grams one character longer, at either side, each once: what begins with an open gram is an extension
 * of that one. So any phrase around an open gram has a gram of its own.
 */
function* extensions(open: ReadonlyMap<string, Occurrences>, length: number, units: Uint16Array): Generator<{ occurrences: Occurrences; keys: Uint32Array }> {
  for (const [gram, occurrences] of open) {
    yield extended(occurrences, (place) => units[place + length] ?? 0, 0)
    const isNew = (before: number): boolean => before !== 0 && !open.has(String.fromCharCode(before) + gram.slice(0, -1))
    const known = new Map<number, boolean>()
    yield extended(occurrences, (place) => {
      const before = place > 0 ? units[place - 1]! : 0
      let wanted = known.get(before)
      if (wanted === undefined) known.set(before, wanted = isNew(before))
      return wanted ? before : 0
    }, 1)
  }
}

/** Those occurrences that have a character beside them, grouped by it, and moved `back`. */
function extended({ places, reports }: Occurrences, beside: (place: number) => number, back: number): { occurrences: Occurrences; keys: Uint32Array } {
  const keys = places.map(beside)
  let count = 0
  for (const key of keys) if (key !== 0) count++
  const kept = { places: new Uint32Array(count), reports: new Uint32Array(count) }
  for (let nth = 0, at = 0; nth < places.length; nth++) {
    if (keys[nth] === 0) continue
    kept.places[at] = places[nth]! - back
    kept.reports[at++] = reports[nth]!
  }
  return { occurrences: kept, keys: keys.filter((key) => key !== 0) }
}

function reportsIn(reports: Uint32Array, from: number, to: number): number {
  let count = 0
  for (let nth = from; nth < to; nth++) if (nth === from || reports[nth] !== reports[nth - 1]) count++
  return count
}

/** Characters of a usual news report. A constant, and not the average of the archive: an edit changes no other report's weight. */
const AVERAGE = 800

/** BM25's weight of `times` occurrences in a text of some length (k1 1.2, b 0.75), in four steps. */
function weightOf(times: number, length: number): number {
  return Math.min(3, Math.floor((times / (times + 1.2 * (0.25 + 0.75 * length / AVERAGE))) * 4))
}

class PostingWriter {
  readonly #list = new ByteWriter()
  readonly #places = new ByteWriter()
  readonly #none = new ByteWriter(0)

  readonly #bits: number

  constructor(private readonly text: SegmentText) {
    this.#bits = postingBits(text.pieces !== undefined)
  }

  character(unit: number, list: ByteWriter): Gram {
    return { units: Uint16Array.of(unit), at: 0, length: 1, list, places: this.#none, open: false }
  }

  /** The piece of the first place in the paragraphs: a snippet is of them. */
  #piece(places: Uint32Array, start: number, end: number, report: number): number {
    const { pieces } = this.text
    if (!pieces) return 0
    let first = start
    while (first + 1 < end && places[first]! < pieces.bodies[report]!) first++
    return pieceAt(this.text, report, places[first]!)
  }

  /** The gram at places `from` to `to`. */
  gram({ places, reports }: Occurrences, from: number, to: number, length: number, open: boolean): Gram {
    const { starts, titleEnds, units } = this.text
    this.#list.clear()
    this.#places.clear()
    let previous = -1
    for (let start = from; start < to;) {
      const report = reports[start]!
      let end = start + 1
      while (end < to && reports[end] === report) end++
      const inTitle = places[start]! < titleEnds[report]!
      this.#list.number(((report - previous - 1) << this.#bits) + this.#piece(places, start, end, report) * 8 + (inTitle ? 4 : 0) + weightOf(end - start, starts[report + 1]! - starts[report]!))
      this.#places.number(end - start)
      let before = starts[report]!
      for (let nth = start; nth < end; nth++) {
        this.#places.number(places[nth]! - before)
        before = places[nth]!
      }
      previous = report
      start = end
    }
    return { units, at: places[from]!, length, list: this.#list, places: this.#places, open }
  }
}
