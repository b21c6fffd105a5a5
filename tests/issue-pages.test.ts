import { parseFragment } from 'parse5'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { IssuePage } from '../app/components/IssuePage'
import { issueCard, viewOf, type AboutView, type ArticleView, type IssueView } from '../lib/views'
import { archiveOf, report } from './archives'
import { attribute, elementsOf, textOf, type Element } from './siteFiles'

type Fields = Readonly<Record<string, unknown>>

/** The page of an issue of these reports, in this order; a report without text is photographs alone. */
function issuePage(reports: readonly (Fields & { readonly text?: string })[], site: Fields = {}): Element[] {
  const archive = archiveOf({
    'archive.yaml': JSON.stringify({ name: '云山旧报', url: 'https://yunshan.example', description: '虚构的报库，只用于测试。', ...site }),
    ...Object.fromEntries(reports.map(({ text, ...fields }, at) => [
      `issues/2001-02-03/report-${at + 1}.md`,
      report({ title: `虚构的第${at + 1}篇`, date: '2001-02-03', page: '1', order: String(at + 1), ...fields }, text ?? ''),
    ])),
  })
  const view = viewOf(archive, { address: '/issues/2001-02-03/' }) as IssueView
  return elementsOf(parseFragment(renderToStaticMarkup(createElement(IssuePage, { view }))))
}

const stories = (page: readonly Element[]): Element[] => page.filter(({ tagName }) => tagName === 'article')
const photos = [{ caption: '云山的虚构图片。', credit: '甄一/摄' }]
const text = '虚构的正文，只用于测试。'

describe('on an issue’s page', () => {
  test('only photographs without text are set as photographs, with their headline upright beside them', () => {
    const page = issuePage([{ text }, { text }, { text }, { photos }, { text, photos }])
    const classes = stories(page).map((story) => (attribute(story, 'class') ?? '').split(' '))
    expect(classes.map((names) => [names.includes('photo'), names.includes('c6')]))
      .toEqual([[false, false], [false, false], [false, false], [true, true], [false, true]])
  })

  test('photographs without text keep their 栏题, 引题 and 副题, and what is lost of them', () => {
    const page = issuePage([{ text }, { photos, column: '云山影像', kicker: '春耕时节', subtitle: '试验田里一片忙碌', incomplete: 'end' }])
    const [, story] = stories(page)
    expect(story && textOf(story)).toMatch(/^云山影像春耕时节虚构的第2篇试验田里一片忙碌.*甄一\/摄下文未存$/)
  })

  test.each([
    [{ incomplete: 'end' }, '下文未存'],
    [{ incomplete: 'start' }, '上文未存'],
    [{ incomplete: 'both' }, '上下文均未存'],
    [{ title: '〔残篇〕', incomplete: 'start' }, '标题与上文未存'],
    [{ title: '〔残篇〕', incomplete: 'both' }, '标题与上下文均未存'],
    // Whether this ever had a title nobody knows.
    [{ title: '〔简讯〕', incomplete: 'end' }, '下文未存'],
  ])('of %o it says the same as 体例 does', (fields, words) => {
    const archive = archiveOf({ 'issues/2001-02-03/report.md': report({ title: '虚构的一篇', date: '2001-02-03', ...fields }) })
    expect((viewOf(archive, { address: '/issues/2001-02-03/' }) as IssueView).issue?.sheets[0]?.lead?.story.lacuna).toBe(words)
    expect((viewOf(archive, { address: '/about/' }) as AboutView).lacunae.entries.map(({ what }) => what)).toEqual([words])
    const { lostBefore, lostAfter } = viewOf(archive, { address: '/articles/2001-02-03/report/' }) as ArticleView
    for (const lost of [lostBefore, lostAfter]) if (lost && fields.incomplete !== 'both') expect(lost).toBe(words)
    expect([lostBefore !== undefined, lostAfter !== undefined]).toEqual([fields.incomplete !== 'end', fields.incomplete !== 'start'])
  })

  test.each([
    ['a footnote', '甲事[^1]。\n\n乙事\n\n[^1]: 虚构的注。', { incomplete: 'end' }, ['甲事。', '乙事〔下文未存〕']],
    ['a 电头 on a line of its own', '本报讯（记者 甄一）\n\n甲事。\n\n乙事。', {}, ['甲事。', '乙事。']],
    ['a subheading first', '## 小标题\n\n甲事。\n\n## 又一小标题\n\n乙事。', {}, ['甲事。', '乙事。']],
    ['a table', '甲事。\n\n| 甲 | 乙 |\n|--|--|\n| 1 | 2 |', { incomplete: 'end' }, ['甲事。']],
    ['a quote and a list', '> 甲事。\n\n- 乙事\n- 丙事', { incomplete: 'end' }, ['甲事。', '乙事\n丙事〔下文未存〕']],
    ['nothing but a table', '| 甲 | 乙 |\n|--|--|\n| 1 | 2 |', { photos }, []],
  ])('a report with %s is opened with its sentences', (_, written, fields, paragraphs) => {
    const archive = archiveOf({ 'issues/2001-02-03/report.md': report({ title: '虚构的一篇', date: '2001-02-03', ...fields }, written) })
    const { story } = (viewOf(archive, { address: '/issues/2001-02-03/' }) as IssueView).issue?.sheets[0]?.lead ?? {}
    expect([story?.paragraphs, story?.isPhoto]).toEqual([paragraphs, false])
  })

  test.each([
    ['1, 1', '第1版　存稿2篇'],
    ['1, unknown', '存稿2篇'],
    ['unknown', '存稿1篇'],
    ['1, 3', '2版　存稿2篇'],
  ])('reports of pages %s are placed where they stand: %s', (pages, words) => {
    const archive = archiveOf(Object.fromEntries(pages.split(', ').map((page, at) => [
      `issues/2001-02-03/report-${at}.md`, report({ title: `虚构的第${at}篇`, date: '2001-02-03', ...(page !== 'unknown' && { page }) }),
    ])))
    expect((viewOf(archive, { address: '/' }) as IssueView).issue?.summary).toBe(words)
    for (const issue of archive.issues) expect(issueCard(archive, issue).corner).toBe(`星期六 ${words.replace('　', ' ')}`)
  })

  test.each(['云山旧报', '㑇山旧报'])('%s is read out once, be it drawn or not', (name) => {
    const [heading] = issuePage([{ text }], { name }).filter(({ tagName }) => tagName === 'h1')
    const heard = (heading?.childNodes ?? []).filter((node) => !('attrs' in node && attribute(node, 'aria-hidden') === 'true')).map(textOf)
    expect(heard).toEqual([`${name} 2001年2月3日`])
  })
})
