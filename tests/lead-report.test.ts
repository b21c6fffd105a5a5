import { expect, test } from 'vitest'
import { createArchive, type Archive } from '../lib/archive'
import { understand } from '../lib/content'
import { articleRecordText } from '../lib/feeds'
import { viewOf, type ArticleView } from '../lib/views'
import { fileAt, filesOf } from './archiveOutput'
import { archiveOf, report } from './archives'
import { folderOf } from './syntheticContent'

const onPage2 = (reports: Readonly<Record<string, object>>): Record<string, string> => Object.fromEntries(Object.entries(reports).map(([slug, fields]) => (
  [`issues/2001-02-03/${slug}.md`, report({ title: `题${slug}`, date: '2001-02-03', page: '2', ...fields })]
)))
const placesIn = (archive: Archive): (string | undefined)[][] => archive.articles.map(({ id, slug }) => (
  [slug, (viewOf(archive, { address: `/articles/${id}/` }) as ArticleView).place]
))

test.each([
  ['nobody tells the order', { a: {}, b: {} }, [['a', '第2版'], ['b', '第2版']]],
  ['what stood first is not kept', { a: { order: '7' }, b: { order: '5' }, c: {} }, [['b', '第2版'], ['a', '第2版'], ['c', '第2版']]],
  ['it is told', { a: {}, b: { order: '2' }, c: { order: '1' } }, [['c', '第2版 头条'], ['b', '第2版'], ['a', '第2版']]],
  ['nothing else of the 版 is kept', { a: { order: '1' } }, [['a', '第2版']]],
])('the 头条 is what the editors say it is: %s', (_, reports, places) => {
  expect(placesIn(archiveOf(onPage2(reports)))).toEqual(places)
})

test('a file renamed makes no other report the 头条', () => {
  for (const names of [['a', 'b'], ['c', 'b']]) expect(placesIn(archiveOf(onPage2(Object.fromEntries(names.map((name) => [name, {}]))))).flat()).not.toContain('第2版 头条')
})

test('data tell a place on the page where the editors do, and keep all in page order', () => {
  const { archive, records } = understand(folderOf(onPage2({ a: {}, 'a-b': {}, b: { order: '5' } })), { today: '2030-01-01' })
  if (!archive || !records) throw new Error('the invented content has faults')
  expect(archive.articles.map((article) => [article.slug, (JSON.parse(articleRecordText(archive, article)) as { order?: number }).order])).toEqual([['b', 5], ['a-b', undefined], ['a', undefined]])
  expect(fileAt(filesOf(archive), 'data/articles.csv').split('\r\n').slice(1, -1).map((row) => row.split(',')[6])).toEqual(['5', '', ''])
  const again = createArchive({ ...records, articles: records.articles.toReversed() })
  expect(again.articles.map(({ slug }) => slug)).toEqual(['b', 'a-b', 'a'])
})
