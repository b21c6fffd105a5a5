import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ArticlePage } from '../app/components/ArticlePage'
import { LinkedData } from '../app/components/LinkedData'
import { understand } from '../lib/content'
import { checkPages, type SitePage } from '../lib/publish/pages/check'
import { diagnosticsOf } from '../lib/publish/pages/faults'
import { feedFaults } from '../lib/publish/pages/feeds'
import { chosen } from '../lib/publish/pages/html'
import { Unit } from '../lib/publish/state'
import { inspectPage } from '../lib/publish/pages/inspect'
import { planSite } from '../lib/publish/plan'
import { redirectGroup } from '../lib/publish/redirects'
import { createArchive } from '../lib/archive'
import { viewOf, type ArticleView } from '../lib/views'
import { archiveOf, report as reportText } from './archives'
import { folderOf } from './syntheticContent'

let dir = ''
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'pages-')) })
afterEach(() => { rmSync(dir, { recursive: true, force: true }) })

const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(dir, path)), { recursive: true })
  writeFileSync(join(dir, path), text)
}

const html = (title: string, body: string, head = ''): string => `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body><main id="main">${body}</main></body></html>`
const good = (title: string, more = ''): string => html(title, `<article><h1>${title}</h1><p id="p1">云山</p>${more}</article>`)

interface Given {
  readonly html: string
  readonly sources?: readonly string[]
  readonly route?: SitePage['route']
  readonly title?: string
  /** As in the site before; the page is not rendered again. */
  readonly kept?: boolean
}

/** Checks a site of two good pages, a picture and a feed, with more pages put in or in place of them. */
async function faultsOf(given: Record<string, Given>, options: { readonly lost?: readonly string[]; readonly before?: Record<string, string> } = {}) {
  const pages: Record<string, Given> = {
    '/': { html: good('首页', '<a href="/articles/1/#p1">甲</a><a href="articles/1/">甲</a><img src="/a.png" alt=""><a href="mailto:a@b.example">信</a><a href="https://other.example/none/">外</a>') },
    '/articles/1/': { html: html('甲', '<article><h1>甲</h1><p id="p1">甲</p><a href="#p1">此</a></article>', '<link rel="alternate" type="application/atom+xml" href="/feed.xml"><link rel="canonical" href="https://yunshan.example/articles/1/">'), route: 'article', sources: ['issues/1.md'] },
    ...given,
  }
  const files = new Set(['a.png', 'feed.xml'])
  const site = Object.entries(pages).map(([address, { html: text, sources = [], route = 'home', title = address }]): SitePage => {
    const file = `${address.slice(1)}index.html`
    put(`new/${file}`, text)
    files.add(file)
    return { address, route, sources, file, title }
  })
  for (const [file, text] of Object.entries(options.before ?? {})) put(`old/${file}`, text)
  const units = new Map(Object.keys(pages).map((address) => [address, Unit.of({ fingerprint: '' }, [])]))
  const faults = await checkPages({
    folder: join(dir, 'new'), before: join(dir, 'old'), url: 'https://yunshan.example', pages: site, has: (file) => files.has(file),
    now: units,
    last: options.before ?? options.lost ? new Map([...units, ['lost', Unit.of({ fingerprint: '' }, (options.lost ?? []).map((file) => [file, 1]))]]) : undefined,
    rendered: new Map(Object.entries(pages).filter(([, { kept }]) => kept !== true).map(([address, { html: text }]) => [address, inspectPage(text).facts])),
  })
  return faults.map(({ page, rule, message }) => `${page.address} ${rule} ${message}`)
}

const report = (more: string): Record<string, Given> => ({ '/articles/2/': { html: good('乙', more), route: 'article', sources: ['issues/2.md'] } })

