import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { createArchive, type ArticleRecord, type ArchiveRecords } from '../lib/archive'
import { loadContent, understand } from '../lib/content'
import { dataFiles, SCHEMAS } from '../lib/feeds'
import { archiveOf, HARD_TITLES, hardArchive, realArchive, report } from './archives'
import { fileAt, filesOf } from './archiveOutput'
import { BULLETIN } from './newsrooms'
import { edited, recordOf } from './searchedArchives'
import { syntheticFolder } from './syntheticContent'

type Row = Record<string, string>
/** As Excel and Python read it: a row ends at any line break that is not in quotes. */
const rows = (text: string): Row[] => parse<Row>(text, { columns: true, bom: true, record_delimiter: ['\r\n', '\n', '\r'] })

let files: ReadonlyMap<string, string>
let records: ArchiveRecords
beforeAll(async () => {
  files = filesOf(await realArchive())
  const loaded = await loadContent(BULLETIN)
  if (!loaded.records) throw new Error('the bulletin has faults')
  records = loaded.records
})

/** What anyone could do who has `articles.jsonl` and nothing of ours. */
function rebuilt(line: string): Omit<ArticleRecord, 'digest'> {
  const { url: _url, date, dateCertainty: _c, issueNumber: _n, pageName: _p, people, topics, ...rest } = JSON.parse(line) as
    Omit<ArticleRecord, 'topics' | 'digest' | 'body'> & Omit<ArticleRecord['body'], 'mentions'> & { url: string; date: string; dateCertainty: string; issueNumber?: string; pageName?: string; people: { slug: string; title?: string; sentence?: string; named?: [number, number]; anchor?: string }[]; topics: { slug: string }[] }
  const { kicker, subtitle, column, dateline, photos, note, blocks, text, excerpt, ...head } = rest
  return {
    ...head,
    body: {
      kicker, subtitle, column, dateline, photos, note, blocks, text, excerpt,
      mentions: people.map(({ sentence, named, anchor }) => ({ sentence, named, anchor })),
    },
    slug: rest.id.slice(date.length + 1),
    issueDate: date,
    draft: false,
    appearances: people.map(({ slug, title }) => ({ person: slug, title })),
    topics: topics.map(({ slug }) => slug),
  }
}

const withoutDigest = (record: ArticleRecord): object => ({ ...JSON.parse(JSON.stringify(record)) as ArticleRecord, digest: undefined })

describe('articles.jsonl', () => {
  test('rebuilt into reports equals the archive', async () => {
    const archive = await realArchive()
    const articles = fileAt(files, 'data/articles.jsonl').trimEnd().split('\n').map(rebuilt)
    const read = records.articles.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
    expect(articles).toEqual(read.map(withoutDigest))
    const digested = articles.map((article, nth) => ({ ...article, digest: read[nth]?.digest ?? '' }))
    const again = createArchive({ ...records, articles: digested })
    expect(again.articles.map(recordOf)).toEqual(archive.articles.map(recordOf))
    // The archive is a graph with cycles, which Node compares in linear time.
    expect(isDeepStrictEqual(again.articles, archive.articles)).toBe(true)
  })

  test('of an invented archive too', () => {
    const { archive, records: read } = understand(syntheticFolder(40), { today: '2030-01-01' })
    if (!archive || !read) throw new Error('the invented content has faults')
    const articles = fileAt(filesOf(archive), 'data/articles.jsonl').trimEnd().split('\n').map(rebuilt)
    expect(articles).toEqual(read.articles.map(withoutDigest))
  })

  test('says the same as index.json beside each report', () => {
    for (const line of fileAt(files, 'data/articles.jsonl').trimEnd().split('\n')) {
      const { id } = JSON.parse(line) as { id: string }
      expect(JSON.parse(fileAt(files, `articles/${id}/index.json`))).toEqual(JSON.parse(line))
    }
  })
})

describe('appearances.csv', () => {
  test('has three rows of 王慧杰 with the titles printed', () => {
    const wang = rows(fileAt(files, 'data/appearances.csv')).filter(({ person }) => person === '王慧杰')
    expect(wang.map(({ article, date, event_date, title, paragraph }) => [article, date, event_date, title, paragraph])).toEqual([
      ['2021-12-17/party-governance', '2021-12-17', '2021-12-16', '区委书记', 'p1'],
      ['2021-12-17/mengjiang-mounds', '2021-12-17', '2021-12-15', '区领导', 'p1'],
      ['2021-12-17/industry-survey', '2021-12-17', '2021-12-14', '区委书记', 'p1'],
    ])
  })
})

test('corrections.csv says what was printed, what stands, where and why', () => {
  expect(rows(fileAt(files, 'data/corrections.csv'))).toEqual([{
    article: '2021-12-17/mengjiang-mounds',
    url: 'https://qujiang-jiubao.example/articles/2021-12-17/mengjiang-mounds/#n1',
    date: '2021-12-17', number: '1', field: 'title', paragraph: '', printed: '美国升', corrected: '吴国升', reason: '正文四处均作“吴国升”',
  }])
})

