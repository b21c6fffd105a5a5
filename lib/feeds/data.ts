import { createHash } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import type { Archive, Article } from '../archive'
import { EarlierLines, type LineForm, type ReadOn } from './earlierLines'
import { jsonFile, type SiteFile } from './file'
import { appearanceRows, articleRecordText, articleRow, correctionRows, personData, type Row } from './records'
import { publishedSchema, schemaAddress, SCHEMAS, type SchemaName } from './schemas'

/** A file of the open data with what a reader must know to use it. */
export interface DataFile {
  /** Root-relative. */
  readonly address: string
  readonly title: string
  readonly mediaType: string
  /** Lines, rows or members. */
  readonly records: number
  /** Bytes. */
  readonly size: number
  /** Hexadecimal. */
  readonly sha256: string
  readonly schema: SchemaName
}

interface Made {
  readonly files: readonly SiteFile[]
  readonly index: readonly DataFile[]
}

const known = new WeakMap<Archive, Made>()

/** What lies under `data/`, described; `data/index.json` is the same for machines. */
export function dataIndex(archive: Archive): readonly DataFile[] {
  return made(archive).index
}

/** `data/`: the archive as tables and records, their schemas, and `data/index.json`. */
export function dataFiles(archive: Archive): SiteFile[] {
  const { files, index } = made(archive)
  const { name, description, url, rights, language } = archive.site
  return [
    ...files,
    ...(Object.keys(SCHEMAS) as SchemaName[]).map((schema) => jsonFile(schemaAddress(schema).slice(1), publishedSchema(archive, schema))),
    jsonFile('data/index.json', {
      name, description, url: `${url}/data/`, language, ...(rights ? { rights } : {}),
      files: index.map(({ address, schema, ...file }) => ({ url: url + address, ...file, schema: url + schemaAddress(schema) })),
    }),
  ]
}

/**
 * Makes the files of an archive with the lines an earlier site had of the reports that say what they said. Their texts
 * are not asked for, and the files are what they would be without. `open` opens a file of that site, if it is there;
 * `changed` has the ids of reports that say something else, or are new.
 */
export function remakeData(archive: Archive, open: (path: string) => ReadOn | undefined, changed: ReadonlySet<string>): void {
  const isSame = (id: string): boolean => archive.articleById.has(id) && !changed.has(id)
  const earlier = ({ address, form }: Lines): EarlierLines | undefined => {
    const read = open(address.slice(1))
    return read && new EarlierLines(read, form, isSame)
  }
  make(archive, earlier)
}

/** `data/index.json` and the page both tell sizes and sums, so the files are made once for an archive. */
function made(archive: Archive): Made {
  return known.get(archive) ?? make(archive, () => undefined)
}

function make(archive: Archive, earlier: (lines: Lines) => EarlierLines | undefined): Made {
  const parts = [
    ...[articlesJsonl(archive), articlesCsv(archive)].map((lines) => partOf(archive, lines, earlier(lines))),
    appearancesCsv(archive), peopleJson(archive), correctionsCsv(archive),
  ]
  const index = parts.map(({ bytes, ...file }): DataFile => ({
    ...file, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'),
  }))
  const files = parts.map(({ address, bytes }, nth): SiteFile => ({ path: address.slice(1), bytes, ...(index[nth] && { sha256: index[nth].sha256 }) }))
  const result = { files, index }
  known.set(archive, result)
  return result
}

interface Part extends Omit<DataFile, 'size' | 'sha256'> {
  readonly bytes: Uint8Array
}

/** Bytes of a record, about; most have fewer. Room that is not written to costs nothing. */
const ROOM = 12_288
/** Bytes of a UTF-16 unit in UTF-8, at most. */
const WIDEST = 3

/** A file of one line a report. */
interface Lines extends Omit<DataFile, 'size' | 'sha256' | 'records'> {
  /** What stands above all lines. */
  readonly head: string
  /** With its end. */
  readonly line: (article: Article) => string
  readonly form: LineForm
}

function articlesJsonl(archive: Archive): Lines {
  return {
    address: '/data/articles.jsonl', title: '报道（含全文，一行一篇）', mediaType: 'application/jsonl', schema: 'article',
    head: '',
    line: (article) => `${articleRecordText(archive, article)}\n`,
    form: { end: '\n', isWhole: () => true, idOf: (line) => between(line, '{"id":"', '"') },
  }
}

function articlesCsv(archive: Archive): Lines {
  const { bytes, ...table } = tableOf('/data/articles.csv', '报道', 'article-row', [])
  return {
    ...table, head: bytes,
    line: (article) => rowsText('article-row', [articleRow(archive, article)]),
    // A cell may hold the end of a row, in quotes.
    form: { end: '\r\n', isWhole: (row) => quotesIn(row) % 2 === 0, idOf: (row) => between(row, '', ',') },
  }
}

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

/** Lines as UTF-8. Of 10,000 reports they are 80 MB: no string holds them all. */
function partOf({ articles }: Archive, { head, line, form: _, ...file }: Lines, earlier: EarlierLines | undefined): Part {
  let room = Buffer.allocUnsafeSlow(head.length * WIDEST + articles.length * ROOM)
  let length = room.write(head)
  for (const article of articles) {
    const text = earlier?.lineOf(article.id) ?? line(article)
    if (length + text.length * WIDEST > room.length) {
      const larger = Buffer.allocUnsafeSlow(2 * room.length + text.length * WIDEST)
      room.copy(larger, 0, 0, length)
      room = larger
    }
    length += typeof text === 'string' ? room.write(text, length) : text.copy(room, length)
  }
  return { ...file, records: articles.length, bytes: room.subarray(0, length) }
}

function appearancesCsv(archive: Archive): Part {
  return table('/data/appearances.csv', '人物见报', 'appearance', archive.articles.flatMap(appearanceRows))
}

function correctionsCsv(archive: Archive): Part {
  return table('/data/corrections.csv', '校勘', 'correction', archive.articles.flatMap((article) => correctionRows(archive, article)))
}

function peopleJson(archive: Archive): Part {
  return {
    address: '/data/people.json', title: '人物', mediaType: 'application/json', schema: 'person',
    records: archive.people.length,
    bytes: Buffer.from(`[\n${archive.people.map((person) => JSON.stringify(personData(archive, person))).join(',\n')}\n]\n`),
  }
}

function table(address: string, title: string, schema: SchemaName, rows: readonly Row[]): Part {
  const { bytes, ...file } = tableOf(address, title, schema, rows)
  return { ...file, records: rows.length, bytes: Buffer.from(bytes) }
}

function tableOf(address: string, title: string, schema: SchemaName, rows: readonly Row[]): Omit<Part, 'records' | 'bytes'> & { readonly bytes: string } {
  return { address, title, mediaType: 'text/csv', schema, bytes: rowsText(schema, rows, true) }
}

/**
 * CSV (RFC 4180) as Excel opens it right: a byte order mark, CRLF, and an apostrophe before whatever a spreadsheet
 * would take for a formula.
 */
function rowsText(schema: SchemaName, rows: readonly Row[], header = false): string {
  const columns = Object.keys((SCHEMAS[schema]).properties ?? {})
  return stringify([...rows], { header, columns, bom: header, record_delimiter: 'windows', escape_formulas: true })
}