describe('a finished site', () => {
  test('without faults has none', async () => {
    expect(await faultsOf(report(''))).toEqual([])
  })

  test.each([
    ['a broken link', '<a href="/articles/none/">无</a>', 'page-link 里的链接 /articles/none/ 不存在'],
    ['a broken relative link', '<a href="cite.ris">引</a>', 'page-link 里的链接 cite.ris 不存在'],
    ['a link to a folder without its slash', '<a href="/articles/1">甲</a>', 'page-link 里的链接 /articles/1 不存在'],
    ['an absolute link of its own', '<a href="https://yunshan.example/none/">无</a>', 'page-link 里的链接 https://yunshan.example/none/ 不存在'],
    ['a link to a paragraph that is not there', '<a href="/articles/1/#p9">甲</a>', 'page-anchor 里的链接 /articles/1/#p9 指到的地方不在那一页上'],
    ['a link to one of its own', '<a href="#p9">九</a>', 'page-anchor 里的链接 #p9 指到的地方不在那一页上'],
    ['a missing picture', '<img src="/no.png" alt="">', 'page-image 里的图片 /no.png 不存在'],
    ['a missing picture of a set', '<img src="/a.png" srcset="/a.png 1x, /b.png 2x" alt="">', 'page-image 里的图片 /b.png 不存在'],
    ['an id twice', '<p id="p1">又</p>', 'page-id 有两处编号（id）都是“p1”'],
    ['two headings', '<h1>又</h1>', 'page-heading 有 2 个一级标题（h1），应当正好一个'],
    ['an end without a beginning', '</div>', 'page-html 的 HTML 有错'],
    ['a paragraph in a list', '<ul><p>一</p></ul>', 'page-html 的 HTML 有错'],
    ['a long report', `<p>${'云'.repeat(90_000)}</p>`, 'page-size 有 264 KB，最多 256 KB'],
    ['a heavy frame', `</article><aside data-x="${Array.from({ length: 9000 }, (_, index) => (index * 7919 % 65521).toString(36)).join('')}"></aside><article>`, 'page-size 除正文外有'],
  ])('with %s is not published', async (_, more, fault) => {
    const found = await faultsOf(report(more))
    expect(found.some((line) => line.startsWith(`/articles/2/ ${fault}`)), found.join('\n')).toBe(true)
  })

  test('with a missing feed, no language, no title, or two pages of one title is not published', async () => {
    const page = (text: string, title?: string): Record<string, Given> => ({ '/x/': { html: text, ...(title !== undefined && { title }) } })
    expect(await faultsOf(page(html('丙', '<h1>丙</h1>', '<link rel="alternate" type="application/atom+xml" href="/none.xml">')))).toContain('/x/ page-link 里的订阅 /none.xml 不存在')
    expect((await faultsOf(page(good('丙').replace(' lang="zh"', '')))).join()).toContain('/x/ page-lang')
    expect((await faultsOf(page(good('丙').replace(/<title>.*<\/title>/u, '')))).join()).toContain('/x/ page-title')
    expect((await faultsOf(page(good('丙'), '/'))).join()).toContain('/x/ page-title 的标题与 / 的一样')
  })
})

test('a feed may speak of an address, and is held to those it leads to', () => {
  const entry = (text: string, more = ''): string => `<entry><id>https://yunshan.example/none/</id><summary>${text}</summary>${more}</entry>`
  const faultsIn = (xml: string): string[] => feedFaults([{ path: 'feed.xml', bytes: xml }], 'https://yunshan.example', (file) => file === 'a/index.html').map(({ message }) => message)
  expect(faultsIn(entry('登录 https://yunshan.example/search/，输入一个词').replace('none', 'a'))).toEqual([])
  expect(faultsIn(entry('甲', '<link href="https://yunshan.example/b/"/><content type="html">&lt;a href="https://yunshan.example/c/"&gt;</content><loc>https://yunshan.example/d.png</loc>')))
    .toEqual(['none/', 'b/', 'c/', 'd.png'].map((path) => `里的网址 https://yunshan.example/${path} 不存在`))
})

