/** Where something occurs, in ascending order: places in a segment's text, and the report of each. */
export interface Occurrences {
  readonly places: Uint32Array
  readonly reports: Uint32Array
}

/** One group: occurrences `from` to `to`, exclusive; `key` is what they share. What it holds is good until the next. */
export type TakeGroup = (occurrences: Occurrences, from: number, to: number, key: number) => void

/**
 * Groups occurrences by a number, each group in the order it had, groups by their first occurrence. A hash table and
 * a counting sort: with some ten thousand occurrences at a time all of it stays in a processor's cache, where a sort
 * of millions waits for memory at every step.
 */
export class Groups {
  #table = new Int32Array(0)
  #ids = new Uint32Array(0)
  #places = new Uint32Array(0)
  #reports = new Uint32Array(0)
  #keys = new Uint32Array(0)
  #ends = new Uint32Array(0)

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
    table.fill(-1, 0, mask + 1)
    let groups = 0
    for (let nth = 0; nth < count; nth++) {
      const key = keys[nth]!
      let slot = Math.imul(key, 0x9e3779b1) >>> (32 - bits)
      let id = table[slot]!
      while (id !== -1 && this.#keys[id] !== key) id = table[slot = (slot + 1) & mask]!
      if (id === -1) {
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
    this.#table = new Int32Array(size * 2)
    this.#ids = new Uint32Array(size)
    this.#places = new Uint32Array(size)
    this.#reports = new Uint32Array(size)
    this.#keys = new Uint32Array(size)
    this.#ends = new Uint32Array(size)
  }
}
