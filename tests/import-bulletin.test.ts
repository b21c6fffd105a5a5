import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Article } from '../lib/archive'
import { loadContent } from '../lib/content'
import { importPage, type ImportedArticle, type ImportedPage } from '../lib/desk/import'
import { BULLETIN } from './newsrooms'
import { pdfOf, wordOf } from './pastedPages'

const PAGE = readFileSync(join(BULLETIN, 'sources/2021-12-17.txt'), 'utf8')
const DATE = '2021-12-17'

/** What editors have made of the page, in the form of an import, corrections undone. */
function asImported(article: Article): Omit<ImportedArticle, 'bylinePrinted' | 'doubts'> {
  const undone = (text: string): string => article.corrections.reduce((current, { printed, corrected }) => current.replace(corrected, printed), text)
  return {
    title: undone(article.title), kicker: article.kicker ?? null, subtitle: article.subtitle ?? null, column: article.column ?? null,
    byline: article.byline.flatMap(({ role, names }) => names.map((name) => ({ role, name }))),
    eventDate: article.eventDate ? [...new Set([article.eventDate.start, article.eventDate.end])].join('/') : null,
    people: article.appearances.map(({ person, title }) => ({ name: person.printedName, title: title ?? null })),
    paragraphs: article.blocks.map(({ text }) => text),
    photos: article.photos.map(({ caption, credit }) => ({ caption: caption ?? null, credit: credit ?? null })),
    incomplete: article.incomplete ?? null,
  }
}

const found = ({ bylinePrinted: _, doubts: __, ...article }: ImportedArticle): object => article

describe('the front page of the bulletin', () => {
  let edited: Article[]
  let page: ImportedPage
  beforeAll(async () => {
    const { archive } = await loadContent(BULLETIN)
    edited = [...archive?.issueByDate.get(DATE)?.articles ?? []]
    page = importPage(PAGE, { date: DATE })
  })
  const twinOf = (article: Article): ImportedArticle | undefined => page.articles.find(({ title, paragraphs }) => (
    paragraphs[0] ? paragraphs[0] === article.blocks[0]?.text : title === article.title
  ))

  test('has eight items, and nothing is left over', () => {
    expect(edited).toHaveLength(8)
    expect(page.articles).toHaveLength(8)
    expect(page.leftovers).toEqual([])
  })

  test('comes out as editors have set it: headlines, bylines, dates, people with titles, joined paragraphs, photographs, losses', () => {
    for (const article of edited) {
      const twin = twinOf(article)
      expect(twin && found(twin), article.title).toEqual(asImported(article))
    }
  })

  test('every paragraph a column has cut is joined', () => {
    const paragraphs = page.articles.flatMap((article) => article.paragraphs)
    for (const joint of ['廉洁自律情况，其他区领导', '组织部门要担起职能监督的责任，推动每条战线', '重中之重来抓', '不断精准产业方向、产业定位，明确目标', '两地帮扶协作', '323名正式代表', '要抓好细节', '细化防控措施', '衢州伊林食品有限公司', '落实到点到位，并交由', '成立了以区长为组长']) {
      expect(paragraphs.some((paragraph) => paragraph.includes(joint)), joint).toBe(true)
    }
  })

  test('what is doubtful is said: the misread name in a headline, the lost end, the stray fragment', () => {
    const reasons = page.articles.flatMap(({ doubts }) => doubts.map(({ reason }) => reason)).join('\n')
    expect(reasons).toContain('“美国升”与正文的“吴国升”只差一个字')
    expect(reasons).toContain('做”之后的文字缺失')
    expect(reasons).toContain('像是另一篇的残文')
  })

  test('pasted from Word, it is the same', () => {
    expect(importPage(wordOf(PAGE), { date: DATE }).articles).toEqual(page.articles)
  })

  test.each([18, 22, 30])('from a PDF with lines of %i characters, page heads and page numbers, it is the same', (measure) => {
    const { articles, leftovers } = importPage(pdfOf(PAGE, measure), { date: DATE })
    expect(articles.map(found)).toEqual(page.articles.map(found))
    expect(leftovers.length).toBeGreaterThan(3)
    expect(leftovers.every(({ reason }) => /页码|报头|报眉/u.test(reason))).toBe(true)
  })
})
