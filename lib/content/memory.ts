import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ArticleBody, ArticleRecord } from '../archive'
import { textOf } from './article'
import type { Body } from './body'
import { DIGITS, digestOf } from './digest'
import { parseReport, type Parsed, type ParsedReport } from './report'

/** A kept result: what it was made of, and where its JSON lies. */
interface Entry {
  readonly key: string
  readonly bytes: Buffer
}

const TAB = 0x09
const NEWLINE = 0x0a

/**
 * What reading a report and linking it gave, kept by what each was made of: of 10,000 reports the one that changed is
 * read, and the others are remembered. Both steps are pure, so what is remembered is what reading would give. It may
 * be thrown away at any time.
 *
 * On disk one line a result, `digest key subject JSON` with tabs between, the blocks of a report behind one more. New
 * lines are added at the end; of two results for one subject the later counts, and a line whose digest does not hold
 * is forgotten.
 */
export class ContentMemory {
  readonly #kept = new Map<string, Entry>()
  readonly #fresh = new Map<string, Entry>()
  readonly #used = new Set<string>()
  #garbage = 0

  /** `version` names the code the results come from; another version's are forgotten. Without a file nothing outlives the process. */
  constructor(private readonly version: string, private readonly file?: string) {
    if (file !== undefined && existsSync(file)) this.#read(readFileSync(file))
  }

  /** `parseReport`, remembered. */
  readonly parse = (file: string, bytes: Uint8Array): Parsed<ParsedReport> => {
    const key = digestOf(`${file}\0${digestOf(bytes)}`)
    const subject = `parsed ${file}`
    const known = this.#recall(subject, key)
    const parsed = known ? revived(parseJson(known.bytes) as Light, file, bytes) : parseReport(file, bytes)
    if (!known) this.#keep(subject, key, JSON.stringify(lightened(parsed)))
    return parsed
  }

  /** The record of this digest `make` gives for a report, remembered. */
  readonly record = (file: string, digest: string, make: () => ArticleRecord): ArticleRecord => {
    const subject = `record ${file}`
    const known = this.#recall(subject, digest)
    if (known) return recordFrom(known.bytes)
    const record = make()
    this.#keep(subject, digest, textOfRecord(record))
    return record
  }

  /** Puts what is new on disk; what nobody asked for this time goes when half of the file is of that kind. */
  save(): void {
    if (this.file === undefined) return
    for (const subject of this.#kept.keys()) if (!this.#used.has(subject)) this.#garbage++
    const isMostlyGarbage = this.#garbage > this.#used.size
    if (this.#fresh.size === 0 && !isMostlyGarbage) return
    if (isMostlyGarbage || !existsSync(this.file)) return this.#rewrite(this.file)
    const file = openSync(this.file, 'a')
    try {
      for (const [subject, entry] of this.#fresh) writeSync(file, lineOf(subject, entry))
    } finally {
      closeSync(file)
    }
  }

  #recall(subject: string, key: string): Entry | undefined {
    this.#used.add(subject)
    const entry = this.#fresh.get(subject) ?? this.#kept.get(subject)
    return entry?.key === key ? entry : undefined
  }

  #keep(subject: string, key: string, json: string): void {
    if (this.#kept.has(subject)) this.#garbage++
    this.#fresh.set(subject, { key, bytes: Buffer.from(json) })
  }

  #rewrite(file: string): void {
    mkdirSync(dirname(file), { recursive: true })
    const lines = [...this.#used].flatMap((subject) => {
      const entry = this.#fresh.get(subject) ?? this.#kept.get(subject)
      return entry ? [lineOf(subject, entry)] : []
    })
    const next = `${file}.${process.pid}`
    const opened = openSync(next, 'w')
    try {
      writeSync(opened, `${this.version}\n`)
      for (const line of lines) writeSync(opened, line)
    } finally {
      closeSync(opened)
    }
    renameSync(next, file)
  }

