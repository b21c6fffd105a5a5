import type { ByteWriter } from './bytes'
import { MOST_PIECES, postingBits } from './layout'
import { scratch32 } from './scratch'

/** The folded texts of a segment, laid end to end. */
export interface SegmentText {
  /** UTF-16 units; 0 behind each text. */
  readonly units: Uint16Array
  /** Where each report begins; one more than there are reports. */
  readonly starts: Uint32Array
  /** Where each report's title ends. */
  readonly titleEnds: Uint32Array
  /** Where each report's paragraphs begin, and each of its pieces ends (`MOST_PIECES` numbers a report), when texts are cut. */
  readonly pieces?: { readonly bodies: Uint32Array; readonly ends: Uint32Array }
}

/** Where postings are written to, gram after gram. */
export interface PostingBytes {
  /** Per report of a gram: distance from the one before, above the bits that say how much it weighs there (`postingBits`). */
  readonly lists: ByteWriter
  /** Per report of a gram: how many places, then the distance of each from the one before. Nothing for what needs none. */
  readonly places: ByteWriter
}

/** Writes in which reports grams stand, and where. */
export class PostingWriter {
  readonly #bits: number
  readonly #reports: ReportsAt
  /** By report: what a gram weighs that stands there once, as nearly all do. */
  readonly #once: Uint8Array

  constructor(private readonly text: SegmentText, private readonly bytes: PostingBytes) {
    this.#bits = postingBits(text.pieces !== undefined)
    this.#reports = new ReportsAt(text)
    this.#once = Uint8Array.from(text.titleEnds, (_, report) => weightOf(1, text.starts[report + 1]! - text.starts[report]!))
  }

  /** A gram at these places, which ascend; gives in how many reports it is. `places` are written where they are asked for. */
  write(places: Uint32Array, from: number, to: number, withPlaces: boolean): number {
    const { text: { starts, titleEnds }, bytes } = this
    let [reports, previous] = [0, -1]
    for (let start = from; start < to; reports++) {
      const report = this.#reports.at(places[start]!)
      const [first, last] = [starts[report]!, starts[report + 1]!]
      let end = start + 1
      while (end < to && places[end]! < last) end++
      const weight = end - start === 1 ? this.#once[report]! : weightOf(end - start, last - first)
      const inTitle = places[start]! < titleEnds[report]!
      bytes.lists.number(((report - previous - 1) << this.#bits) + this.#piece(places, start, end, report) * 8 + (inTitle ? 4 : 0) + weight)
      if (withPlaces) this.#writePlaces(places, start, end, first)
      previous = report
      start = end
    }
    return reports
  }

  #writePlaces(places: Uint32Array, start: number, end: number, first: number): void {
    const writer = this.bytes.places
    writer.number(end - start)
    for (let nth = start, before = first; nth < end; nth++) {
      writer.number(places[nth]! - before)
      before = places[nth]!
    }
  }

  /** The piece of the first place in the paragraphs: a snippet is of them. What stands above them is in every piece. */
  #piece(places: Uint32Array, start: number, end: number, report: number): number {
    const { pieces } = this.text
    if (!pieces) return 0
    let first = start
    while (first + 1 < end && places[first]! < pieces.bodies[report]!) first++
    let piece = 0
    while (piece < MOST_PIECES - 1 && places[first]! >= pieces.ends[report * MOST_PIECES + piece]!) piece++
    return piece
  }
}

/** Finds the report of a place in few steps, by a table for each so many places. */
class ReportsAt {
  readonly #starts: Uint32Array
  readonly #table: Uint32Array

  constructor({ units, starts }: SegmentText) {
    this.#starts = starts
    this.#table = scratch32((units.length >> EACH) + 1)
    for (let nth = 0, report = 0; nth < this.#table.length; nth++) {
      while (report + 2 < starts.length && starts[report + 1]! <= nth << EACH) report++
      this.#table[nth] = report
    }
  }

  at(place: number): number {
    let report = this.#table[place >> EACH]!
    while (this.#starts[report + 1]! <= place) report++
    return report
  }
}

/** Logarithm of how many places share an entry of the table. */
const EACH = 9

/** Characters of a usual news report. A constant, and not the average of the archive: an edit changes no other report's weight. */
const AVERAGE = 800

/** BM25's weight of `times` occurrences in a text of some length (k1 1.2, b 0.75), in four steps. */
function weightOf(times: number, length: number): number {
  return Math.min(3, Math.floor((times / (times + 1.2 * (0.25 + 0.75 * length / AVERAGE))) * 4))
}
