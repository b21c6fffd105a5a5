import { ByteWriter } from './bytes'
import { Groups, type Occurrences, type TakeGroup } from './groups'
import { isKey, MOST_PIECES, postingBits, shardOfUnits } from './layout'
import { extensions, OpenGrams } from './openGrams'
import { Numbers, scratch16 } from './scratch'

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

const stringAt = (units: Uint16Array, at: number, length: number): string => String.fromCharCode(...units.subarray(at, at + length))

export const textOf = ({ units, at, length }: Gram): string => stringAt(units, at, length)

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

/** Whether a gram in so many reports is extended. */
export const isOpenIn = (gram: string, reports: number): boolean => gram.length > 1 && gram.length < LONGEST && !isKey(gram) && reports > OPEN

/**
 * Hands out every gram of a segment, shorter ones first. `shards` is how many shards there are, to keep a shard's grams
 * together. `isOpen` tells which are extended where that is known; otherwise it is counted.
 */
export function eachGram(text: SegmentText, shards: number, take: TakeGram, isOpen?: (gram: string) => boolean): void {
  const { units } = text
  const writer = new PostingWriter(text)
  eachCharacter(text, writer, take)
  const groups = new Groups()
  let [open, next] = [new OpenGrams(units.length), new OpenGrams(units.length)]
  const takeGroup = (length: number): TakeGroup => ({ places, reports }, from, to) => {
    const at = places[from]!
    const isExtended = length < LONGEST && (isOpen ? isOpen(stringAt(units, at, length)) : to - from > OPEN && reportsIn(reports, from, to) > OPEN)
    if (isExtended) next.add(stringAt(units, at, length), { places, reports }, from, to)
    take(writer.gram({ places, reports }, from, to, length, isExtended))
  }
  for (const { occurrences, keys } of pairs(text, shards)) groups.each(occurrences, keys, takeGroup(2))
  for (let length = 2; length < LONGEST; length++) {
    [open, next] = [next, open]
    next.clear()
    for (const { occurrences, keys } of extensions(open, length, units)) groups.each(occurrences, keys, takeGroup(length + 1))
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

/** Pairs of characters, some ten thousand at a time; those of one shard are together. What is handed out is good until the next. */
function* pairs({ units, starts }: SegmentText, shards: number): Generator<{ occurrences: Occurrences; keys: Uint32Array }> {
  const parts = Math.min(NO_PART, Math.max(1, Math.ceil(units.length / AT_ONCE)))
  const { partOf, sizes } = partsOf(units, shards, parts)
  const [places, keys, reports] = [new Numbers(), new Numbers(), new Numbers()]
  for (let first = 0; first < parts; first += BAND) {
    const ends = sizes.slice(first, first + BAND)
    const count = startsOf(ends)
    for (const numbers of [places, keys]) numbers.reserve(count)
    const [placed, keyed] = [places.all, keys.all]
    for (let at = 0; at < partOf.length; at++) {
      const part = partOf[at]! - first
      if (part < 0 || part >= ends.length) continue
      const to = ends[part]!++
      placed[to] = at
      keyed[to] = units[at]! * 65536 + units[at + 1]!
    }
    for (let part = 0, from = 0; part < ends.length; part++) {
      const inPart = placed.subarray(from, ends[part])
      yield { occurrences: { places: inPart, reports: reportsOf(inPart, starts, reports) }, keys: keyed.subarray(from, ends[part]) }
      from = ends[part]!
    }
  }
}

const NO_PART = 65535
/** Parts laid out at a time: of a large segment all of them would be more memory than all else. */
const BAND = 64

/** Which part the pair at each place is in, and how many are in each. */
function partsOf(units: Uint16Array, shards: number, parts: number): { partOf: Uint16Array; sizes: Uint32Array } {
  const partOf = scratch16(units.length).fill(NO_PART)
  const sizes = new Uint32Array(parts)
  for (let at = 0; at + 1 < units.length; at++) {
    if (units[at] === 0 || units[at + 1] === 0) continue
    const part = Math.floor(shardOfUnits(units, at, 2, shards) * parts / shards)
    partOf[at] = part
    sizes[part]!++
  }
  return { partOf, sizes }
}

/** Turns sizes into where each begins when all are laid end to end; gives the sum. */
function startsOf(sizes: Uint32Array): number {
  let sum = 0
  for (const [nth, size] of sizes.entries()) {
    sizes[nth] = sum
    sum += size
  }
  return sum
}

/** The report of each place; places ascend. */
function reportsOf(places: Uint32Array, starts: Uint32Array, reports: Numbers): Uint32Array {
  reports.clear()
  reports.reserve(places.length)
  const all = reports.all
  for (let nth = 0, report = 0; nth < places.length; nth++) {
    while (starts[report + 1]! <= places[nth]!) report++
    all[nth] = report
  }
  return all
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
  /** The same object for millions of grams. */
  readonly #gram: { -readonly [field in keyof Gram]: Gram[field] }
  readonly #bits: number

  constructor(private readonly text: SegmentText) {
    this.#bits = postingBits(text.pieces !== undefined)
    this.#gram = { units: text.units, at: 0, length: 0, list: this.#list, places: this.#places, open: false }
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
    const { starts, titleEnds } = this.text
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
    this.#gram.at = places[from]!
    this.#gram.length = length
    this.#gram.open = open
    return this.#gram
  }
}
