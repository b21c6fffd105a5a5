/** Reads on in a file, into the bytes given; tells how many it read, 0 at the end. */
export type ReadOn = (into: Uint8Array) => number

/** What lines look like. */
export interface LineForm {
  /** What ends one. */
  readonly end: string
  /** Whether bytes up to an end are a line, and the end does not stand within it. */
  readonly isWhole: (bytes: Buffer) => boolean
  /** The report a line is of; `undefined` for others. */
  readonly idOf: (line: Buffer) => string | undefined
}

/** Of a file of an earlier site, the lines of reports that say what they said. They are asked for in the order of reports. */
export class EarlierLines {
  readonly #lines: Iterator<Buffer, undefined>
  #line: Buffer | undefined
  readonly #passed = new Set<string>()

  /** `isSame` tells whether a report is there and says what it said. */
  constructor(read: ReadOn, private readonly form: LineForm, private readonly isSame: (id: string) => boolean) {
    this.#lines = linesOf(read, form)
    this.#advance()
  }

  /** The line of a report with its end, good until the next is asked for; `undefined` where it has to be made. */
  lineOf(id: string): Buffer | undefined {
    this.#passed.add(id)
    for (; this.#line; this.#advance()) {
      const found = this.form.idOf(this.#line)
      if (found === undefined || !this.isSame(found)) continue
      if (found === id) return this.#line
      // A line of a report that comes later waits for it.
      if (!this.#passed.has(found)) return undefined
    }
    return undefined
  }

  #advance(): void {
    this.#line = this.#lines.next().value
  }
}

const ROOM = 1 << 20

/** Lines, one good until the next. In one room: to touch as much memory as a file of 80 MB takes longer than to read it. */
function* linesOf(read: ReadOn, { end, isWhole }: LineForm): Generator<Buffer, undefined> {
  let room = Buffer.allocUnsafe(ROOM)
  let length = 0
  for (let count = read(room); count > 0; count = read(room.subarray(length))) {
    const filled = room.subarray(0, length + count)
    let start = 0
    for (let at = filled.indexOf(end); at !== -1; at = filled.indexOf(end, at + end.length)) {
      const line = filled.subarray(start, at + end.length)
      if (!isWhole(line)) continue
      yield line
      start = at + end.length
    }
    length = filled.length - start
    room.copyWithin(0, start, filled.length)
    if (length === room.length) room = Buffer.concat([room], room.length * 2)
  }
}
