import { ByteWriter } from './bytes'
import { stringAt, type Gram, type GramSink } from './grams'
import { FNV, fnv, isNameable, SEAL, shardOf } from './layout'
import { Regions, RegionSizes, type RegionWriter } from './regions'
import { Numbers } from './scratch'
import { headerOf, type ShardGram } from './shard'

/** Lists longer than this have files of their own: a shard is fetched for one gram of many. */
const LONGEST_INLINE = 600

/** Whether a list stands in its shard: one that no file can be named after does too. */
export const isInline = (gram: string, { length }: Pick<Uint8Array, 'length'>): boolean => length <= LONGEST_INLINE || !isNameable(gram)

/** One shard's lists, and beside them the places of those that have any. */
export interface ShardBytes {
  readonly lists: Uint8Array
  readonly places: Uint8Array
}

/** One shard of grams in order. */
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

/** Takes a list that has a file of its own, and the places that go with it; it has to copy what it keeps. */
export type TakeOwn = (gram: string, list: Uint8Array, places: Uint8Array) => void

/** No gram: what single characters begin with. */
const NONE = 0xffffffff
/** What is said of a gram in one number: its last unit, the bytes of its list, and these. */
const OPEN = 1
const INLINE = 2
const LIST = 4
const UNIT = 4096

/**
 * All shards of a segment, each one's grams in order by UTF-16 unit: an entry that comes or goes moves no other. Lists
 * and places are kept end to end as they come, each level of grams in order; when all are there, they are read in the
 * order of all and written to all shards at once.
 */
export class ShardsWriter implements GramSink {
  readonly lists: ByteWriter
  readonly places: ByteWriter
  /** By length of grams: the first of them, and where its list and places begin. */
  readonly #levels: { readonly gram: number; readonly list: number; readonly places: number }[] = []
  /** By gram: what is said of it, which one it begins with, and the bytes of its places. */
  readonly #grams: Numbers
  readonly #parents: Numbers
  readonly #placesBytes: Numbers
  /** Where the lists and places of the next gram begin. */
  #list = 0
  #place = 0
  /** What reports are filed under. */
  readonly #keys: { readonly key: string; readonly list: Uint8Array | undefined }[] = []

  /** `units` of the segment: about two bytes of lists and four of places each. */
  constructor(private readonly shards: number, private readonly units: Uint16Array, private readonly takeOwn: TakeOwn) {
    this.lists = new ByteWriter(units.length * 2.5 + 4096)
    this.places = new ByteWriter(units.length * 4 + 4096)
    const grams = units.length / 4 + 1024
    this.#grams = new Numbers(grams)
    this.#parents = new Numbers(grams)
    this.#placesBytes = new Numbers(grams)
  }

  take({ at, length, unit, parent, open }: Gram): void {
    this.#levels[length] ??= { gram: this.#grams.length, list: this.#list, places: this.#place }
    const inline = this.lists.length - this.#list <= LONGEST_INLINE
    if (!inline) {
      this.takeOwn(stringAt(this.units, at, length), this.lists.since(this.#list), this.places.since(this.#place))
      this.lists.shorten(this.#list)
      this.places.shorten(this.#place)
    }
    this.#grams.push(unit * UNIT + (this.lists.length - this.#list) * LIST + (inline ? INLINE : 0) + (open ? OPEN : 0))
    this.#parents.push(length === 1 ? NONE : this.#levels[length - 1]!.gram + parent)
    this.#placesBytes.push(this.places.length - this.#place)
    this.#list = this.lists.length
    this.#place = this.places.length
  }

  /** Something reports are filed under; it needs no places. */
  takeKey(key: string, list: Uint8Array): void {
    const inline = isInline(key, list)
    if (!inline) this.takeOwn(key, list, new Uint8Array(0))
    this.#keys.push({ key, list: inline ? list : undefined })
  }

  /** Every shard in order, each with room for a seal in front. */
  written(): ShardBytes[] {
    this.#keys.sort((a, b) => (a.key < b.key ? -1 : 1))
    const sizes = { lists: new RegionSizes(this.shards, SEAL), places: new RegionSizes(this.shards, SEAL) }
    this.#write(sizes)
    const regions = { lists: new Regions(sizes.lists), places: new Regions(sizes.places) }
    this.#write(regions)
    return Array.from({ length: this.shards }, (_, shard) => ({ lists: regions.lists.region(shard), places: regions.places.region(shard) }))
  }

  /** Keys begin with a unit below all that texts have. */
  #write(to: ShardRegions): void {
    for (const { key, list } of this.#keys) {
      const shard = shardOf(key, this.shards)
      to.lists.number(shard, key.length)
      for (let at = 0; at < key.length; at++) to.lists.unit(shard, key.charCodeAt(at))
      to.lists.number(shard, headerOf(list?.length, false))
      if (!list) continue
      to.lists.copy(shard, list, 0, list.length)
      to.places.number(shard, 0)
    }
    this.#writeBelow(NONE, 1, FNV, { to, next: this.#levels.map((level) => ({ ...level })), text: [] })
  }

  /** Writes grams in order: each before those that begin with it. */
  #writeBelow(parent: number, length: number, hash: number, walk: Walk): void {
    const next = walk.next[length]
    if (!next) return
    const [end, parents, grams] = [this.#levels[length + 1]?.gram ?? this.#grams.length, this.#parents.all, this.#grams.all]
    while (next.gram < end && parents[next.gram] === parent) {
      const gram = next.gram++
      const unit = grams[gram]! >>> 12
      walk.text[length - 1] = unit
      const hashed = fnv(hash, unit)
      this.#writeGram(gram, length, (hashed >>> 0) % this.shards, next, walk)
      this.#writeBelow(gram, length + 1, hashed, walk)
    }
  }

  #writeGram(gram: number, length: number, shard: number, from: { list: number; places: number }, { to: { lists, places }, text }: Walk): void {
    const said = this.#grams.all[gram]!
    const inline = (said & INLINE) !== 0
    const [listBytes, placesBytes] = [(said % UNIT) >>> 2, this.#placesBytes.all[gram]!]
    lists.number(shard, length)
    for (let at = 0; at < length; at++) lists.unit(shard, text[at]!)
    lists.number(shard, headerOf(inline ? listBytes : undefined, (said & OPEN) !== 0))
    if (!inline) return
    lists.copy(shard, this.lists.all, from.list, from.list += listBytes)
    places.number(shard, placesBytes)
    places.copy(shard, this.places.all, from.places, from.places += placesBytes)
  }
}

interface ShardRegions {
  readonly lists: RegionWriter
  readonly places: RegionWriter
}

/** How far grams are written. */
interface Walk {
  readonly to: ShardRegions
  /** By length: the next gram, and where its list and places begin. */
  readonly next: readonly { gram: number; list: number; places: number }[]
  /** Units of the gram. */
  readonly text: number[]
}
