import { scratchBytes } from './scratch'

/** Writes the files of the index: whole numbers as LEB128, seven bits to a byte, the last one below 128. */
export class ByteWriter {
  #bytes: Uint8Array
  #length = 0

  constructor(expected = 64) {
    this.#bytes = scratchBytes(expected)
  }

  get length(): number {
    return this.#length
  }

  number(value: number): void {
    this.#reserve(5)
    let rest = value
    while (rest > 127) {
      this.#bytes[this.#length++] = (rest & 127) | 128
      rest >>>= 7
    }
    this.#bytes[this.#length++] = rest
  }

  /** Length and UTF-16 units, two bytes each. */
  text(text: string): void {
    this.number(text.length)
    this.#reserve(text.length * 2)
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at)
      this.#bytes[this.#length++] = unit & 255
      this.#bytes[this.#length++] = unit >> 8
    }
  }

  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** What has been written, in place: it holds until more is written. */
  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  /** The same with room behind it. */
  get all(): Uint8Array {
    return this.#bytes
  }

  /** What has been written from a byte on, in place likewise. */
  since(byte: number): Uint8Array {
    return this.#bytes.subarray(byte, this.#length)
  }

  /** Forgets what has been written from a byte on. */
  shorten(byte: number): void {
    this.#length = byte
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = scratchBytes(Math.max(this.#bytes.length * 2, this.#length + more))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
  }
}

/** Reads what `ByteWriter` wrote. Throws a RangeError at the end of the bytes. */
export class ByteReader {
  #at = 0

  constructor(private readonly source: Uint8Array) {}

  get done(): boolean {
    return this.#at >= this.source.length
  }

  /** Bytes that have been read. */
  get at(): number {
    return this.#at
  }

  number(): number {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = this.source[this.#at++]
      if (byte === undefined || shift > 28) throw new RangeError('the bytes end inside a number')
      value |= (byte & 127) << shift
      if (byte < 128) return value >>> 0
    }
  }

  text(): string {
    const units = this.bytes(this.number() * 2)
    let text = ''
    for (let at = 0; at < units.length; at += 2) text += String.fromCharCode((units[at] ?? 0) | ((units[at + 1] ?? 0) << 8))
    return text
  }

  bytes(length: number): Uint8Array {
    if (this.#at + length > this.source.length) throw new RangeError('the bytes end too early')
    this.#at += length
    return this.source.subarray(this.#at - length, this.#at)
  }
}