describe('what npm run check lets pass is no fault of a page', () => {
  const corrected = 'corrections:\n  - {printed: 春拼备耕, corrected: 春耕备耕, reason: 字形}\n'
  const link = 'href="https://other.example/"'
  const mark = '<sup><a href="#n1" id="r1" aria-label="校勘记1">①</a></sup>'
  test.each([
    ['cells set to one side', '', '| 甲 | 乙 |\n|:--|--:|\n| 1 | 2 |', '<th>甲</th>'],
    ['a correction', corrected, '要抓春耕备耕。', `春<span class="em">耕</span>${mark}备耕。`],
    ['a correction at the end of a link', corrected.replaceAll('备耕', ''), '见[云山春耕](https://other.example/)。', `见<a ${link}>云山春<span class="em">耕</span></a>${mark}。`],
    ['a correction in a link', corrected, '见[云山春耕备耕记](https://other.example/)。', `见<a ${link}>云山春<span class="em">耕</span>备耕记</a>${mark}。`],
    ['a correction in bold in a link', corrected, '见[云山**春耕备耕**记](https://other.example/)。', `<strong>春<span class="em">耕</span>备耕</strong>记</a>${mark}。`],
    ['a correction that goes into a link', corrected.replace('春拼备耕', '春拼备种').replace('春耕备耕', '春耕备耘'), '要抓春[耕备耘](https://other.example/)。', `要抓春<a ${link}><span class="em">耕备耘</span></a>${mark}。`],
    ['a correction in code', corrected, '要抓`春耕备耕`。', `<code>春<span class="em">耕</span>${mark}备耕</code>`],
    ['a correction in code in a link', corrected, '见[`春耕备耕`](https://other.example/)。', `<a ${link}><code>春<span class="em">耕</span>备耕</code></a>${mark}`],
    ['a correction in a block of code', corrected, '```\n云山\n  春耕备耕\n```', `<code id="p1">云山\n  春<span class="em">耕</span>${mark}备耕\n</code>`],
    ['a correction between code and a link', corrected, '`甲`春耕备耕[乙](https://other.example/)', `<code>甲</code>春<span class="em">耕</span>${mark}备耕<a ${link}>乙</a>`],
    ['a person named in a link', 'people: [甄一二]\n', '见[甄一二](https://other.example/)，甄一二来了。', `<a ${link}>甄一二</a>，`],
    ['signs that HTML has a use for', '', '气温>30℃，甲->乙，3 < 5，甲<5，R&D，&copy 与 &nbsp。', '气温>30℃，甲->乙'],
    ['footnotes', '', '春耕[^1]。\n\n[^1]: 雨天不量。', '<li id="note1">'],
  ])('%s', async (_, frontmatter, text, expected) => {
    const { archive, diagnostics } = understand(folderOf({ 'issues/2020-05-04/spring.md': `---\ntitle: 云山\ndate: 2020-05-04\n${frontmatter}---\n\n${text}\n` }), { today: '2020-06-01' })
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    const [article] = archive?.articles ?? []
    const blocks = article?.blocks.map((block) => block.html).join('') ?? ''
    expect(blocks).toContain(expected)
    const notes = (article?.corrections ?? []).map(({ number }) => `<p id="n${number}"><a href="#r${number}">↩</a></p>`).join('')
    const page = html('乙', `<article><h1>乙</h1>${blocks}${notes}</article>`)
    const people = { '/people/zhen-yi-er/': { html: good('丙') } }
    expect(await faultsOf({ ...people, '/articles/2/': { html: page, route: 'article', sources: ['issues/2.md'] } })).toEqual([])
  })
})

describe('a report', () => {
  const [surnames, given] = [[...'赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦尤许何吕'], [...'明华国建文志刚强军平永红春德光']]
  // Scattered, as names of a list are: what repeats weighs nothing once it is compressed.
  const names = Array.from({ length: 300 }, (_, at) => `${surnames[at * 7 % 20] ?? ''}${given[at * 11 % 15] ?? ''}${given[at * at % 13] ?? ''}`)
  const persons = [...new Set(names)]

  test.each([
    [`that names ${persons.length} persons`, persons, persons.join('、')],
    ['of 1500 paragraphs', [], Array.from({ length: 1500 }, (_, at) => `${names[at % 300] ?? ''}同志${at * 37 % 91}票。`).join('\n\n')],
  ])('%s is published', async (_, people, text) => {
    const archive = archiveOf({ 'issues/2001-02-03/a.md': reportText({ title: '虚构的名单', date: '2001-02-03', people }, text) })
    const view = viewOf(archive, { address: '/articles/2001-02-03/a/' }) as ArticleView
    const page = html('丙', renderToStaticMarkup(createElement(ArticlePage, { view })), renderToStaticMarkup(createElement(LinkedData, view)))
    expect((await faultsOf({ '/articles/2001-02-03/a/': { html: page, route: 'article' } })).filter((fault) => fault.includes('page-size'))).toEqual([])
  })
})

describe('a page that did not change', () => {
  const kept = { html: good('丁', '<a href="/articles/1/#p7">七</a><a href="/articles/1/index.md">文</a>'), kept: true }

  test('is not looked at again', async () => {
    expect(await faultsOf({ '/kept/': kept })).toEqual([])
  })

  test('is, when it names a page that lost a paragraph or a file', async () => {
    const lostId = await faultsOf({ '/kept/': kept }, { before: { 'articles/1/index.html': good('甲', '<p id="p7">七</p>') } })
    expect(lostId).toContain('/kept/ page-anchor 里的链接 /articles/1/#p7 指到的地方不在那一页上')
    expect(await faultsOf({ '/kept/': kept }, { lost: ['articles/1/index.md'] })).toContain('/kept/ page-link 里的链接 /articles/1/index.md 不存在')
  })
})

