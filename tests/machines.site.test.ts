import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { attribute, filesBelow, pagesBelow, textOf } from './siteFiles'

const { folder } = inject('archive')
const pages = pagesBelow(folder)
const reports = pages.filter(({ address }) => address.startsWith('/articles/'))

test('every report carries one block of linked data that is JSON, and no script that runs', () => {
  expect(reports).toHaveLength(8)
  for (const { address, elements } of reports) {
    const scripts = elements.filter(({ tagName }) => tagName === 'script')
    expect(scripts.map((script) => attribute(script, 'type')), address).toEqual(['application/ld+json'])
    const data = JSON.parse(textOf(scripts[0]!)) as { '@graph': { '@type': string; url: string }[] }
    expect(data['@graph'][0]).toMatchObject({ '@type': 'NewsArticle', url: `https://qujiang-jiubao.example${address}` })
  }
})

test('every report has the meta tags Zotero reads, under the names it reads', () => {
  for (const { address, elements } of reports) {
    const metas = elements.filter(({ tagName }) => tagName === 'meta')
    const named = (name: string) => metas.filter((meta) => attribute(meta, 'name') === name).map((meta) => attribute(meta, 'content'))
    const property = (name: string) => metas.filter((meta) => attribute(meta, 'property') === name).map((meta) => attribute(meta, 'content'))
    expect(named('citation_title'), address).toHaveLength(1)
    expect(named('citation_publication_date'), address).toEqual(['2021/12/17'])
    expect(named('citation_firstpage'), address).toEqual(['1'])
    expect(named('DC.type'), address).toEqual(['newspaperArticle'])
    expect(named('citation_journal_title'), address).toEqual([])
    expect(property('og:type'), address).toEqual(['article'])
    expect(property('article:published_time'), address).toEqual(['2021-12-17T00:00:00+08:00'])
    expect(property('og:image'), address).toEqual([`https://qujiang-jiubao.example${address}share.png`])
  }
  const authors = reports.find(({ address }) => address.includes('industry'))?.elements.filter((meta) => attribute(meta, 'name') === 'citation_author').map((meta) => attribute(meta, 'content'))
  expect(authors).toEqual(['刘威', '李钱乾', '林明'])
})

test('what pages link to for machines is there', () => {
  const files = new Set(filesBelow(folder).map((path) => `/${path}`))
  for (const { address, elements } of pages) {
    const links = elements.filter((element) => /^(?:alternate|manifest|icon|apple-touch-icon)$/.test(attribute(element, 'rel') ?? '') || /\.(?:ris|bib|json|md|csv|jsonl|xml)$/.test(attribute(element, 'href') ?? ''))
    for (const link of links) expect(files.has(new URL(attribute(link, 'href') ?? '', `https://x.example${address}`).pathname), `${address} → ${attribute(link, 'href') ?? ''}`).toBe(true)
  }
})

test('people, topics, the home page and corrections offer their feeds', () => {
  const offered = (address: string) => pages.find((page) => page.address === address)?.elements
    .filter((element) => attribute(element, 'rel') === 'alternate').map((element) => attribute(element, 'type'))
  for (const address of ['/', '/people/wang-hui-jie/', '/topics/gong-ye-jing-ji/', '/corrections/']) {
    expect(offered(address), address).toEqual(['application/atom+xml', 'application/feed+json'])
  }
})

test('the figures are drawn with words for those who do not see them, beside a table', () => {
  const { elements } = pages.find(({ address }) => address === '/figures/')!
  const drawings = elements.filter((element) => element.tagName === 'svg' && attribute(element, 'role') === 'img')
  expect(drawings).toHaveLength(4)
  for (const drawing of drawings) expect(attribute(drawing, 'aria-label')).toMatch(/见旁边的表/)
  expect(elements.filter(({ tagName }) => tagName === 'table')).toHaveLength(4)
})

test('robots.txt and the sitemap are where robots look for them', () => {
  expect(readFileSync(join(folder, 'robots.txt'), 'utf8')).toContain('Sitemap: https://qujiang-jiubao.example/sitemap.xml')
  expect(readFileSync(join(folder, 'sitemap.xml'), 'utf8')).toContain('<sitemapindex')
})
