import { scratch32 } from './scratch'

/** Where something occurs, in ascending order: places in a segment's text, and the report of each. */
export interface Occurrences {
  readonly places: Uint32Array
  /** As many as there are places; what lies beyond means nothing. */
  readonly reports: Uint32Array
}

/** One group: occurrences `from` to `to`, exclusive; `key` is what they share. What it holds is good until the next. */
export type TakeGroup = (occurrences: Occurrences, from: number, to: number, key: number) => void

/** A place of the hash table that holds no group. */
const FREE = 0xffffffff

/**
 * Groups occurrences by a number, each group in the order it had, groups by their first occurrence. A hash table and
 * a counting sort: with some ten thousand occurrences at a time all of it stays in a processor's cache, where a sort
 * of millions waits for memory at every step.
 */
export class Groups {
  #table = scratch32(0)
  #ids = scratch32(0)
  #places = scratch32(0)
  #reports = scratch32(0)
  #keys = scratch32(0)
  #ends = scratch32(0)

  each({ places, reports }: Occurrences, keys: Uint32Array, take: TakeGroup): void {
    const count = places.length
    this.#reserve(count)
    const groups = this.#number(keys, count)
    const ends = this.#ends
    for (let id = 0, sum = 0; id < groups; id++) {
      const size = ends[id]!
      ends[id] = sum
      sum += size
    }
    for (let nth = 0; nth < count; nth++) {
      const at = ends[this.#ids[nth]!]!++
      this.#places[at] = places[nth]!
      this.#reports[at] = reports[nth]!
    }
    const grouped = { places: this.#places, reports: this.#reports }
    for (let id = 0, from = 0; id < groups; id++) {
      const to = ends[id]!
      take(grouped, from, to, this.#keys[id]!)
      from = to
    }
  }

  /** Gives each occurrence the number of its group, and counts them in `#ends`. */
  #number(keys: Uint32Array, count: number): number {
    const bits = 32 - Math.clz32(Math.max(15, count * 2))
    const mask = (1 << bits) - 1
    const table = this.#table
    table.fill(FREE, 0, mask + 1)
    let groups = 0
    for (let nth = 0; nth < count; nth++) {
      const key = keys[nth]!
      let slot = Math.imul(key, 0x9e3779b1) >>> (32 - bits)
      let id = table[slot]!
      while (id !== FREE && this.#keys[id] !== key) id = table[slot = (slot + 1) & mask]!
      if (id === FREE) {
        id = table[slot] = groups++
        this.#keys[id] = key
        this.#ends[id] = 0
      }
      this.#ends[id]!++
      this.#ids[nth] = id
    }
    return groups
  }

  #reserve(count: number): void {
    const size = 2 ** (32 - Math.clz32(Math.max(15, count)))
    if (this.#ids.length >= size) return
    this.#table = scratch32(size * 2)
    this.#ids = scratch32(size)
    this.#places = scratch32(size)
    this.#reports = scratch32(size)
    this.#keys = scratch32(size)
    this.#ends = scratch32(size)
  }
}