  #read(bytes: Buffer): void {
    let start = bytes.indexOf(NEWLINE) + 1
    if (bytes.subarray(0, Math.max(0, start - 1)).toString() !== this.version) return this.#forget()
    for (let end = bytes.indexOf(NEWLINE, start); end !== -1; start = end + 1, end = bytes.indexOf(NEWLINE, start)) this.#readLine(bytes.subarray(start, end))
    // A killed process left a line unfinished, and the next would be added to it.
    if (start < bytes.length) this.#garbage = Infinity
  }

  #readLine(line: Buffer): void {
    const digest = line.subarray(0, DIGITS).toString()
    const rest = line.subarray(DIGITS + 1)
    const subjectAt = DIGITS + 1
    const jsonAt = rest.indexOf(TAB, subjectAt)
    if (jsonAt === -1 || digestOf(rest) !== digest) return
    const subject = rest.subarray(subjectAt, jsonAt).toString()
    if (this.#kept.has(subject)) this.#garbage++
    this.#kept.set(subject, { key: rest.subarray(0, DIGITS).toString(), bytes: rest.subarray(jsonAt + 1) })
  }

  #forget(): void {
    if (this.file !== undefined) writeFileSync(this.file, `${this.version}\n`)
  }
}

function lineOf(subject: string, { key, bytes }: Entry): Buffer {
  const rest = Buffer.concat([Buffer.from(`${key}\t${subject}\t`), bytes])
  return Buffer.concat([Buffer.from(`${digestOf(rest)}\t`), rest, Buffer.from('\n')])
}

/** What linking asks of every report; the rest is asked for seldom, and can be read again. */
interface Light {
  readonly value?: Omit<ParsedReport, 'body' | 'places'> & { readonly body: Omit<Body, 'blocks'> }
  readonly diagnostics: Parsed<ParsedReport>['diagnostics']
}

function lightened({ value, diagnostics }: Parsed<ParsedReport>): Light {
  if (!value) return { diagnostics }
  const { body: { blocks: _, ...body }, places: __, ...fields } = value
  return { value: { ...fields, body }, diagnostics }
}

/** Blocks and places are read again from the file's bytes when somebody looks at them. */
function revived({ value, diagnostics }: Light, file: string, bytes: Uint8Array): Parsed<ParsedReport> {
  if (!value) return { diagnostics }
  let whole: ParsedReport | undefined
  const again = (): ParsedReport => {
    whole ??= parseReport(file, bytes).value
    if (!whole) throw new Error(`${file} could be read once and cannot be read now`)
    return whole
  }
  return {
    diagnostics,
    value: { ...value, body: { ...value.body, get blocks() { return again().body.blocks } }, get places() { return again().places } },
  }
}

/** Fields and blocks with a tab between: who publishes an edit asks for the fields of all reports, and for few blocks. */
function textOfRecord({ body, ...fields }: ArticleRecord): string {
  return `${JSON.stringify(fields)}\t${JSON.stringify(body.blocks)}`
}

function recordFrom(bytes: Buffer): ArticleRecord {
  const fieldsEnd = bytes.indexOf(TAB)
  const fields = parseJson(bytes.subarray(0, fieldsEnd)) as Omit<ArticleRecord, 'body'>
  return { ...fields, body: new RememberedBody(bytes.subarray(fieldsEnd + 1)) }
}

/** Parsed when it is asked for. */
class RememberedBody implements ArticleBody {
  #blocks: ArticleBody['blocks'] | undefined
  readonly #json: Buffer

  constructor(json: Buffer) {
    this.#json = json
  }

  get blocks(): ArticleBody['blocks'] {
    return this.#blocks ??= parseJson(this.#json) as ArticleBody['blocks']
  }

  /** The text is that of the blocks: told twice, it would be a quarter of the file. */
  get text(): string {
    return textOf(this.blocks)
  }

  toJSON(): ArticleBody {
    return { text: this.text, blocks: this.blocks }
  }
}

function parseJson(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString('utf8'))
}
