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
  const parts = await Promise.all(linesOf(archive).map(async ({ lines, count, form, head, ...file }): Promise<Part | undefined> => {
    const told = archive.articles.filter((article) => count(article) > 0)
    const made = new Map(told.filter(({ id }) => changed.has(id)).map((article) => [article.id, lines(article)]))
    const written = await remake({ path: file.address.slice(1), form, head, ids: told.map(({ id }) => id), made })
    return written && { ...file, records: counted(archive, count), ...written, isWritten: true }
  }))
  make(archive, parts)
}

/** `data/index.json` and the page both tell sizes and sums, so the files are made once for an archive. */
function made(archive: Archive): Made {
  return known.get(archive) ?? make(archive, [])
}

/** Where people stand among the files of lines. */
const PEOPLE_AT = 3

/** `written` are files of lines that are there, in their order. */
function make(archive: Archive, written: readonly (Part | undefined)[]): Made {
  const parts = linesOf(archive).map((lines, nth) => written[nth] ?? partOf(archive, lines)).toSpliced(PEOPLE_AT, 0, peopleJson(archive))
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

/** A file of lines of reports. */
interface Lines extends Described {
  /** What stands above all lines. */
  readonly head: string
  /** Those of a report, with their ends, and how many they are. */
  readonly lines: (article: Article) => string
  readonly count: (article: Article) => number
  readonly form: FormName
}

function linesOf(archive: Archive): Lines[] {
  return [
    {
      address: '/data/articles.jsonl', title: '报道（含全文，一行一篇）', mediaType: 'application/jsonl', schema: 'article', form: 'jsonl',
      head: '', lines: (article) => `${articleRecordText(archive, article)}\n`, count: () => 1,
    },
    {
      address: '/data/articles.csv', title: '报道', mediaType: 'text/csv', schema: 'article-row', form: 'csv',
      head: rowsText('article-row', [], true), lines: (article) => rowsText('article-row', [articleRow(archive, article)]), count: () => 1,
    },
    {
      address: '/data/appearances.csv', title: '人物见报', mediaType: 'text/csv', schema: 'appearance', form: 'csv',
      head: rowsText('appearance', [], true), lines: (article) => rowsText('appearance', appearanceRows(article)), count: ({ appearances }) => appearances.length,
    },
    {
      address: '/data/corrections.csv', title: '校勘', mediaType: 'text/csv', schema: 'correction', form: 'csv',
      head: rowsText('correction', [], true), lines: (article) => rowsText('correction', correctionRows(archive, article)), count: ({ corrections }) => corrections.length,
    },
  ]
}

/** Lines as UTF-8. Of 10,000 reports they are 80 MB: no string holds them all. */
function partOf(archive: Archive, { head, lines, count, form: _, ...file }: Lines): Part {
  const articles = archive.articles.filter((article) => count(article) > 0)
  let room = Buffer.allocUnsafeSlow(head.length * WIDEST + articles.length * ROOM)
  let length = room.write(head)
  for (const article of articles) {
    const text = lines(article)
    if (length + text.length * WIDEST > room.length) {
      const larger = Buffer.allocUnsafeSlow(2 * room.length + text.length * WIDEST)
      room.copy(larger, 0, 0, length)
      room = larger
    }
    length += room.write(text, length)
  }
  return part({ ...file, records: counted(archive, count) }, room.subarray(0, length))
}

const counted = ({ articles }: Archive, count: Lines['count']): number => articles.reduce((sum, article) => sum + count(article), 0)

function part(file: Described & Pick<DataFile, 'records'>, bytes: Uint8Array): Part {
  return { ...file, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), read: () => bytes }
}

function peopleJson(archive: Archive): Part {
  const file = { address: '/data/people.json', title: '人物', mediaType: 'application/json', schema: 'person', records: archive.people.length } as const
  return part(file, Buffer.from(`[\n${archive.people.map((person) => JSON.stringify(personData(archive, person))).join(',\n')}\n]\n`))
}

/**
 * CSV (RFC 4180) as Excel opens it right: a byte order mark, CRLF, and an apostrophe before whatever a spreadsheet
 * would take for a formula. A cell with any line break is in quotes: csv-stringify looks for CRLF only, and a text has
 * bare LF between its paragraphs, at which Excel and Python would end the row.
 */
function rowsText(schema: SchemaName, rows: readonly Row[], header = false): string {
  const columns = Object.keys((SCHEMAS[schema]).properties ?? {})
  return stringify([...rows], { header, columns, bom: header, record_delimiter: 'windows', quoted_match: /[\r\n]/, escape_formulas: true })
}
