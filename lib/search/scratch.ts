/*
 * Memory for an index while it is made. V8 counts ArrayBuffers as part of its heap and collects all of it for each
 * 64 MB of them; at 25,000 reports that were ten collections of one to three seconds, half of the time an index takes.
 * Shared memory is not counted. And to touch memory for the first time costs more than to use it (20 µs for 4 KB on a
 * virtual machine), so that what one segment worked with is used again by the next.
 */

/** Bytes of a block that pieces are taken from; a larger piece has a multiple of it. What is not touched costs nothing. */
const BLOCK = 64 << 20

/** Blocks, and how many bytes of each are taken. */
type Blocks = { readonly buffer: SharedArrayBuffer; taken: number }[]

/** Absent while no work is done. */
let blocks: Blocks | undefined
/** Of the last piece of work, as long as no collection has taken them. */
let free = new WeakRef<Blocks>([])

/** Does a piece of work, after which all scratch memory it took is free again. Pieces of work do not overlap. */
export function withScratch<T>(work: () => T): T {
  blocks = free.deref() ?? []
  for (const block of blocks) block.taken = 0
  try {
    return work()
  } finally {
    free = new WeakRef(blocks)
    blocks = undefined
  }
}

function take(bytes: number): readonly [buffer: SharedArrayBuffer, from: number] {
  // Every kind of number begins at a multiple of its size.
  const size = Math.ceil(bytes / 8) * 8
  if (!blocks) return [new SharedArrayBuffer(size), 0]
  let block = blocks.find(({ buffer, taken }) => taken + size <= buffer.byteLength)
  if (!block) blocks.push(block = { buffer: new SharedArrayBuffer(Math.ceil(size / BLOCK) * BLOCK), taken: 0 })
  block.taken += size
  return [block.buffer, block.taken - size]
}

/** Within `withScratch` good until that ends, and holding anything; elsewhere the taker's. */
export const scratchBytes = (length: number): Uint8Array => new Uint8Array(...take(length), length)
export const scratch16 = (length: number): Uint16Array => new Uint16Array(...take(length * 2), length)
export const scratch32 = (length: number): Uint32Array => new Uint32Array(...take(length * 4), length)

const SLAB = 1 << 20
let slab: Uint8Array = new Uint8Array(0)
let used = 0

/** Bytes of a file, zero, in a slab it shares with others. They are the taker's for good. */
export function fileBytes(length: number): Uint8Array {
  if (length > SLAB / 8) return new Uint8Array(new SharedArrayBuffer(length))
  if (used + length > slab.length) {
    slab = new Uint8Array(new SharedArrayBuffer(SLAB))
    used = 0
  }
  used += length
  return slab.subarray(used - length, used)
}

/** A list of numbers that grows and is emptied without letting its memory go. */
export class Numbers {
  #numbers: Uint32Array
  #length = 0

  /** What is expected is set aside: to grow copies everything. */
  constructor(expected = 1024) {
    this.#numbers = scratch32(Math.ceil(expected))
  }

  get length(): number {
    return this.#length
  }

  /** In place: it holds until more is added. */
  get all(): Uint32Array {
    return this.#numbers
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) this.reserve(1)
    this.#numbers[this.#length++] = number
  }

  clear(): void {
    this.#length = 0
  }

  /** Makes room for so many more. */
  reserve(more: number): void {
    if (this.#length + more <= this.#numbers.length) return
    const larger = scratch32(Math.max(this.#numbers.length * 2, this.#length + more))
    larger.set(this.#numbers.subarray(0, this.#length))
    this.#numbers = larger
  }
}