test('a correction in the text names its paragraph', () => {
  const archive = archiveOf({
    'issues/2001-02-03/x.md': report({
      title: '一', date: '2001-02-03', corrections: [{ printed: '真一', corrected: '甄一', in: 'text', reason: '显系误字' }],
    }, '第一段。\n\n第二段里有甄一。'),
  })
  expect(rows(fileAt(filesOf(archive), 'data/corrections.csv'))[0]?.paragraph).toBe('p2')
})

describe('every data file', () => {
  const ajv = new Ajv2020({ strict: true, strictRequired: false })
  addFormats.default(ajv)
  const valid = (name: keyof typeof SCHEMAS, value: unknown) => {
    const check = ajv.compile(SCHEMAS[name])
    expect(check(value), `${JSON.stringify(check.errors)} in ${JSON.stringify(value).slice(0, 200)}`).toBe(true)
  }

  test('is valid by its JSON Schema', () => {
    for (const data of [files, filesOf(hardArchive())]) {
      for (const line of fileAt(data, 'data/articles.jsonl').trimEnd().split('\n')) valid('article', JSON.parse(line))
      for (const person of JSON.parse(fileAt(data, 'data/people.json')) as unknown[]) valid('person', person)
      for (const row of rows(fileAt(data, 'data/articles.csv'))) valid('article-row', row)
      for (const row of rows(fileAt(data, 'data/appearances.csv'))) valid('appearance', row)
      for (const row of rows(fileAt(data, 'data/corrections.csv'))) valid('correction', row)
    }
  })

  test('publishes the schema it is valid by', () => {
    for (const name of Object.keys(SCHEMAS)) {
      const published = JSON.parse(fileAt(files, `data/schemas/${name}.json`)) as { $id: string; $schema: string }
      expect(published.$id).toBe(`https://qujiang-jiubao.example/data/schemas/${name}.json`)
      expect(new Ajv2020({ strict: false, validateFormats: false }).validateSchema(published)).toBe(true)
    }
  })

  test('is listed with its true size and SHA-256', () => {
    const { files: listed } = JSON.parse(fileAt(files, 'data/index.json')) as { files: { url: string; size: number; sha256: string; records: number }[] }
    expect(listed.map(({ url }) => new URL(url).pathname)).toEqual(['/data/articles.jsonl', '/data/articles.csv', '/data/appearances.csv', '/data/people.json', '/data/corrections.csv'])
    for (const { url, size, sha256 } of listed) {
      const bytes = Buffer.from(fileAt(files, new URL(url).pathname.slice(1)))
      expect(bytes.length).toBe(size)
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    }
  })
})

describe('a table', () => {
  test('begins with a byte order mark and ends each line as Excel expects', () => {
    for (const [path, text] of [...files, ...filesOf(hardArchive())]) if (path.endsWith('.csv')) {
      expect(text.startsWith('\ufeff'), path).toBe(true)
      expect(text.endsWith('\r\n'), path).toBe(true)
      expect(text.replaceAll(/"(?:[^"]|"")*"/g, '').replaceAll('\r\n', ''), path).not.toMatch(/[\r\n]/)
    }
  })

  test('has one row a report, however many paragraphs', () => {
    const text = '第一段。\n\n第二段，有“引号”和"直引号"。'
    const archive = archiveOf(Object.fromEntries([1, 2].map((nth) => [`issues/2001-02-03/x${nth}.md`, report({ title: `${nth}`, date: '2001-02-03' }, text)])))
    const table = fileAt(filesOf(archive), 'data/articles.csv')
    expect(rows(table).map(({ title, text }) => [title, text])).toEqual(archive.articles.map(({ title, text }) => [title, text]))
    expect(archive.articles[0]?.text).toContain('\n')
    expect(rows(fileAt(files, 'data/articles.csv')).map(({ id }) => id).toSorted()).toEqual(records.articles.map(({ id }) => id).toSorted())
  })

  test('carries every title whole, and no cell can run a formula', () => {
    const titles = rows(fileAt(filesOf(hardArchive()), 'data/articles.csv')).map(({ title = '' }) => title)
    expect(titles.map((title) => title.replace(/^'/, ''))).toEqual(HARD_TITLES)
    for (const title of titles) expect(title).not.toMatch(/^[=+\-@\t\r]/)
  })

  test('cannot run a formula whatever an editor writes', () => {
    const archive = hardArchive()
    fc.assert(fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', ''), fc.string({ unit: 'grapheme' }), (sign, rest) => {
      const [first] = archive.articles
      const changed = edited(archive, (article) => (article.id === first?.id ? { ...article, title: sign + rest, body: { ...article.body, text: sign + rest, kicker: sign } } : undefined))
      const text = String(dataFiles(changed).find(({ path }) => path === 'data/articles.csv')?.bytes)
      for (const cell of Object.values(rows(text)[0] ?? {})) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
    }), { numRuns: 200 })
  })
})
