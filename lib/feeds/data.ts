import { createHash } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import type { Archive, Article } from '../archive'
import type { FormName, LinesOrder } from './earlierLines'
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

/** A file that has been written into its place in the site. */
export interface WrittenLines {
  /** Bytes. */
  readonly size: number
  /** Hexadecimal. */
  readonly sha256: string
  readonly read: () => Uint8Array
}

/** Writes a file of lines into its place; `undefined` where it cannot. */
export type Remake = (order: LinesOrder) => Promise<WrittenLines | undefined>

/**
 * Makes the files of an archive with the lines an earlier site had of the reports that say what they said: their texts
 * are not asked for. `changed` has the ids of reports that say something else, or are new.
 */
export async function remakeData(archive: Archive, remake: Remake, changed: ReadonlySet<string>): Promise<void> {
  const ids = archive.articles.map(({ id }) => id)
  const isChanged = archive.articles.filter(({ id }) => changed.has(id))
  const parts = await Promise.all(linesOf(archive).map(async ({ line, form, head, ...file }): Promise<Part | undefined> => {
    const order = { path: file.address.slice(1), form, head, ids, made: new Map(isChanged.map((article) => [article.id, line(article)])) }
    const written = await remake(order)
    return written && { ...file, records: ids.length, ...written, isWritten: true }
  }))
  make(archive, parts)
}

/** `data/index.json` and the page both tell sizes and sums, so the files are made once for an archive. */
function made(archive: Archive): Made {
  return known.get(archive) ?? make(archive, [])
}

/** `written` are files of lines that are there, in their order. */
function make(archive: Archive, written: readonly (Part | undefined)[]): Made {
  const parts = [...linesOf(archive).map((lines, nth) => written[nth] ?? partOf(archive, lines)), appearancesCsv(archive), peopleJson(archive), correctionsCsv(archive)]
  const index = parts.map(({ read: _, isWritten: __, ...file }): DataFile => file)
  const files = parts.map(({ address, size, sha256, isWritten, read }): SiteFile => ({
    path: address.slice(1), sha256, get bytes() { return read() }, ...(isWritten && { written: size }),
  }))
  const result = { files, index }
  known.set(archive, result)
  return result
}

interface Part extends DataFile {
  readonly read: () => Uint8Array
  /** It lies in its place. */
  readonly isWritten?: boolean
}

/** Bytes of a record, about; most have fewer. Room that is not written to costs nothing. */
const ROOM = 12_288
/** Bytes of a UTF-16 unit in UTF-8, at most. */
const WIDEST = 3

type Described = Omit<DataFile, 'size' | 'sha256' | 'records'>

/** A file of one line a report. */
interface Lines extends Described {
  /** What stands above all lines. */
  readonly head: string
  /** With its end. */
  readonly line: (article: Article) => string
  readonly form: FormName
}

function linesOf(archive: Archive): Lines[] {
  return [
    {
      address: '/data/articles.jsonl', title: '报道（含全文，一行一篇）', mediaType: 'application/jsonl', schema: 'article', form: 'jsonl',
      head: '', line: (article) => `${articleRecordText(archive, article)}\n`,
    },
    {
      address: '/data/articles.csv', title: '报道', mediaType: 'text/csv', schema: 'article-row', form: 'csv',
      head: rowsText('article-row', [], true), line: (article) => rowsText('article-row', [articleRow(archive, article)]),
    },
  ]
}

/** Lines as UTF-8. Of 10,000 reports they are 80 MB: no string holds them all. */
function partOf({ articles }: Archive, { head, line, form: _, ...file }: Lines): Part {
  let room = Buffer.allocUnsafeSlow(head.length * WIDEST + articles.length * ROOM)
  let length = room.write(head)
  for (const article of articles) {
    const text = line(article)
    if (length + text.length * WIDEST > room.length) {
      const larger = Buffer.allocUnsafeSlow(2 * room.length + text.length * WIDEST)
      room.copy(larger, 0, 0, length)
      room = larger
    }
    length += room.write(text, length)
  }
  return part({ ...file, records: articles.length }, room.subarray(0, length))
}

function part(file: Described & Pick<DataFile, 'records'>, bytes: Uint8Array): Part {
  return { ...file, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), read: () => bytes }
}

function appearancesCsv(archive: Archive): Part {
  return table('/data/appearances.csv', '人物见报', 'appearance', archive.articles.flatMap(appearanceRows))
}

function correctionsCsv(archive: Archive): Part {
  return table('/data/corrections.csv', '校勘', 'correction', archive.articles.flatMap((article) => correctionRows(archive, article)))
}

function peopleJson(archive: Archive): Part {
  const file = { address: '/data/people.json', title: '人物', mediaType: 'application/json', schema: 'person', records: archive.people.length } as const
  return part(file, Buffer.from(`[\n${archive.people.map((person) => JSON.stringify(personData(archive, person))).join(',\n')}\n]\n`))
}

function table(address: string, title: string, schema: SchemaName, rows: readonly Row[]): Part {
  return part({ address, title, mediaType: 'text/csv', schema, records: rows.length }, Buffer.from(rowsText(schema, rows, true)))
}

/**
 * CSV (RFC 4180) as Excel opens it right: a byte order mark, CRLF, and an apostrophe before whatever a spreadsheet
 * would take for a formula.
 */
function rowsText(schema: SchemaName, rows: readonly Row[], header = false): string {
  const columns = Object.keys((SCHEMAS[schema]).properties ?? {})
  return stringify([...rows], { header, columns, bom: header, record_delimiter: 'windows', escape_formulas: true })
}
