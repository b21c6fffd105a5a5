import type { ArticleBody } from '../archive'
import { textOf, type Reading } from './article'
import type { Diagnostic } from './diagnostic'
import { digestOf } from './digest'
import { MemoryOnDisk, type Entry } from './memoryOnDisk'
import { once } from './once'
import { parseReport, type Parsed, type ParsedReport } from './report'

/**
 * What reading a report, comparing it with its source and linking it gave, kept by what each was made of: of 10,000
 * reports the one that changed is read, and the others are remembered. All three are pure, so what is remembered is
 * what reading would give. It may be thrown away at any time. Bodies stay on disk until they are asked for: an edit asks
 * for few.
 */
export class ContentMemory {
  readonly #kept = { parsed: new Map<string, Entry>(), compared: new Map<string, Entry>(), reading: new Map<string, Entry>() }
  readonly #fresh = new Set<Entry>()
  readonly #used = new Set<Entry>()
  readonly #disk: MemoryOnDisk | undefined

  /** `version` names the code the results come from; another version's are forgotten. Without a file nothing outlives the process. */
  constructor(version: string, file?: string) {
    this.#disk = file === undefined ? undefined : new MemoryOnDisk(file, version)
    this.#disk?.read((entry) => this.#kept[entry.kind].set(entry.file, entry))
  }

  /** `parseReport`, remembered. */
  readonly parse = (file: string, bytes: Uint8Array): Parsed<ParsedReport> => {
    const key = digestOf(bytes)
    const known = this.#recall('parsed', file, key)
    if (known) return revived(known.told as Light, file, bytes)
    const parsed = parseReport(file, bytes)
    this.#keep({ kind: 'parsed', file, key, told: lightened(parsed) })
    return parsed
  }

  /** What `compare` finds wrong with reports and the source they name, remembered under the digest of both. */
  readonly comparison = (source: string, digest: string, compare: () => readonly Diagnostic[]): readonly Diagnostic[] => {
    const known = this.#recall('compared', source, digest)
    if (known) return known.told as readonly Diagnostic[]
    const told = compare()
    this.#keep({ kind: 'compared', file: source, key: digest, told })
    return told
  }

  /** What `make` gives for the report of a file, remembered under the digest of all it is made of. */
  readonly reading = (file: string, digest: string, make: () => Reading): Reading => {
    const known = this.#recall('reading', file, digest)
    if (known) return new RememberedReading(known.told as Told, () => this.#bodyOf(known) ?? make().body)
    const made = make()
    const { body, ...told } = made
    this.#keep({ kind: 'reading', file, key: digest, told, late: { value: withoutText(body) } })
    return made
  }

  /** Puts what is new on disk; what nobody asked for this time goes when half of the lines are of that kind. */
  save(): void {
    if (!this.#disk) return
    const isMostlyGarbage = this.#disk.lines + this.#fresh.size > 2 * this.#used.size
    if (isMostlyGarbage || !this.#disk.isOpen) this.#disk.rewrite([...this.#used])
    else if (this.#fresh.size > 0) this.#disk.add([...this.#fresh])
    this.#fresh.clear()
  }

  #recall(kind: Entry['kind'], file: string, key: string): Entry | undefined {
    const entry = this.#kept[kind].get(file)
    if (entry?.key !== key) return undefined
    this.#used.add(entry)
    return entry
  }

  #keep(entry: Entry): void {
    const before = this.#kept[entry.kind].get(entry.file)
    if (before) for (const entries of [this.#fresh, this.#used]) entries.delete(before)
    for (const entries of [this.#fresh, this.#used]) entries.add(entry)
    this.#kept[entry.kind].set(entry.file, entry)
  }

  /** `undefined` where somebody has changed the file meanwhile. */
  #bodyOf({ late }: Entry): ArticleBody | undefined {
    const body = (late && ('value' in late ? late.value : this.#disk?.late(late))) as Omit<ArticleBody, 'text'> | undefined
    return body && { ...body, text: textOf(body.blocks) }
  }
}

/** What linking asks of every report; the rest is asked for seldom, and can be read again. */
interface Light {
  readonly value?: Omit<ParsedReport, 'body' | 'places'>
  readonly diagnostics: Parsed<ParsedReport>['diagnostics']
}

function lightened({ value, diagnostics }: Parsed<ParsedReport>): Light {
  if (!value) return { diagnostics }
  const { body: _, places: __, ...told } = value
  return { value: told, diagnostics }
}

function revived({ value, diagnostics }: Light, file: string, bytes: Uint8Array): Parsed<ParsedReport> {
  if (!value) return { diagnostics }
  const again = once((): ParsedReport => {
    const whole = parseReport(file, bytes).value
    if (!whole) throw new Error(`${file} could be read once and cannot be read now`)
    return whole
  })
  return { diagnostics, value: { ...value, body: () => again().body(), places: () => again().places() } }
}

type Told = Omit<Reading, 'body'>

/** Has its body read when it is asked for it. */
class RememberedReading implements Reading {
  readonly byline: Reading['byline']
  readonly wordCount: number
  readonly #body: () => ArticleBody

  constructor({ byline, wordCount }: Told, body: () => ArticleBody) {
    this.byline = byline
    this.wordCount = wordCount
    this.#body = body
  }

  get body(): ArticleBody {
    return this.#body()
  }
}

/** The text is that of the blocks: told twice, it would be a quarter of the file. */
function withoutText({ text: _, ...body }: ArticleBody): Omit<ArticleBody, 'text'> {
  return body
}
