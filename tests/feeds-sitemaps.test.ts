import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import robotsParser from 'robots-parser'
import { parseSitemap } from 'sitemap'
import { Readable } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import type { Archive } from '../lib/archive'
import { SCHEMAS, sitemapFiles } from '../lib/feeds'
import { listPages } from '../lib/views'
import { archiveOf, HARD_TITLES, hardArchive, realArchive, report } from './archives'
import { fileAt, filesOf } from './archiveOutput'

const schemas = (name: string): string => readFileSync(`tests/fixtures/schemas/${name}`, 'utf8')
const preload = [
  { fileName: 'sitemap.xsd', contents: readFileSync('node_modules/sitemap/schema/sitemap.xsd', 'utf8') },
  { fileName: 'sitemap-news.xsd', contents: schemas('sitemap-news.xsd') },
]

let real: Archive
beforeAll(async () => { real = await realArchive() })

const addressesOf = async (files: ReadonlyMap<string, string>): Promise<string[]> => {
  const index = fileAt(files, 'sitemap.xml')
  const paths = [...index.matchAll(/<loc>https?:\/\/[^/]+\/(.*?)<\/loc>/g)].map(([, path = '']) => path)
  const sets = await Promise.all(paths.filter((path) => !path.endsWith('news.xml')).map((path) => parseSitemap(Readable.from([fileAt(files, path)]))))
  return sets.flat().map(({ url }) => url)
}

describe('of a site with a Chinese domain', () => {
  const archive = archiveOf({
    'archive.yaml': 'name: 云山旧报\nurl: https://云山旧报.中国\ndescription: 虚构。\n',
    'issues/2001-02-03/x.md': report({ title: '一', date: '2001-02-03', people: ['甄一'], formerly: 'https://云山旧报.中国/articles/2001-02-03/old' }, '县长甄一说。'),
  })
  const host = new URL('https://云山旧报.中国').host

  test('every address is one of RFC 3986, in ASCII', async () => {
    const files = filesOf(archive)
    expect([...files].filter(([, text]) => text.includes('云山旧报.中国')).map(([path]) => path)).toEqual([])
    expect((await addressesOf(files)).filter((address) => !address.startsWith(`https://${host}/`) || !/^[\x21-\x7e]+$/u.test(address))).toEqual([])
    const checked = new Ajv2020({ strict: false })
    addFormats.default(checked)
    const valid = checked.compile(SCHEMAS.article)
    expect(valid(JSON.parse(fileAt(files, 'data/articles.jsonl'))), JSON.stringify(valid.errors)).toBe(true)
  })

  test('an address copied from the browser is its own', () => {
    expect(archive.articles[0]?.formerly).toEqual(['/articles/2001-02-03/old/'])
  })
})

describe('the sitemaps', () => {
  test('are valid against the XSD, news too', async () => {
    for (const archive of [real, hardArchive()]) {
      const files = filesOf(archive, archive.issues.at(-1)?.date)
      const maps = [...files].filter(([path]) => path.startsWith('sitemaps/')).map(([path, contents]) => ({ fileName: path.replaceAll('/', '_'), contents }))
      expect(maps.map(({ fileName }) => fileName)).toContain('sitemaps_news.xml')
      expect(await validateXML({ xml: maps, schema: schemas('sitemap-with-news.xsd'), preload })).toMatchObject({ valid: true, errors: [] })
      expect(await validateXML({ xml: fileAt(files, 'sitemap.xml'), schema: schemas('siteindex.xsd') })).toMatchObject({ valid: true, errors: [] })
    }
  })

  test('list every page of an archive without long lists, and none that is not', async () => {
    const listed = await addressesOf(filesOf(real))
    expect(new Set(listed).size).toBe(listed.length)
    const pages = listPages(real).map(({ address }) => real.site.url + address)
    expect(listed.toSorted()).toEqual(pages.toSorted())
  })

  test('leave out people who stay out of search engines', async () => {
    const archive = archiveOf({
      'people/zhen-yi.md': '---\nname: 甄一\nnoindex: true\n---\n',
      'issues/2001-02-03/x.md': report({ title: '一', date: '2001-02-03', people: ['甄一', '贾二'] }, '甄一、贾二。'),
    })
    const listed = await addressesOf(filesOf(archive))
    expect(listed.filter((address) => address.includes('/people/'))).toEqual(['https://yunshan.example/people/', 'https://yunshan.example/people/jia-er/'])
  })

  test('hold at most 50,000 addresses a file', () => {
    const people = Array.from({ length: 50_001 }, (_, index) => ({ slug: `p${index}`, noindex: false, appearances: [] }))
    const files = sitemapFiles({ ...real, people: people as never }, { today: '2030-01-01' })
    const counts = Object.fromEntries(files.filter(({ path }) => path.includes('people')).map(({ path, bytes }) => [path, String(bytes).split('<url>').length - 1]))
    expect(counts).toEqual({ 'sitemaps/people.xml': 50_000, 'sitemaps/people-2.xml': 1 })
    for (const { bytes } of files) expect(Buffer.byteLength(bytes)).toBeLessThan(50 * 1024 * 1024)
  })
})

describe('the news sitemap', () => {
  test.each([['2021-12-16', false], ['2021-12-17', true], ['2021-12-18', true], ['2021-12-19', false]])('on %s: %s', (today, there) => {
    expect(filesOf(real, today).has('sitemaps/news.xml')).toBe(there)
    expect(fileAt(filesOf(real, today), 'sitemap.xml').includes('news.xml')).toBe(there)
  })

  test('carries every title whole', async () => {
    const items = await parseSitemap(Readable.from([fileAt(filesOf(hardArchive(), '2001-02-03'), 'sitemaps/news.xml')]))
    expect(items.map(({ news }) => news?.title)).toEqual(HARD_TITLES)
  })
})

test('robots.txt lets everyone in and names the sitemap', () => {
  const address = `${real.site.url}/robots.txt`
  const robots = robotsParser(address, fileAt(filesOf(real), 'robots.txt'))
  expect(robots.getSitemaps()).toEqual([`${real.site.url}/sitemap.xml`])
  for (const { address: page } of listPages(real)) expect(robots.isAllowed(real.site.url + page, 'Baiduspider')).toBe(true)
})
