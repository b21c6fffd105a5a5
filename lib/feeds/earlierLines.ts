/** Reads on in a file, into the bytes given; tells how many it read, 0 at the end. */
export type ReadOn = (into: Uint8Array) => number

/** What lines look like. */
interface LineForm {
  /** What ends one. */
  readonly end: string
  /** Whether bytes up to an end are a line, and the end does not stand within it. */
  readonly isWhole: (bytes: Buffer) => boolean
  /** The report a line is of; `undefined` for others. */
  readonly idOf: (line: Buffer) => string | undefined
}

/** A file of lines of reports, those of one together, and which are not what they were. */
export interface LinesOrder {
  /** Below the site. */
  readonly path: string
  readonly form: FormName
  /** What stands above all lines. */
  readonly head: string
  /** Reports that have lines, in order. */
  readonly ids: readonly string[]
  /** Lines, with their ends, of reports that say something else than before, or are new. */
  readonly made: ReadonlyMap<string, string>
}

/**
 * Writes a file with the lines an earlier site had of the reports that say what they said: it is what it would be
 * without. `read` reads on in the file of that site; `write` is given bytes that are good until it returns. False where
 * that file lacks a line, and what has been written is to be thrown away.
 */
export function writeLines({ form, head, ids, made }: LinesOrder, read: ReadOn, write: (bytes: Uint8Array) => void): boolean {
  const same = new Set(ids.filter((id) => !made.has(id)))
  const earlier = new EarlierLines(read, FORMS[form], same)
  write(Buffer.from(head))
  for (const id of ids) {
    const own = made.get(id)
    if (own !== undefined) write(Buffer.from(own))
    else if (!earlier.copy(id, write)) return false
  }
  return true
}

/** Of a file of an earlier site, the lines of reports that say what they said. They are asked for in the order of reports. */
class EarlierLines {
  readonly #lines: Iterator<Buffer, undefined>
  #line: Buffer | undefined
  readonly #passed = new Set<string>()

  /** `same` are reports that are there and say what they said. */
  constructor(read: ReadOn, private readonly form: LineForm, private readonly same: ReadonlySet<string>) {
    this.#lines = linesOf(read, form)
    this.#advance()
  }

  /** Writes the lines of a report; false where there are none. */
  copy(id: string, write: (line: Buffer) => void): boolean {
    this.#passed.add(id)
    let isFound = false
    for (; this.#line; this.#advance()) {
      const found = this.form.idOf(this.#line)
      if (found === id) {
        write(this.#line)
        isFound = true
      } else if (isFound) return true
      // A line of a report that comes later waits for it.
      else if (found !== undefined && this.same.has(found) && !this.#passed.has(found)) return false
    }
    return isFound
  }

  #advance(): void {
    this.#line = this.#lines.next().value
  }
}

const FORMS = {
  jsonl: { end: '\n', isWhole: () => true, idOf: (line) => between(line, '{"id":"', '"') },
  // A cell may hold the end of a row, in quotes.
  csv: { end: '\r\n', isWhole: (row) => quotesIn(row) % 2 === 0, idOf: (row) => between(row, '', ',') },
} satisfies Record<string, LineForm>

/** What the lines of a file look like: JSON Lines, or CSV (RFC 4180). */
export type FormName = keyof typeof FORMS

/** What stands at the head of a line after some text, up to some other. */
function between(line: Buffer, after: string, before: string): string | undefined {
  const end = line.indexOf(before, after.length)
  return end !== -1 && line.toString('utf8', 0, after.length) === after ? line.toString('utf8', after.length, end) : undefined
}

const QUOTE = 0x22

function quotesIn(line: Buffer): number {
  let count = 0
  for (let at = line.indexOf(QUOTE); at !== -1; at = line.indexOf(QUOTE, at + 1)) count++
  return count
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
