import { isKey, LONGEST, OPEN } from './layout'
import { Levels, type TakePlaces } from './levels'
import { PostingWriter, type PostingBytes, type SegmentText } from './postings'
import { scratchBytes } from './scratch'

/** One gram of a segment. */
export interface Gram {
  /** Where it stands first in the segment's text. */
  readonly at: number
  readonly length: number
  /** Its last unit. */
  readonly unit: number
  /** Which one of the grams a character shorter it begins with, counted in the order they were taken. */
  readonly parent: number
  /** So frequent that its extensions by one character, at either side, are grams of their own. */
  readonly open: boolean
}

/** Where grams are taken to. */
export interface GramSink extends PostingBytes {
  /** Takes a gram, whose list and places have been written. */
  readonly take: (gram: Gram) => void
}

export const stringAt = (units: Uint16Array, at: number, length: number): string => String.fromCharCode(...units.subarray(at, at + length))

/** Whether a gram in so many reports is extended. */
export const isOpenIn = (gram: string, reports: number): boolean => gram.length > 1 && gram.length < LONGEST && !isKey(gram) && reports > OPEN

/**
 * Hands out every gram of a segment, shorter ones first, those of one length in order by UTF-16 unit. `isOpen` tells
 * which are extended where that is known; otherwise it is counted.
 *
 * Places of open grams are taken one character longer, at either side, so that any phrase around an open gram has a
 * gram of its own. What a longer gram begins with is as frequent, so it always extends one of the level before.
 */
export function eachGram(text: SegmentText, sink: GramSink, isOpen?: (gram: string) => boolean): void {
  const { units } = text
  const writer = new PostingWriter(text, sink)
  const levels = new Levels(units)
  let [open, opened] = [new OpenPlaces(units.length), new OpenPlaces(units.length)]
  const takeAs = (length: number): TakePlaces => (places, from, to, unit, parent) => {
    const at = places[from]!
    const reports = writer.write(places, from, to, length > 1)
    const isExtended = length > 1 && length < LONGEST && (isOpen ? isOpen(stringAt(units, at, length)) : reports > OPEN)
    if (isExtended) opened.add(places, from, to)
    sink.take({ at, length, unit, parent, open: isExtended })
  }
  levels.first(takeAs(1))
  levels.second(takeAs(2))
  for (let length = 2; length < LONGEST; length++) {
    [open, opened] = [opened, open]
    opened.clear()
    levels.longer(length, (place) => open.at(place) | open.at(place + 1), takeAs(length + 1))
  }
}

/** Places where open grams begin: a bit each, of which a processor's cache holds millions. */
class OpenPlaces {
  readonly #bits: Uint8Array

  constructor(places: number) {
    this.#bits = scratchBytes((places >> 3) + 1).fill(0)
  }

  /** 1 if one begins there, 0 if not. */
  at(place: number): number {
    return this.#bits[place >> 3]! >> (place & 7) & 1
  }

  add(places: Uint32Array, from: number, to: number): void {
    for (let nth = from; nth < to; nth++) this.#bits[places[nth]! >> 3]! |= 1 << (places[nth]! & 7)
  }

  clear(): void {
    this.#bits.fill(0)
  }
}
