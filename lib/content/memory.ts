import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ArticleBody, ArticleRecord } from '../archive'
import { textOf } from './article'
import type { Body } from './body'
import { DIGITS, digestOf } from './digest'
import { addLines, eachLine, lineAt, type Place } from './linesOnDisk'
import { parseReport, type Parsed, type ParsedReport } from './report'

/** A kept result: what it was made of, what it is but for blocks, and its line, or where that lies in the file. */
interface Entry {
  readonly key: string
  readonly fields: unknown
  line: Buffer | Place
}

const TAB = 0x09

/**
 * What reading a report and linking it gave, kept by what each was made of: of 10,000 reports the one that changed is
 * read, and the others are remembered. Both steps are pure, so what is remembered is what reading would give. It may
 * be thrown away at any time.
 *
 * On disk one line a result, `digest key subject JSON` with tabs between, of which JSON has none, the blocks of a report
 * behind one more. New lines are added at the end; of two results for one subject the later counts, and a line whose
 * digest does not hold is forgotten. Blocks stay on disk until they are asked for: an edit asks for few.
 */
export class ContentMemory {
  readonly #kept = new Map<string, Entry>()
  readonly #fresh = new Map<string, Entry>()
  readonly #used = new Set<string>()
  /** Bytes of whole lines in the file. */
  #size = 0
  #garbage = 0

  /** `version` names the code the results come from; another version's are forgotten. Without a file nothing outlives the process. */
  constructor(private readonly version: string, private readonly file?: string) {
    if (file !== undefined && existsSync(file)) this.#read(file)
  }

  /** `parseReport`, remembered. */
  readonly parse = (file: string, bytes: Uint8Array): Parsed<ParsedReport> => {
    const key = digestOf(`${file}\0${digestOf(bytes)}`)
    const subject = `parsed ${file}`
    const known = this.#recall(subject, key)
    const parsed = known ? revived(known.fields as Light, file, bytes) : parseReport(file, bytes)
    if (!known) this.#keep(subject, key, JSON.stringify(lightened(parsed)))
    return parsed
  }

  /** The record of this digest `make` gives for a report, remembered. */
  readonly record = (file: string, digest: string, make: () => ArticleRecord): ArticleRecord => {
    const subject = `record ${file}`
    const known = this.#recall(subject, digest)
    if (known) return { ...known.fields as Omit<ArticleRecord, 'body'>, body: new RememberedBody(() => this.#blocksOf(known) ?? make().body.blocks) }
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
    if (isMostlyGarbage || !existsSync(this.file)) this.#rewrite(this.file)
    else this.#add(this.file, [...this.#fresh.values()])
  }

  #recall(subject: string, key: string): Entry | undefined {
    this.#used.add(subject)
    const entry = this.#fresh.get(subject) ?? this.#kept.get(subject)
    return entry?.key === key ? entry : undefined
  }

  #keep(subject: string, key: string, json: string): void {
    if (this.#kept.has(subject)) this.#garbage++
    const line = lineOf(subject, key, json)
    this.#fresh.set(subject, { key, get fields() { return fieldsIn(line) }, line })
  }

  #rewrite(file: string): void {
    mkdirSync(dirname(file), { recursive: true })
    const used = [...this.#used].flatMap((subject) => this.#fresh.get(subject) ?? this.#kept.get(subject) ?? [])
    const next = `${file}.${process.pid}`
    this.#begin(next)
    this.#add(next, used)
    renameSync(next, file)
  }

  #add(file: string, entries: readonly Entry[]): void {
    for (const [nth, place] of addLines(file, this.#size, entries.map((entry) => this.#lineOf(entry))).entries()) {
      const entry = entries[nth]
      if (entry) entry.line = place
      this.#size = place.start + place.length
    }
  }

  #lineOf({ line }: Entry): Buffer {
    return Buffer.isBuffer(line) ? line : lineAt(this.file ?? '', line)
  }

  /** `undefined` where somebody has changed the file meanwhile. */
  #blocksOf(entry: Entry): ArticleBody['blocks'] | undefined {
    const line = this.file === undefined || existsSync(this.file) ? this.#lineOf(entry) : Buffer.alloc(0)
    return isWhole(line) ? parseJson(line.subarray(line.lastIndexOf(TAB) + 1)) as ArticleBody['blocks'] : undefined
  }

  #read(file: string): void {
    let isOurs: boolean | undefined
    const unfinished = eachLine(file, (line, place) => {
      if (isOurs === undefined) isOurs = line.toString() === this.version
      else this.#readLine(line, place)
      this.#size = place.start + place.length
      return isOurs
    })
    if (!isOurs) this.#begin(file)
    // A killed process left a line unfinished, and the next would be added to it.
    else if (unfinished > 0) this.#garbage = Infinity
  }

  #readLine(line: Buffer, place: Place): void {
    if (!isWhole(line)) return
    const subjectAt = 2 * (DIGITS + 1)
    const subject = parseJson(line.subarray(subjectAt, line.indexOf(TAB, subjectAt))) as string
    if (this.#kept.has(subject)) this.#garbage++
    this.#kept.set(subject, { key: line.toString('latin1', DIGITS + 1, subjectAt - 1), fields: fieldsIn(line), line: place })
  }

  /** A file without results. */
  #begin(file: string): void {
    const head = `${this.version}\n`
    writeFileSync(file, head)
    this.#size = Buffer.byteLength(head)
  }
}

function lineOf(subject: string, key: string, json: string): Buffer {
  const rest = Buffer.from(`${key}\t${JSON.stringify(subject)}\t${json}`)
  return Buffer.concat([Buffer.from(`${digestOf(rest)}\t`), rest])
}

/** Whether a line is what was written. */
const isWhole = (line: Buffer): boolean => line.toString('latin1', 0, DIGITS) === digestOf(line.subarray(DIGITS + 1))

/** What stands behind the subject, up to the blocks where there are some. */
function fieldsIn(line: Buffer): unknown {
  const start = line.indexOf(TAB, 2 * (DIGITS + 1)) + 1
  const end = line.indexOf(TAB, start)
  return parseJson(line.subarray(start, end === -1 ? undefined : end))
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

/** Read when it is asked for. */
class RememberedBody implements ArticleBody {
  #blocks: ArticleBody['blocks'] | undefined
  readonly #read: () => ArticleBody['blocks']

  constructor(read: () => ArticleBody['blocks']) {
    this.#read = read
  }

  get blocks(): ArticleBody['blocks'] {
    return this.#blocks ??= this.#read()
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
