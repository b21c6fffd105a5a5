import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { attribute, filesBelow, pagesBelow, textOf, type ParsedPage } from './siteFiles'

const { folder } = inject('archive')
const pages = new Map(pagesBelow(folder).map((page) => [page.address, page]))

function page(address: string): ParsedPage {
  const found = pages.get(address)
  if (!found) throw new Error(`no page at ${address}`)
  return found
}

const withClass = (of: ParsedPage, name: string) => of.elements.filter((element) => attribute(element, 'class')?.split(' ').includes(name))
const texts = (of: ParsedPage, name: string) => withClass(of, name).map(textOf)

describe('the front page of 17 December 2021', () => {
  test('shows all eight items in page order', () => {
    const titles = page('/issues/2021-12-17/').elements.filter((element) => element.tagName === 'h2' && attribute(element, 'class') === 'hd').map(textOf)
    expect(titles).toEqual([
      '推动全面从严治党不断向纵深发展',
      '吴国升来衢江调研孟姜村土墩墓群保护与开发工作',
      '聚焦工业经济 聚力双招双引',
      '平武县党政代表团来衢江考察',
      '区乡人大换届选举工作视频会举行',
      '中华秋沙鸭 又回来了',
      '衢江“清障行动”破解企业发展“中梗阻”',
      '〔失题残篇〕座谈会上，郎文荣表示……',
    ])
  })

  test('says that its date is inferred, and from what', () => {
    const home = page('/')
    expect(home.html).toContain('日期系推定')
    expect(home.html).toContain('从12月17日起正式启动')
  })

  test('tells weekday and lunar date', () => {
    expect(texts(page('/'), 'date').join()).toMatch(/2021年12月17日.*星期五.*辛丑年十一月十四/)
  })
})

describe('a report', () => {
  test('shows what was corrected and why', () => {
    const report = page('/articles/2021-12-17/mengjiang-mounds/')
    expect(texts(report, 'em')).toEqual(['吴'])
    expect(texts(report, 'note').join()).toContain('底本作“美国升”')
  })

  test('says where the source breaks off', () => {
    expect(texts(page('/articles/2021-12-17/party-governance/'), 'gap').join()).toContain('下文未存')
    expect(texts(page('/articles/2021-12-17/fragment-county-township-reform/'), 'gap').join()).toContain('上文未存')
  })

  test('shows the place of a lost photograph with caption and credit', () => {
    const report = page('/articles/2021-12-17/merganser-returns/')
    expect(texts(report, 'plate').join()).toContain('本库仅存文字')
    expect(report.html).toContain('吕涵 王和忠/摄')
  })

  test('is at most 8 KB with its stylesheet, gzipped', () => {
    const reports = [...pages.values()].filter(({ address }) => address.startsWith('/articles/'))
    expect(reports).toHaveLength(8)
    for (const report of reports) {
      const sheets = report.elements.filter((element) => attribute(element, 'rel') === 'stylesheet').map((element) => attribute(element, 'href') ?? '')
      expect(sheets, report.address).toHaveLength(1)
      const bytes = [Buffer.from(report.html), ...sheets.map((sheet) => readFileSync(join(folder, sheet)))].map((file) => gzipSync(file).length)
      expect(bytes.reduce((sum, size) => sum + size), report.address).toBeLessThanOrEqual(8 * 1024)
    }
  })
})

describe('a person’s page', () => {
  test('lists three appearances of 王慧杰 with the titles printed in each', () => {
    expect(texts(page('/people/wang-hui-jie/'), 'when')).toEqual(['12月16日区委书记', '12月15日区领导', '12月14日区委书记'])
  })

  test('lists two appearances of 余水林', () => {
    expect(texts(page('/people/yu-shui-lin/'), 'when')).toEqual(['12月15日', '12月14日区领导'])
  })

  test('quotes the sentence of each appearance verbatim', () => {
    expect(texts(page('/people/wang-hui-jie/'), 'q')[0]).toBe('区委书记王慧杰主持讲话，并作个人述责述廉报告。')
  })
})

describe('every page', () => {
  test('is listed: eight reports, 28 people, eight topics, an issue, a year and the indexes', () => {
    const count = (start: string) => [...pages.keys()].filter((address) => address.startsWith(start) && address !== start).length
    expect({ reports: count('/articles/'), people: count('/people/'), topics: count('/topics/'), issues: count('/issues/'), years: count('/calendar/') })
      .toEqual({ reports: 8, people: 28, topics: 8, issues: 1, years: 1 })
    for (const address of ['/', '/people/', '/topics/', '/calendar/', '/about/', '/404.html']) expect(pages.has(address), address).toBe(true)
  })

  test('leaves nothing of the framework behind', () => {
    const left = filesBelow(folder).filter((path) => /\.(js|txt|map)$/.test(path) && path.startsWith('_next/'))
    expect(left).toEqual([])
    expect(filesBelow(folder).filter((path) => path.endsWith('.txt') && /__next|index\.txt/.test(path))).toEqual([])
  })
})
