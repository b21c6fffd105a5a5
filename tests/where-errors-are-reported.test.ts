import { unzipSync } from 'fflate'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { ArticlePage } from '../app/components/ArticlePage'
import { understand } from '../lib/content'
import { bagGroups } from '../lib/publish/bag'
import { metaTags } from '../lib/cite'
import { metadataOf } from '../app/metadata'
import { listPages, viewOf } from '../lib/views'
import { aboutView } from '../lib/views/about'
import { articleView } from '../lib/views/article'
import { folderOf } from './syntheticContent'

const SITE = 'name: 云山旧报\nurl: https://yunshan.example\ndescription: 虚构的报库，只用于测试。\n'

/** An archive of one invented report, whose `archive.yaml` has one line more. */
const read = (line: string) => understand(folderOf({
  'archive.yaml': `${SITE}${line}\n`,
  'issues/2020-05-04/spring.md': '---\ntitle: 云山春耕\ndate: 2020-05-04\n---\n\n今天，云山开始春耕。\n',
}), { today: '2020-06-01' })

function archiveWith(line: string) {
  const { archive, diagnostics } = read(line)
  if (!archive) throw new Error(JSON.stringify(diagnostics))
  return archive
}

const bagInfoOf = async (archive: ReturnType<typeof archiveWith>): Promise<string> => {
  const [file] = await bagGroups(archive, { texts: new Map(), pictures: new Map(), folder: '' })[0]?.make() ?? []
  return new TextDecoder().decode(unzipSync(Buffer.from(file?.bytes ?? ''))['archive-bag/bag-info.txt'])
}

describe('what archive.yaml gives to report errors at is one thing on every page and in the bag', () => {
  test.each([
    ['jiucuo@yunshan.example', 'mailto:jiucuo@yunshan.example', 'Contact-Email: jiucuo@yunshan.example'],
    ['bao+jiucuo@mail.yunshan.example', 'mailto:bao+jiucuo@mail.yunshan.example', 'Contact-Email: bao+jiucuo@mail.yunshan.example'],
    ['a&b?c%d@yunshan.example', 'mailto:a%26b%3Fc%25d@yunshan.example', 'Contact-Email: a&b?c%d@yunshan.example'],
    ['https://mastodon.example/@yunshan', 'https://mastodon.example/@yunshan', undefined],
    ['HTTP://yunshan.example/jiucuo?a=1', 'HTTP://yunshan.example/jiucuo?a=1', undefined],
    ['0570-1234567', 'tel:05701234567', 'Contact-Phone: 0570-1234567'],
    ['138 0000 0000', 'tel:13800000000', 'Contact-Phone: 138 0000 0000'],
    ['+86 (570) 123-4567', 'tel:+865701234567', 'Contact-Phone: +86 (570) 123-4567'],
    ['（0570）1234567转801', 'tel:05701234567;ext=801', 'Contact-Phone: （0570）1234567转801'],
  ])('%s', async (contact, address, field) => {
    const archive = archiveWith(`contact: "${contact}"`)
    expect(aboutView(archive).contact).toEqual({ address, text: contact })
    const [article] = archive.articles
    const report = article && articleView(archive, article).frame.report
    expect(report?.replace(/^(mailto:[^?]*)\?subject=.*/u, '$1')).toBe(address)
    const info = await bagInfoOf(archive)
    expect(info.match(/^Contact-.*$/gmu) ?? []).toEqual(field === undefined ? [] : [field])
  })

  test('the foot of every page leads there, that of a report with its address filled in, and no page twice', () => {
    const archive = archiveWith('contact: jiucuo@yunshan.example')
    const pages = listPages(archive)
    expect(pages.length).toBeGreaterThan(8)
    for (const page of pages) expect(viewOf(archive, page).frame.report, page.address).toMatch(/^mailto:jiucuo@yunshan\.example\?subject=/u)
    const [article] = archive.articles
    if (!article) throw new Error('no report')
    const html = renderToStaticMarkup(createElement(ArticlePage, { view: articleView(archive, article) }))
    const links = [...html.matchAll(/<a href="([^"]*)"[^>]*>纠错<\/a>/gu)]
    expect(links.map(([, address = '']) => decodeURIComponent(address))).toEqual([expect.stringContaining('subject=纠错 2020-05-04/spring&amp;body=https://yunshan.example/articles/2020-05-04/spring/')])
    expect(html.indexOf('<footer')).toBeLessThan(links[0]?.index ?? 0)
    expect(renderToStaticMarkup(createElement(ArticlePage, { view: articleView(archiveWith(''), article) }))).not.toContain('纠错')
  })

  test.each(['https:// yunshan.example', 'https://', 'https://云山 旧报', 'javascript:alert(1)', 'data:text/html,x', 'ftp://yunshan.example', 'mailto:a@yunshan.example', '编辑部电话 0570-1234567', '甲@yunshan.example',
    'a@b', 'a@yunshan.example b@yunshan.example', '微信公众号', '12', '1234567890123456', '+', '#', '/about/'])('%s is none and is told where it stands', (contact) => {
    const { archive, diagnostics } = read(`contact: "${contact}"`)
    expect(archive).toBeUndefined()
    expect(diagnostics).toMatchObject([{ file: 'content/archive.yaml', line: 4, column: 10, rule: 'value-shape', severity: 'error' }])
    expect(diagnostics[0]?.hint).toContain('0570-1234567')
  })
})

describe('the language archive.yaml gives', () => {
  test.each(['zh-Hans-CN', 'zh-CN', 'zh', 'bo', 'ug-Arab-CN', 'zh-Hant-HK'])('%s is on pages and in citations', (language) => {
    const archive = archiveWith(`language: ${language}`)
    const [article] = archive.articles
    expect(article && metaTags(archive, article).length).toBeGreaterThan(0)
    expect(archive.site.language).toBe(language)
  })

  test.each([['zh-Hans-CN', 'zh_CN'], ['zh-CN', 'zh_CN'], ['zh', 'zh'], ['zh-Hant-TW', 'zh_TW'], ['ug-Arab-CN', 'ug_CN']])('%s is %s to those who share a page', (language, locale) => {
    expect(metadataOf(viewOf(archiveWith(`language: ${language}`), { address: '/about/' })).openGraph).toMatchObject({ locale })
  })

  test.each([['zh_CN', '写成 zh-CN'], ['zh_Hans_CN', '写成 zh-Hans-CN'], ['中文', '写成 zh-Hans-CN'], ['简体', '写成 zh-Hans-CN'], ['chinese language', '写成 zh-Hans-CN']])('%s is none', (language, hint) => {
    const { archive, diagnostics } = read(`language: ${language}`)
    expect(archive).toBeUndefined()
    expect(diagnostics).toMatchObject([{ file: 'content/archive.yaml', line: 4, rule: 'value-shape' }])
    expect(diagnostics[0]?.hint).toContain(hint)
  })
})

test.each(['https://a:b:c', 'https://', 'https://yunshan.example/x', 'https://yunshan.example?x', 'https://a@b.example', 'https://yunshan.example:99999'])('url: %s is no address of an archive', (url) => {
  const { archive, diagnostics } = understand(folderOf({ 'archive.yaml': SITE.replace('https://yunshan.example', `"${url}"`) }))
  expect(archive).toBeUndefined()
  expect(diagnostics).toMatchObject([{ rule: 'value-shape', line: 2 }])
})
