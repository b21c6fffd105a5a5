import { describe, expect, test } from 'vitest'
import { citationOf, gbt2015, gbt2025 } from '../lib/cite'
import { archiveOf, realArchive, report } from './archives'

const cited = (fields: Record<string, unknown>, text?: string) => {
  const archive = archiveOf({ 'issues/2001-02-03/x.md': report({ title: '主题一', date: '2001-02-03', ...fields }, text) })
  const [article] = archive.articles
  if (!article) throw new Error('no report')
  const citation = citationOf(archive, article)
  return [gbt2025(citation), gbt2015(citation)]
}
const ADDRESS = 'https://yunshan.example/articles/2001-02-03/x/'

describe('a reference by GB/T 7714 names', () => {
  test('nobody for an unsigned report', () => {
    expect(cited({ page: '1' })).toEqual([
      `主题一[N/OL]. 云山旧报，2001-02-03（1）. ${ADDRESS}`,
      `主题一[N/OL]. 云山旧报, 2001-02-03(1)[引用日期]. ${ADDRESS}`,
    ])
  })
  test('one author, and no page where it is unknown', () => {
    expect(cited({ byline: '记者 甄一' })).toEqual([
      `甄一. 主题一[N/OL]. 云山旧报，2001-02-03. ${ADDRESS}`,
      `甄一. 主题一[N/OL]. 云山旧报, 2001-02-03[引用日期]. ${ADDRESS}`,
    ])
  })
  test('three authors, reporters and correspondents alike', () => {
    expect(cited({ byline: '记者 甄一 贾二 通讯员 梅三', page: '12', kicker: '引题先说' })).toEqual([
      `甄一，贾二，梅三. 引题先说：主题一[N/OL]. 云山旧报，2001-02-03（12）. ${ADDRESS}`,
      `甄一, 贾二, 梅三. 引题先说: 主题一[N/OL]. 云山旧报, 2001-02-03(12)[引用日期]. ${ADDRESS}`,
    ])
  })
  test('the first three of four, and 等', () => {
    expect(cited({ byline: '记者 甄一 贾二 梅三 柳四', page: '3' })).toEqual([
      `甄一，贾二，梅三，等. 主题一[N/OL]. 云山旧报，2001-02-03（3）. ${ADDRESS}`,
      `甄一, 贾二, 梅三, 等. 主题一[N/OL]. 云山旧报, 2001-02-03(3)[引用日期]. ${ADDRESS}`,
    ])
  })
  test.each([
    ['甄一 贾二/摄', '甄一，贾二'],
    ['本报记者 甄一摄', '甄一'],
    ['记者甄一 贾二 摄影报道', '甄一，贾二'],
    ['摄影：甄一、贾二', '甄一，贾二'],
    ['欧阳一 摄', '欧阳一'],
  ])('the photographers of a picture without text: %s', (credit, names) => {
    const photo = { caption: '图片说明。', credit }
    expect(cited({ photos: [photo] }, '')[0]).toBe(`${names}. 主题一[N/OL]. 云山旧报，2001-02-03. ${ADDRESS}`)
  })
  test('no photographer as the author of an unsigned text', () => {
    expect(cited({ photos: [{ caption: '图片说明。', credit: '甄一/摄' }] })[0]).toBe(`主题一[N/OL]. 云山旧报，2001-02-03. ${ADDRESS}`)
  })
})

test('the references of the real issue, made by hand', async () => {
  const archive = await realArchive()
  const base = 'https://qujiang-jiubao.example/articles/2021-12-17'
  const paper = '衢江旧报，[2021-12-17]（1）'
  expect(archive.articles.map((article) => gbt2025(citationOf(archive, article)))).toEqual([
    `刘威，李钱乾，周浪. 区委常委扩大会议暨2021年度领导干部述责述廉会议召开：推动全面从严治党不断向纵深发展[N/OL]. ${paper}. ${base}/party-governance/`,
    `刘威，李钱乾，林明. 吴国升来衢江调研孟姜村土墩墓群保护与开发工作[N/OL]. ${paper}. ${base}/mengjiang-mounds/`,
    `刘威，李钱乾，林明. 王慧杰调研衢江工业企业时强调：聚焦工业经济 聚力双招双引[N/OL]. ${paper}. ${base}/industry-survey/`,
    `丰莉莎，陈馨，邵秀清. 平武县党政代表团来衢江考察[N/OL]. ${paper}. ${base}/pingwu-delegation/`,
    `汪舒宁，张德祥. 区乡人大换届选举工作视频会举行[N/OL]. ${paper}. ${base}/congress-election/`,
    `吕涵，王和忠. 中华秋沙鸭 又回来了[N/OL]. ${paper}. ${base}/merganser-returns/`,
    `刘威，周万，徐绍燕. 衢江“清障行动”破解企业发展“中梗阻”[N/OL]. ${paper}. ${base}/clearing-obstacles/`,
    `〔失题残篇〕座谈会上，郎文荣表示……[N/OL]. ${paper}. ${base}/fragment-county-township-reform/`,
  ])
})
