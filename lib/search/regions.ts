import { fileBytes } from './scratch'

/** What is written to regions: thousands of files, all at once, each from its beginning. */
export interface RegionWriter {
  /** A whole number, as `ByteWriter` writes it. */
  number(region: number, value: number): void
  /** A UTF-16 unit. */
  unit(region: number, unit: number): void
  /** A part of other bytes. */
  copy(region: number, bytes: Uint8Array, from: number, to: number): void
}

/** Counts the bytes of each region, without keeping any. */
export class RegionSizes implements RegionWriter {
  readonly sizes: Uint32Array

  /** Each region begins with so many bytes that are left free. */
  constructor(regions: number, readonly before: number) {
    this.sizes = new Uint32Array(regions).fill(before)
  }

  number(region: number, value: number): void {
    this.sizes[region]! += value < 128 ? 1 : value < 16_384 ? 2 : value < 2_097_152 ? 3 : value < 268_435_456 ? 4 : 5
  }

  unit(region: number): void {
    this.sizes[region]! += 2
  }

  copy(region: number, _: Uint8Array, from: number, to: number): void {
    this.sizes[region]! += to - from
  }
}

/**
 * Regions of known sizes, end to end in one piece of memory. What is read in order is written where it belongs, and the
 * few bytes being written to in each stay in a processor's cache; to read from everywhere would wait for memory at each step.
 */
export class Regions implements RegionWriter {
  readonly #bytes: Uint8Array
  readonly #starts: Uint32Array
  /** By region: where the next byte goes. */
  readonly #next: Uint32Array

  constructor({ sizes, before }: RegionSizes) {
    this.#starts = new Uint32Array(sizes.length + 1)
    for (const [region, size] of sizes.entries()) this.#starts[region + 1] = this.#starts[region]! + size
    this.#next = this.#starts.map((start) => start + before)
    this.#bytes = fileBytes(this.#starts[sizes.length]!)
  }

  number(region: number, value: number): void {
    let [at, rest] = [this.#next[region]!, value]
    for (; rest > 127; rest >>>= 7) this.#bytes[at++] = (rest & 127) | 128
    this.#bytes[at++] = rest
    this.#next[region] = at
  }

  unit(region: number, unit: number): void {
    const at = this.#next[region]!
    this.#bytes[at] = unit & 255
    this.#bytes[at + 1] = unit >> 8
    this.#next[region] = at + 2
  }

  /** Most are a few bytes long, where a loop beats a view and a copy. */
  copy(region: number, bytes: Uint8Array, from: number, to: number): void {
    const start = this.#next[region]!
    if (to - from > 64) this.#bytes.set(bytes.subarray(from, to), start)
    else for (let at = from; at < to; at++) this.#bytes[start + at - from] = bytes[at]!
    this.#next[region] = start + to - from
  }

  region(nth: number): Uint8Array {
    return this.#bytes.subarray(this.#starts[nth], this.#starts[nth + 1])
  }
}
