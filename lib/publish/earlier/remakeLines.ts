import { createHash } from 'node:crypto'
import { closeSync, openSync, writeFileSync } from 'node:fs'
import { writeLines, type LinesOrder, type WrittenLines } from '../../feeds'
import { readOn, sha256OfFile } from '../pieces'

/** A file of lines to be made again. */
export interface Remaking {
  readonly order: LinesOrder
  /** The file an earlier site had, and what its manifest says of it. */
  readonly from: { readonly file: string; readonly sha256: string }
  readonly to: string
}

export type Remade = Omit<WrittenLines, 'read'>

/** `undefined` where the earlier file is not what its manifest says, as what is made of it gets a digest of its own, or lacks a line. */
export function remakeLines({ order, from, to }: Remaking): Remade | undefined {
  const read = sha256OfFile(from.file) === from.sha256 ? readOn(from.file) : undefined
  if (!read) return undefined
  const writer = new HashedWriter(to)
  try {
    return writeLines(order, read, writer.write) ? writer.end() : undefined
  } finally {
    writer.close()
  }
}

/** Bytes written at a time. */
const ROOM = 1 << 20

/** Writes a file and hashes it, in one room of memory: to touch as much as a file of 80 MB has takes longer than to write it. */
class HashedWriter {
  readonly #file: number
  readonly #hash = createHash('sha256')
  readonly #room = Buffer.allocUnsafeSlow(ROOM)
  #filled = 0
  #size = 0

  constructor(path: string) {
    this.#file = openSync(path, 'w')
  }

  readonly write = (bytes: Uint8Array): void => {
    if (this.#filled + bytes.length > ROOM) this.#flush()
    if (bytes.length > ROOM) return this.#put(bytes)
    this.#room.set(bytes, this.#filled)
    this.#filled += bytes.length
  }

  end(): Remade {
    this.#flush()
    return { size: this.#size, sha256: this.#hash.digest('hex') }
  }

  close(): void {
    closeSync(this.#file)
  }

  #flush(): void {
    this.#put(this.#room.subarray(0, this.#filled))
    this.#filled = 0
  }

  #put(bytes: Uint8Array): void {
    this.#hash.update(bytes)
    writeFileSync(this.#file, bytes)
    this.#size += bytes.length
  }
}