describe('a fault', () => {
  const page = { address: '/people/jia/', route: 'person' as const, sources: ['issues/a.md', 'issues/b.md'] }

  test('is told at the file that says what is wrong', () => {
    const told = diagnosticsOf([{ page, rule: 'page-link', message: '里的链接 /x/ 不存在', trace: '/x/' }], 'content', (file) => file.endsWith('b.md'))
    expect(told).toMatchObject([{ file: 'content/issues/b.md', rule: 'page-link', severity: 'error', message: '网页 /people/jia/ 里的链接 /x/ 不存在' }])
  })

  test('of every page of a kind is told once, with what renders them', () => {
    const faults = Array.from({ length: 500 }, (_, index) => ({ page: { ...page, address: `/people/${index}/` }, rule: 'page-id' as const, message: '有两处编号（id）都是“x”' }))
    const told = diagnosticsOf(faults, 'content', () => false)
    expect(told).toHaveLength(1)
    expect(told[0]?.message).toContain('另有 499 页也这样，可能出在 app/people/[slug]/[[...period]]/page.tsx')
    expect(told[0]?.file).toBe('app/people/[slug]/[[...period]]/page.tsx')
  })

  test('of pages of several kinds is told at what they share, unless a content file says it', () => {
    const faults = (['person', 'article', 'topic', 'home'] as const).map((route) => ({ page: { ...page, address: `/${route}/`, route }, rule: 'page-link' as const, message: '里的链接 /x/ 不存在', trace: '/x/' }))
    expect(diagnosticsOf(faults, 'content', () => false).map(({ file }) => file)).toEqual(['app/components'])
    expect(diagnosticsOf(faults, 'content', (file) => file.endsWith('b.md')).map(({ file }) => file)).toEqual(['content/issues/b.md'])
  })

  test('of a page no content file stands behind is told at what renders it', () => {
    expect(diagnosticsOf([{ page: { address: '/about/', route: 'about', sources: [] }, rule: 'page-heading', message: '' }], 'content', () => false)[0]?.file).toBe('app/about/page.tsx')
  })
})

test('of a large export every kind of page is validated, and a spread of the rest', () => {
  const pages = Array.from({ length: 10_000 }, (_, index) => ({ route: index === 9_999 ? 'about' : index === 5_000 ? 'search' : 'article', index }))
  const picked = chosen(pages, 100)
  expect(picked).toHaveLength(100)
  expect(new Set(picked).size).toBe(100)
  expect(new Set(picked.map(({ route }) => route))).toEqual(new Set(['article', 'about', 'search']))
  expect(Math.max(...picked.map(({ index }) => index))).toBeGreaterThan(9_000)
})

test('pages that lead on from former addresses are valid', async () => {
  const { records } = understand(folderOf({ 'issues/2020-01-01/a.md': '---\ntitle: 甲\ndate: 2020-01-01\n---\n\n云山。\n' }))
  if (!records) throw new Error('the invented content has faults')
  const files = await redirectGroup(createArchive(records), [{ from: '/old/', to: '/articles/1/' }]).make()
  const text = String(files.find(({ path }) => path === 'old/index.html')?.bytes)
  expect(await faultsOf({ '/old/': { html: text } })).toEqual([])
})

test('reports of one title have pages of different titles', () => {
  const brief = (order: number, date: string, title = '简讯'): string => `---\ntitle: ${title}\ndate: ${date}\norder: ${order}\n---\n\n云山。\n`
  const { archive } = understand(folderOf({
    'issues/2020-01-01/a.md': brief(1, '2020-01-01'), 'issues/2020-01-01/b.md': brief(2, '2020-01-01'), 'issues/2020-01-02/c.md': brief(1, '2020-01-02'),
    'issues/2020-01-02/d.md': brief(2, '2020-01-02', '日历'), 'issues/2020-01-02/e.md': brief(3, '2020-01-02', '独一条'),
  }))
  const titles = archive && planSite(archive, '', { ledger: [], pictures: [] }).pages.map(({ view }) => view().head.title)
  expect(titles).toEqual([...new Set(titles)])
  for (const title of ['简讯（2020年1月1日之1）', '简讯（2020年1月1日之2）', '简讯（2020年1月2日）', '日历（2020年1月2日）', '独一条']) expect(titles).toContain(`${title}｜云山旧报`)
})
