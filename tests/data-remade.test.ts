import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Archive, ArticleRecord } from '../lib/archive'
import { dataFiles, remakeData, writeLines, type LinesOrder, type ReadOn, type WrittenLines } from '../lib/feeds'
import { remakeLines } from '../lib/publish/earlier/remakeLines'
import { sha256 } from '../lib/publish/manifest'
import { Inputs } from '../lib/views'
import { fictionalArchive } from './fictionalArchive'
import { edited, withText } from './searchedArchives'

const LINES = ['data/articles.jsonl', 'data/articles.csv', 'data/appearances.csv', 'data/corrections.csv']

const copyOf = (archive: Archive): Archive => edited(archive, (article) => article)

function bytesOf(archive: Archive): Map<string, Buffer> {
  return new Map(dataFiles(archive).map(({ path, bytes }) => [path, Buffer.from(bytes)]))
}

/** Files in memory, a few bytes at a time. */
const opened = (files: ReadonlyMap<string, Buffer>, piece: number) => (path: string): ReadOn | undefined => {
  let rest = files.get(path)
  return rest && ((into) => {
    const count = Math.min(piece, into.length, rest?.length ?? 0)
    rest?.copy(into, 0, 0, count)
    rest = rest?.subarray(count)
    return count
  })
}

function written(order: LinesOrder, read: ReadOn | undefined): WrittenLines | undefined {
  const pieces: Buffer[] = []
  if (!read || !writeLines(order, read, (bytes) => pieces.push(Buffer.from(bytes)))) return undefined
  const bytes = Buffer.concat(pieces)
  return { size: bytes.length, sha256: sha256(bytes), read: () => bytes }
}

/** Ids of reports that say something else than before, as the plan tells them. */
function changedBetween(before: Archive, after: Archive): Set<string> {
  const [earlier, now] = [new Inputs(before), new Inputs(after)]
  const known = new Map(before.articles.map((article) => [article.id, earlier.article(article)]))
  return new Set(after.articles.filter((article) => known.get(article.id) !== now.article(article)).map(({ id }) => id))
}

/** Remakes the data of `after` from the files of `before`; gives ids of the reports whose bodies were looked at. */
async function remade(before: Archive, after: Archive, { piece = 1000, files = bytesOf(before) } = {}): Promise<string[]> {
  const looked: string[] = []
  const told = (article: ArticleRecord): ArticleRecord['body'] => new Proxy(article.body, { get: (body, field) => { looked.push(article.id); return Reflect.get(body, field) as unknown } })
  const watched = edited(after, (article): ArticleRecord => ({ ...article, body: told(article) }))
  looked.length = 0
  const open = opened(files, piece)
  await remakeData(watched, async (order) => written(order, open(order.path)), changedBetween(before, watched))
  const made = bytesOf(watched)
  for (const [path, bytes] of bytesOf(copyOf(after))) expect(made.get(path)?.equals(bytes), path).toBe(true)
  return [...new Set(looked)]
}

const corrected = ({ body: { blocks: [first] } }: ArticleRecord): ArticleRecord['corrections'] => [1, 2].map((number) => (
  { number, printed: '误字', corrected: first!.text.slice(number, number + 4), in: 'text', reason: '一, "二"\r\n三' }
))

// As the others are made, so that reports which say the same have one digest.
const before = edited(fictionalArchive(200), (article) => ({
  ...article, corrections: article.order === 5 ? corrected(article) : [],
  body: { ...article.body, mentions: article.appearances.map((_, nth) => ({ sentence: `${article.body.text.slice(nth, 30)}"\r\n${article.id},x`, anchor: 'p1' })) },
}))
const [manyPeople, nobody] = [before.articles.find(({ appearances }) => appearances.length > 2)!.id, before.articles.find(({ appearances }) => appearances.length === 0)!.id]
const nth = (at: number): string => before.articles[at]!.id
const only = (id: string, edit: (article: ArticleRecord) => ArticleRecord | undefined) => (article: ArticleRecord): ArticleRecord | undefined => (article.id === id ? edit(article) : article)

