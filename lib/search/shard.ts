import { ByteReader } from './bytes'

/** What a shard says of one gram. */
export interface ShardEntry {
  readonly open: boolean
  /** Absent when the list has a file of its own, and its places too. */
  readonly list?: Uint8Array
  /** Which of the shard's places are this gram's. */
  readonly nth: number
}

/** A gram with its list, where that is in the shard. */
interface Listed {
  readonly gram: string
  readonly open: boolean
  readonly list?: Uint8Array
}

/** Throws a RangeError for bytes that are no shard. */
function* listedIn(shard: Uint8Array): Generator<Listed> {
  for (const reader = new ByteReader(shard); !reader.done;) {
    const gram = reader.text()
    const header = reader.number()
    const list = reader.bytes(header >>> 2)
    yield { gram, open: (header & 1) === 1, ...((header & 2) === 2 && { list }) }
  }
}

/** What stands before a list, and alone where the list has a file of its own: its bytes, whether it is here, whether longer grams begin with its own. */
export const headerOf = (bytes: number | undefined, open: boolean): number => (bytes ?? 0) * 4 + (bytes === undefined ? 0 : 2) + (open ? 1 : 0)

/** Throws a RangeError for bytes that are no shard. */
export function findInShard(shard: Uint8Array, gram: string): ShardEntry | undefined {
  let nth = 0
  for (const { gram: found, open, list } of listedIn(shard)) {
    if (found === gram) return { open, nth, ...(list && { list }) }
    if (list) nth++
  }
  return undefined
}

/** One gram with all a shard has of it. */
export interface ShardGram {
  readonly gram: string
  readonly open: boolean
  /** Absent when it has files of its own. */
  readonly inline?: { readonly list: Uint8Array; readonly places: Uint8Array }
}

/** Whether any gram of a shard has its list in it: only then there are places. Throws a RangeError for bytes that are no shard. */
export function hasInline(shard: Uint8Array): boolean {
  for (const { list } of listedIn(shard)) if (list) return true
  return false
}

/** All grams of a shard. Throws a RangeError for bytes that are none. */
export function gramsOfShard(shard: Uint8Array, places: Uint8Array): ShardGram[] {
  const reader = new ByteReader(places)
  return [...listedIn(shard)].map(({ gram, open, list }) => ({ gram, open, ...(list && { inline: { list, places: reader.bytes(reader.number()) } }) }))
}

/** Throws a RangeError when there are not so many. */
export function nthPlaces(shard: Uint8Array, nth: number): Uint8Array {
  const reader = new ByteReader(shard)
  for (let skipped = 0; skipped < nth; skipped++) reader.bytes(reader.number())
  return reader.bytes(reader.number())
}

/** A posting list read: report numbers within the segment, ascending, with weight (0 to 3), plus 4 for the title, plus eightfold the piece of text. */
export interface Posting {
  readonly reports: Uint32Array
  readonly weights: Uint8Array
}

/** `bits` are those below the distance. */
export function readList(list: Uint8Array, bits: number): Posting {
  const reader = new ByteReader(list)
  const reports: number[] = []
  const weights: number[] = []
  let report = -1
  while (!reader.done) {
    const value = reader.number()
    report += (value >>> bits) + 1
    reports.push(report)
    weights.push(value & ((1 << bits) - 1))
  }
  return { reports: Uint32Array.from(reports), weights: Uint8Array.from(weights) }
}

/** Places by report number; `list` is the list the places go with. */
export function readPlaces(places: Uint8Array, list: Posting): Map<number, number[]> {
  const reader = new ByteReader(places)
  const found = new Map<number, number[]>()
  for (const report of list.reports) {
    let at = 0
    const inReport = Array.from({ length: reader.number() }, () => (at += reader.number()))
    found.set(report, inReport)
  }
  return found
}
