import { createHash } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import type { Archive } from '../archive'
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

const known = new WeakMap<Archive, { readonly files: readonly SiteFile[]; readonly index: readonly DataFile[] }>()

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

/** `data/index.json` and the page both tell sizes and sums, so the files are made once for an archive. */
function made(archive: Archive): { readonly files: readonly SiteFile[]; readonly index: readonly DataFile[] } {
  const existing = known.get(archive)
  if (existing) return existing
  const parts = [articlesJsonl(archive), articlesCsv(archive), appearancesCsv(archive), peopleJson(archive), correctionsCsv(archive)]
  const files = parts.map(({ address, bytes }): SiteFile => ({ path: address.slice(1), bytes }))
  const index = parts.map(({ bytes, ...file }): DataFile => ({
    ...file, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'),
  }))
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

/** Lines as UTF-8. Of 10,000 reports they are 80 MB: no string holds them all. */
function joined(lines: Iterable<string>, count: number): Uint8Array {
  let room = Buffer.allocUnsafeSlow(count * ROOM)
  let length = 0
  for (const line of lines) {
    if (length + line.length * WIDEST > room.length) {
      const larger = Buffer.allocUnsafeSlow(2 * room.length + line.length * WIDEST)
      room.copy(larger, 0, 0, length)
      room = larger
    }
    length += room.write(line, length)
  }
  return room.subarray(0, length)
}

function* recordLines(archive: Archive): Generator<string> {
  for (const article of archive.articles) yield `${articleRecordText(archive, article)}\n`
}

function articlesJsonl(archive: Archive): Part {
  return {
    address: '/data/articles.jsonl', title: '报道（含全文，一行一篇）', mediaType: 'application/jsonl', schema: 'article',
    records: archive.articles.length,
    bytes: joined(recordLines(archive), archive.articles.length),
  }
}

function articlesCsv(archive: Archive): Part {
  return table('/data/articles.csv', '报道', 'article-row', archive.articles.map((article) => articleRow(archive, article)))
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

/**
 * CSV (RFC 4180) as Excel opens it right: a byte order mark, CRLF, and an apostrophe before whatever a spreadsheet
 * would take for a formula.
 */
function table(address: string, title: string, schema: SchemaName, rows: readonly Row[]): Part {
  const columns = Object.keys((SCHEMAS[schema]).properties ?? {})
  const bytes = stringify([...rows], { header: true, columns, bom: true, record_delimiter: 'windows', escape_formulas: true })
  return { address, title, mediaType: 'text/csv', schema, records: rows.length, bytes: Buffer.from(bytes) }
}
