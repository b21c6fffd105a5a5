import { ByteReader, ByteWriter } from './bytes'
import type { Gram } from './grams'
import { Numbers, scratch32 } from './scratch'
import { headerOf, type ShardGram } from './shard'

/** Lists longer than this have files of their own: a shard is fetched for one gram of many. */
const LONGEST_INLINE = 600

/** Whether a list stands in its shard. */
export const isInline = ({ length }: Pick<Uint8Array, 'length'>): boolean => length <= LONGEST_INLINE

/** One shard's lists, and beside them the places of those that have any. */
export interface ShardBytes {
  readonly lists: Uint8Array
  readonly places: Uint8Array
}

/** One shard of grams in order, as `ShardsWriter` writes it. */
export function shardBytes(grams: readonly ShardGram[]): ShardBytes {
  const [lists, places] = [new ByteWriter(), new ByteWriter()]
  for (const { gram, open, inline } of grams) {
    lists.text(gram)
    lists.number(headerOf(inline?.list.length, open))
    if (!inline) continue
    lists.bytes(inline.list)
    places.number(inline.places.length)
    places.bytes(inline.places)
  }
  return { lists: lists.written, places: places.written }
}

/**
 * All shards of a segment while they are written: entries end to end as they come, parted when all are there, each
 * shard's in the order of their grams by UTF-16 unit: an entry that comes or goes moves no other.
 * Thousands of buffers that grow would be twice the bytes in garbage.
 */
export class ShardsWriter {
  readonly #lists: ByteWriter
  readonly #places: ByteWriter
  /** Of each entry: its shard, and where its list and its places end. */
  readonly #shards: Numbers
  /** And its first two units, the second 0 where there is one only. */
  readonly #begins: Numbers
  readonly #listEnds: Numbers
  readonly #placesEnds: Numbers
  #keys = new Float64Array(1024)

  /** `characters` of the segment: about seven bytes of lists each where reports are few, three where they are many. */
  constructor(private readonly shards: number, characters: number) {
    this.#lists = new ByteWriter(characters * 7 + 4096)
    this.#places = new ByteWriter(characters * 4 + 4096)
    const grams = characters / 3 + 1024
    this.#shards = new Numbers(grams)
    this.#begins = new Numbers(grams)
    this.#listEnds = new Numbers(grams)
    this.#placesEnds = new Numbers(grams)
  }

  add(shard: number, gram: Gram): void {
    const inline = isInline(gram.list)
    this.#lists.units(gram.units, gram.at, gram.length)
    this.#lists.number(headerOf(inline ? gram.list.length : undefined, gram.open))
    if (inline) {
      this.#lists.append(gram.list)
      this.#places.number(gram.places.length)
      this.#places.append(gram.places)
    }
    this.#shards.push(shard)
    this.#begins.push(gram.units[gram.at]! * 65536 + (gram.length > 1 ? gram.units[gram.at + 1]! : 0))
    this.#listEnds.push(this.#lists.length)
    this.#placesEnds.push(this.#places.length)
  }

  /** Every shard in order. What it holds is good until the next is taken. */
  *each(): Generator<ShardBytes> {
    const [shards, listEnds, placesEnds] = [this.#shards.all, this.#listEnds.all, this.#placesEnds.all]
    const count = this.#shards.length
    const ends = new Uint32Array(this.shards + 1)
    for (let entry = 0; entry < count; entry++) ends[shards[entry]! + 1]!++
    for (let shard = 0; shard < this.shards; shard++) ends[shard + 1]! += ends[shard]!
    const entries = scratch32(count)
    const next = ends.slice()
    for (let entry = 0; entry < count; entry++) entries[next[shards[entry]!]!++] = entry
    const shard: { lists: ByteWriter; places: ByteWriter } = { lists: new ByteWriter(65_536), places: new ByteWriter(65_536) }
    for (let nth = 0; nth < this.shards; nth++) {
      shard.lists.clear()
      shard.places.clear()
      this.#sort(entries.subarray(ends[nth], ends[nth + 1]))
      for (let at = ends[nth]!; at < ends[nth + 1]!; at++) {
        const entry = entries[at]!
        shard.lists.copy(this.#lists, entry === 0 ? 0 : listEnds[entry - 1]!, listEnds[entry]!)
        shard.places.copy(this.#places, entry === 0 ? 0 : placesEnds[entry - 1]!, placesEnds[entry]!)
      }
      yield { lists: shard.lists.written, places: shard.places.written }
    }
  }

  /** Puts entries in the order of their grams: by the first two units with their number behind, which sorts fast, then what begins alike. */
  #sort(entries: Uint32Array): void {
    const begins = this.#begins.all
    const count = entries.length
    if (this.#keys.length < count) this.#keys = new Float64Array(count * 2)
    const keys = this.#keys.subarray(0, count)
    for (let nth = 0; nth < count; nth++) keys[nth] = begins[entries[nth]!]! * MOST_ENTRIES + nth
    keys.sort()
    const unsorted = entries.slice()
    for (let nth = 0; nth < count; nth++) entries[nth] = unsorted[keys[nth]! % MOST_ENTRIES]!
    for (let from = 0; from < count;) {
      let to = from + 1
      while (to < count && begins[entries[to]!] === begins[entries[from]!]) to++
      if (to - from > 1) entries.set([...entries.subarray(from, to)].sort((a, b) => (this.#gramOf(a) < this.#gramOf(b) ? -1 : 1)), from)
      from = to
    }
  }

  #gramOf(entry: number): string {
    return new ByteReader(this.#lists.written.subarray(entry === 0 ? 0 : this.#listEnds.all[entry - 1]!)).text()
  }
}

/** Entries of a shard, far below; together with two units they fit in the 53 bits of a number. */
const MOST_ENTRIES = 2 ** 21
