import { ByteWriter } from './bytes'
import type { Gram } from './grams'
import { Numbers, scratch32 } from './scratch'

/** Lists longer than this have files of their own: a shard is fetched for one gram of many. */
const LONGEST_INLINE = 600

export const isInline = ({ list }: Pick<Gram, 'list'>): boolean => list.length <= LONGEST_INLINE

/** One shard's lists, and beside them the places of those that have any. */
export interface ShardBytes {
  readonly lists: Uint8Array
  readonly places: Uint8Array
}

/**
 * All shards of a segment while they are written: entries end to end in the order they come, parted when all are there.
 * Thousands of buffers that grow would be twice the bytes in garbage.
 */
export class ShardsWriter {
  readonly #lists: ByteWriter
  readonly #places: ByteWriter
  /** Of each entry: its shard, and where its list and its places end. */
  readonly #shards: Numbers
  readonly #listEnds: Numbers
  readonly #placesEnds: Numbers

  /** `characters` of the segment: about seven bytes of lists each where reports are few, three where they are many. */
  constructor(private readonly shards: number, characters: number) {
    this.#lists = new ByteWriter(characters * 7 + 4096)
    this.#places = new ByteWriter(characters * 4 + 4096)
    const grams = characters / 3 + 1024
    this.#shards = new Numbers(grams)
    this.#listEnds = new Numbers(grams)
    this.#placesEnds = new Numbers(grams)
  }

  add(shard: number, gram: Gram): void {
    const inline = isInline(gram)
    this.#lists.units(gram.units, gram.at, gram.length)
    this.#lists.number((inline ? gram.list.length : 0) * 4 + (inline ? 2 : 0) + (gram.open ? 1 : 0))
    if (inline) {
      this.#lists.append(gram.list)
      this.#places.number(gram.places.length)
      this.#places.append(gram.places)
    }
    this.#shards.push(shard)
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
      for (let at = ends[nth]!; at < ends[nth + 1]!; at++) {
        const entry = entries[at]!
        shard.lists.copy(this.#lists, entry === 0 ? 0 : listEnds[entry - 1]!, listEnds[entry]!)
        shard.places.copy(this.#places, entry === 0 ? 0 : placesEnds[entry - 1]!, placesEnds[entry]!)
      }
      yield { lists: shard.lists.written, places: shard.places.written }
    }
  }
}
