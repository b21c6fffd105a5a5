import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, test } from 'vitest'
import { Bars } from '../app/components/charts'
import { AboutPage } from '../app/components/AboutPage'
import { CorrectionsPage } from '../app/components/CorrectionsPage'
import { FiguresPage } from '../app/components/FiguresPage'
import type { Archive } from '../lib/archive'
import { viewOf, type AboutView, type CorrectionsView, type DataView, type FiguresView } from '../lib/views'
import { archiveOf, realArchive, report } from './archives'
import { fileAt, filesOf } from './archiveOutput'

let real: Archive
beforeAll(async () => { real = await realArchive() })
const figures = (archive: Archive) => viewOf(archive, { address: '/figures/' }) as FiguresView

/** A report a year from 1950 to 2009, then 41 reports in May 2010 that name the same two people. */
function longArchive(): Archive {
  const texts: Record<string, string> = {}
  for (let year = 1950; year < 2010; year++) {
    texts[`issues/${year}-03-04/a.md`] = report({ title: `第${year}年`, date: `${year}-03-04`, page: '1', topics: ['春耕'] }, '虚构。')
  }
  for (let day = 1; day <= 31; day++) {
    const date = `2010-05-${String(day).padStart(2, '0')}`
    for (const page of ['1', '2']) texts[`issues/${date}/b${page}.md`] = report({ title: `${date}第${page}版`, date, page, people: ['甄一', '贾二'] }, '甄一、贾二到会。')
  }
  return archiveOf(texts)
}

describe('the page of figures', () => {
  test('counts the real issue: eight reports on page one, three of 王慧杰', () => {
    const { pages, people, company } = figures(real)
    expect(pages.columns).toEqual(['2021年12月'])
    expect(pages.rows).toEqual([{ label: '第1版', cells: [{ count: 8, address: '/issues/2021-12-17/' }], total: 8 }])
    expect(people.rows.find(({ label }) => label === '王慧杰')).toMatchObject({ address: '/people/wang-hui-jie/', total: 3, cells: [{ count: 3, address: '/people/wang-hui-jie/' }] })
    expect(people.rows.length + people.more).toBe(real.people.length)
    expect(company.pairs[0]).toMatchObject({ people: [{ text: '潘估' }, { text: '王慧杰' }], count: 2 })
    expect(company.pairs[0]?.articles.map(({ address }) => address).sort()).toEqual(['/articles/2021-12-17/mengjiang-mounds/', '/articles/2021-12-17/party-governance/'])
  })

  test('leads from a single report to the report itself', () => {
    const { people } = figures(real)
    expect(people.rows.find(({ label }) => label === '阮国宏')?.cells).toEqual([{ count: 1, address: '/articles/2021-12-17/clearing-obstacles/' }])
  })

  test('adds up, and every number leads to a page there is', () => {
    for (const archive of [real, longArchive()]) {
      const { pages, people, topics, company } = figures(archive)
      expect(pages.totals?.reduce((sum, { count }) => sum + count, 0)).toBe(archive.articles.length)
      for (const figure of [pages, people, topics]) for (const row of figure.rows) {
        expect(row.cells.reduce((sum, { count }) => sum + count, 0), row.label).toBe(row.total)
        expect(row.cells.length).toBe(figure.columns.length)
        for (const { count, address } of row.cells) {
          expect(address === undefined, row.label).toBe(count === 0)
          if (address) expect(() => viewOf(archive, { address })).not.toThrow()
        }
      }
      for (const [row, counts] of company.counts.entries()) for (const [column, count] of counts.entries()) expect(count).toBe(company.counts[column]?.[row])
    }
  })

  test('takes decades where months and years would be too many to read', () => {
    const { pages, people } = figures(longArchive())
    expect(pages.columns).toEqual(['1950年代', '1960年代', '1970年代', '1980年代', '1990年代', '2000年代', '2010年代'])
    expect(pages.rows.map(({ label, total }) => [label, total])).toEqual([['第1版', 91], ['第2版', 31]])
    expect(people.columns).toEqual(['2010年5月'])
  })

  test.each([[10, 9, true], [12, 800, true], [16, 800, false], [16, 80, true], [16, 1000, false], [24, 9, true], [24, 10, false]])('writes the numbers of %i bars up to %i only where they do not run into one another', (bars, most, isNumbered) => {
    const totals = Array.from({ length: bars }, (_, at) => ({ count: at === 0 ? most : 1 }))
    const figure = { columns: totals.map((_, at) => `${2000 + at}年`), rows: [{ label: '第1版', cells: totals, total: most }], totals, more: 0 }
    const html = renderToStaticMarkup(createElement(Bars, { title: '虚构', figure }))
    expect(html.includes(`>${most}</text>`)).toBe(isNumbered)
  })

  test('of an empty archive has no figures', () => {
    const { pages, people, topics, company } = figures(archiveOf({}))
    expect([pages.columns, people.rows, topics.rows, company.pairs]).toEqual([[], [], [], []])
  })
})