describe('data is remade from the lines of an earlier site', () => {
  test.each<[string, (article: ArticleRecord) => ArticleRecord | undefined, readonly string[]]>([
    ['nothing changed', (article) => article, []],
    ['a character replaced', only(nth(90), (article) => withText(article, (text) => `${text}。`)), [nth(90)]],
    ['the first and the last', (article) => ([nth(0), nth(199)].includes(article.id) ? withText(article, () => '另一篇') : article), [nth(0), nth(199)]],
    ['a report gone', only(nth(7), () => undefined), []],
    ['all others gone', (article) => (article.id === nth(7) ? article : undefined), []],
    ['two that changed places', (article) => (article.id === nth(1) ? { ...article, order: (article.order ?? 0) + 1 } : article.id === nth(2) ? { ...article, order: (article.order ?? 0) - 1 } : article), [nth(1), nth(2)]],
    ['a report on another page, before those that stay', only(nth(15), (article) => ({ ...article, page: 1, order: 1 })), [nth(15)]],
    ['people gone from a report', only(manyPeople, (article) => ({ ...article, appearances: [] })), [manyPeople]],
    ['people come into a report', only(nobody, (article) => ({ ...article, appearances: [{ person: 'person-1-1', title: '职务' }, { person: 'person-2-2' }] })), [nobody]],
    ['corrections come into a report', only(nth(2), (article) => ({ ...article, corrections: corrected(article) })), [nth(2)]],
    ['all corrections gone', (article) => ({ ...article, corrections: [] }), before.articles.filter(({ order }) => order === 5).map(({ id }) => id)],
    ['a text of many lines', only(nth(31), (article) => withText(article, (text) => `${text}\n${nth(32)},x\n\n${nth(33)},\r`)), [nth(31)]],
    ['a text that looks like rows', only(nth(30), (article) => withText(article, (text) => `${text}"\r\n${nth(31)},"\n${nth(32)},x`)), [nth(30)]],
  ])('%s', async (_, edit, looked) => {
    expect((await remade(before, edited(before, edit))).sort()).toEqual([...looked].sort())
  })

  test('reports come in anew', async () => {
    const fewer = edited(before, (article) => (/report-[25]$/.test(article.id) ? undefined : article))
    expect(await remade(fewer, before)).toHaveLength(before.articles.length - fewer.articles.length)
  })

  test.each(['\r\n', '\n', '\r'])('a cell that holds the end of a row (%j) is no row', async (end) => {
    const odd = edited(before, only(nth(30), (article) => withText(article, (text) => `${text}${end}${nth(31)},伪${end}"${end}`)))
    expect(await remade(odd, odd)).toEqual([])
    expect(await remade(odd, edited(odd, only(nth(31), (article) => withText(article, () => `甲${end}乙`))), { piece: 61 })).toEqual([nth(31)])
  })

  test('pieces end anywhere, in a character too', async () => {
    for (const piece of [1, 7, 64, 3_000_000]) await remade(before, edited(before, only(nth(3), (article) => withText(article, () => '改'))), { piece })
  })

  test('of a file that is not there, ends early or is another nothing is taken', async () => {
    const files = bytesOf(before)
    expect(await remade(before, before, { files: new Map() })).toHaveLength(200)
    expect(await remade(before, before, { files: new Map([...files].map(([path, bytes]) => [path, LINES.includes(path) ? bytes.subarray(0, bytes.length / 2) : bytes])) })).toHaveLength(200)
    expect(await remade(before, before, { files: new Map([...files.keys()].map((path) => [path, Buffer.from('{"id":"\r\n,"\n'.repeat(50))])) })).toHaveLength(200)
  })

  test('of a file that is not what its manifest says nothing is taken', () => {
    const dir = mkdtempSync(join(tmpdir(), 'data-'))
    try {
      const file = (name: string): string => join(dir, name)
      const order: LinesOrder = { path: 'data/articles.csv', form: 'csv', head: 'id,甲\r\n', ids: ['1', '2', '3'], made: new Map([['2', '2,改\r\n']]) }
      const earlier = 'id,甲\r\n1,一\r\n2,二\r\n3,三\r\n'
      writeFileSync(file('kept'), earlier)
      writeFileSync(file('altered'), earlier.replace('三', '四'))
      const remake = (name: string): ReturnType<typeof remakeLines> => remakeLines({ order, from: { file: file(name), sha256: sha256(earlier) }, to: file('now') })
      const now = 'id,甲\r\n1,一\r\n2,改\r\n3,三\r\n'
      expect(remake('kept')).toEqual({ size: Buffer.byteLength(now), sha256: sha256(now) })
      expect(readFileSync(file('now'), 'utf8')).toBe(now)
      for (const name of ['altered', 'gone']) expect(remake(name), name).toBeUndefined()
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })

  test('a line longer than all that is written at once is whole', () => {
    const dir = mkdtempSync(join(tmpdir(), 'data-'))
    try {
      const long = `1,${'云'.repeat(1 << 20)}\r\n`
      writeFileSync(join(dir, 'then'), `id\r\n${long}2,二\r\n`)
      const order: LinesOrder = { path: 'data/articles.csv', form: 'csv', head: 'id\r\n', ids: ['2', '1'], made: new Map([['2', '2,改\r\n']]) }
      remakeLines({ order, from: { file: join(dir, 'then'), sha256: sha256(readFileSync(join(dir, 'then'))) }, to: join(dir, 'now') })
      expect(readFileSync(join(dir, 'now'), 'utf8')).toBe(`id\r\n2,改\r\n${long}`)
    } finally {
      rmSync(dir, { recursive: true, force: true })
    }
  })
})
