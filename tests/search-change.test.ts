import { beforeAll, describe, expect, test } from 'vitest'
import type { Archive, ArticleRecord } from '../lib/archive'
import { indexParts, type IndexPart } from '../lib/search'
import { fictionalArchive, randomFrom } from './fictionalArchive'
import { edited, readerOf, withText } from './searchedArchives'

/** Signs no invented text has: so many of the first reports hold them. */
const MARK = '鼋鼍龟鳖'
const withMarks = (archive: Archive, marked: number): Archive => edited(archive, (article) => (
  archive.articles.findIndex(({ id }) => id === article.id) < marked ? withText(article, (text) => `${text}\n${MARK}在此。`) : article
))

const segmentsOf = (archive: Archive): Map<string, IndexPart> => new Map(indexParts(archive).filter(({ id }) => /segment-[0-9a-f]+$/u.test(id)).map((part) => [part.id, part]))
const listed = (files: Iterable<{ path: string; bytes: string | Uint8Array }>): Record<string, string> => Object.fromEntries([...files].map(({ path, bytes }) => [path, Buffer.from(bytes as Uint8Array).toString('base64')]))

/** An archive's index, made once. */
const made = new WeakMap<Archive, ReturnType<typeof readerOf>>()
function indexOf(archive: Archive): ReturnType<typeof readerOf> {
  const index = made.get(archive) ?? readerOf(archive)
  made.set(archive, index)
  return index
}

/** The files of each segment as an edit leaves them, and as they are made from nothing; `written` of them anew. */
async function bothWays(before: Archive, after: Archive, ids: readonly string[]): Promise<{ changed: Record<string, string>; made: Record<string, string>; written: number; fromNothing: number }> {
  const { read, files } = indexOf(before)
  const [changed, made]: Record<string, string>[] = [{}, {}]
  let [written, fromNothing] = [0, 0]
  for (const [id, part] of segmentsOf(after)) {
    Object.assign(made!, listed(part.make()))
    const change = await part.change?.(read, new Set(ids))
    if (!change) {
      fromNothing++
      Object.assign(changed!, listed(part.make()))
      continue
    }
    written += change.files.length
    const kept = [...files].filter(([path]) => path.startsWith(`${id}/`) && !change.isReplaced(path)).map(([path, bytes]) => ({ path, bytes }))
    expect(kept.filter(({ path }) => change.files.some((file) => file.path === path))).toEqual([])
    Object.assign(changed!, listed(kept), listed(change.files))
  }
  return { changed: changed!, made: made!, written, fromNothing }
}

type Edit = (article: ArticleRecord, random: () => number) => ArticleRecord
const at = (text: string, random: () => number): number => Math.floor(random() * text.length)
const inText = (edit: (text: string, random: () => number) => string): Edit => (article, random) => withText(article, (text) => edit(text, random))

const EDITS: readonly (readonly [name: string, edit: Edit])[] = [
  ['a character changed', inText((text, random) => { const place = at(text, random); return `${text.slice(0, place)}鼎${text.slice(place + 1)}` })],
  ['a character put in', inText((text, random) => { const place = at(text, random); return `${text.slice(0, place)}的${text.slice(place)}` })],
  ['a sentence taken out', inText((text, random) => { const place = at(text, random); return `${text.slice(0, place)}${text.slice(place + 30)}` })],
  ['quotes set', inText((text, random) => { const place = at(text, random); return `${text.slice(0, place)}“「${text.slice(place)}` })],
  ['a paragraph emptied', inText((text) => text.split('\n').slice(1).join('\n') || '空')],
  ['another column', (article) => ({ ...article, body: { ...article.body, column: '虚构的栏题' } })],
  ['another headline', (article) => ({ ...article, title: `${article.title.slice(2)}新题`, body: { ...article.body, kicker: '引题' } })],
  ['another byline, person and topic', (article) => ({ ...article, byline: [{ role: '记者', names: ['新某'] }], appearances: [{ person: 'person-3-3' }], topics: ['topic-1'] })],
  ['a caption gone', (article) => ({ ...article, body: { ...article.body, photos: [] } })],
]

// The small one is laid out in another way; only the large one has grams frequent enough to be extended.
describe.each([[320, 1], [2000, 3]])('in an archive of %i reports, %i of them edited at once', (reports, edits) => {
  let archive: Archive
  beforeAll(() => { archive = fictionalArchive(reports, { days: 1 }) }, 120_000)

  test.each(EDITS)('%s leaves the index as one made from nothing', async (name, edit) => {
    const random = randomFrom(name.length * reports)
    const ids = Array.from({ length: edits }, () => archive.articles[Math.floor(random() * reports)]!.id)
    const after = edited(archive, (article) => (ids.includes(article.id) ? edit(article, random) : article))
    const { changed, made, written, fromNothing } = await bothWays(archive, after, ids)
    expect(Object.keys(changed).sort()).toEqual(Object.keys(made).sort())
    expect(changed).toEqual(made)
    expect(fromNothing).toBe(0)
    expect(written).toBeLessThan(Object.keys(made).length)
  }, 240_000)
})

describe('a gram', () => {
  const archive = fictionalArchive(2000, { days: 1 })
  const id = archive.articles[10]!.id
  const unmarked = (from: Archive): Archive => edited(from, (article) => (article.id === id ? withText(article, (text) => text.replace(MARK, '')) : article))

  test('that stays frequent keeps what begins with it', async () => {
    const before = withMarks(archive, 1503)
    const { changed, made, fromNothing } = await bothWays(before, unmarked(before), [id])
    expect(changed).toEqual(made)
    expect(fromNothing).toBe(0)
  }, 240_000)

  test('that becomes a rare one, or the reverse, has its segment made from nothing', async () => {
    const before = withMarks(archive, 1501)
    for (const [from, to] of [[before, unmarked(before)], [unmarked(before), before]] as const) {
      const { changed, made, fromNothing } = await bothWays(from, to, [id])
      expect(changed).toEqual(made)
      expect(fromNothing).toBe(1)
    }
  }, 240_000)

  test('of an index that cannot be read, or of other reports, is never changed', async () => {
    const { read } = indexOf(archive)
    const after = unmarked(withMarks(archive, 20))
    const [part] = [...segmentsOf(after).values()]
    expect(await part!.change!(() => Promise.reject(new Error('404')), new Set([id]))).toBeUndefined()
    expect(await part!.change!(async (path) => (path.includes('/texts/') ? new Uint8Array(9) : read(path)), new Set([id]))).toBeUndefined()
    expect(await part!.change!(readerOf(fictionalArchive(2000, { days: 2 })).read, new Set([id]))).toBeUndefined()
    expect(await part!.change!(read, new Set([id]))).toBeDefined()
  }, 240_000)
})