describe('the bars of the 版', () => {
  const drawn = (sheets: number): string => {
    const archive = archiveOf(Object.fromEntries(Array.from({ length: sheets }, (_, at) => [
      `issues/2010-05-01/x${at + 1}.md`, report({ title: `虚构的第${at + 1}篇`, date: '2010-05-01', page: String(at + 1) }, '虚构。'),
    ])))
    return renderToStaticMarkup(createElement(FiguresPage, { view: figures(archive) }))
  }
  const shades = (html: string, within: RegExp): string[] => [...(within.exec(html)?.[0] ?? '').matchAll(/<(?:rect|path) class="(s\d)"/gu)].map(([, shade = '']) => shade)

  test('have a key beside the name of each, no two alike but what comes after the fourth', () => {
    const html = drawn(6)
    expect(shades(html, /<svg class="bars"[^]*?<\/svg>/u)).toEqual(['s0', 's1', 's2', 's3', 's4', 's4'])
    expect(shades(html, /<tbody>[^]*?<\/tbody>/u)).toEqual(['s0', 's1', 's2', 's3', 's4', 's4'])
  })

  test('need none where there is one', () => {
    expect(shades(drawn(1), /<tbody>[^]*?<\/tbody>/u)).toEqual([])
  })
})

describe('the page of corrections', () => {
  test('says what was printed, what stands, why, and where', () => {
    const view = viewOf(real, { address: '/corrections/' }) as CorrectionsView
    expect(view.entries).toEqual([{
      article: { address: '/articles/2021-12-17/mengjiang-mounds/#n1', text: '吴国升来衢江调研孟姜村土墩墓群保护与开发工作' },
      date: { iso: '2021-12-17', text: '2021年12月17日' }, place: '第1版', field: '标题',
      printed: '美国升', corrected: '吴国升', reason: '正文四处均作“吴国升”',
    }])
  })
  const many = (): Archive => {
    const texts = Object.fromEntries(Array.from({ length: 320 }, (_, index) => {
      const date = new Date(Date.UTC(2000, 0, 1 + index)).toISOString().slice(0, 10)
      return [`issues/${date}/x.md`, report({ title: `甄${index}`, date, incomplete: 'end', corrections: [{ printed: `真${index}`, corrected: `甄${index}`, in: 'title', reason: '误字' }] })]
    }))
    for (let year = 2001; year <= 2060; year++) texts[`issues/${year}-03-04/issue.md`] = report({ dateCertainty: 'inferred', dateReason: '虚构的理由' }, '')
    for (let year = 2001; year <= 2060; year++) texts[`issues/${year}-03-04/y.md`] = report({ title: `虚构的${year}年`, date: `${year}-03-04` })
    return archiveOf(texts, '2070-01-01')
  }

  test('names all of them and lists the newest, and says that it does', () => {
    const view = viewOf(many(), { address: '/corrections/' }) as CorrectionsView
    expect([view.count, view.entries.length, view.entries[0]?.printed]).toEqual([320, 200, '真319'])
    const html = renderToStaticMarkup(createElement(CorrectionsPage, { view }))
    expect(html).toContain('这里列出最近的200处，全部320处见 <a href="/data/corrections.csv">CSV</a>')
    expect(html).not.toContain('改过的都列在这里')
    expect(renderToStaticMarkup(createElement(CorrectionsPage, { view: viewOf(real, { address: '/corrections/' }) as CorrectionsView }))).toContain('改过的都列在这里')
  })

  test('so does 体例, of each of its lists', () => {
    const html = renderToStaticMarkup(createElement(AboutPage, { view: viewOf(many(), { address: '/about/' }) as AboutView }))
    expect(html.match(/另有\d+.，见<a[^>]*>[^<]*/g)).toEqual(['另有10期，见<a href="/data/">数据', '另有270处，见<a href="/corrections/">校勘', '另有270篇，见<a href="/data/">数据'])
    expect(renderToStaticMarkup(createElement(AboutPage, { view: viewOf(real, { address: '/about/' }) as AboutView }))).not.toContain('另有')
  })
})

describe('the page of data', () => {
  test('tells the true size and sum of every file', () => {
    const view = viewOf(real, { address: '/data/' }) as DataView
    const files = filesOf(real)
    const index = JSON.parse(fileAt(files, 'data/index.json')) as { files: { url: string; sha256: string; size: number }[] }
    expect(view.files.map(({ address, sha256 }) => [real.site.url + address, sha256])).toEqual(index.files.map(({ url, sha256 }) => [url, sha256]))
    for (const { address, size } of view.files) expect(size).toBe(`${Buffer.byteLength(fileAt(files, address.slice(1))).toLocaleString('en-US')} 字节`)
  })
  test('explains every column of every table', () => {
    const view = viewOf(real, { address: '/data/' }) as DataView
    const files = filesOf(real)
    for (const { file, fields } of view.dictionary.filter((entry) => entry.file.text.endsWith('.csv'))) {
      const header = fileAt(files, file.address.slice(1)).slice(1).split('\r\n')[0]
      expect(fields.map(({ name }) => name).join(), file.text).toBe(header)
    }
    for (const { fields } of view.dictionary) for (const { name, description } of fields) expect(description, name).not.toBe('')
  })
})
