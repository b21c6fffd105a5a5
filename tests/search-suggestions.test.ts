import { describe, expect, test } from 'vitest'
import { Suggester } from '../lib/search'
import { archiveOf, report } from './archives'
import { readerOf } from './searchedArchives'

describe('typing suggests persons and topics', () => {
  // Surnames that read otherwise than the same character in a word: 单 dan, 仇 chou, 曾 ceng, 解 jie, 区 qu, 查 cha, 朴 pu, 盖 gai.
  const people = ['单一二', '仇三四', '曾五六', '解七八', '区九', '查十', '朴百', '盖千', '吕东', '欧阳西', '葉南', '王伟（公安）', '王伟（教育）']
  const archive = archiveOf({
    'issues/2001-02-03/a.md': report({ title: '甲', date: '2001-02-03', people, topics: ['单位改革', '5G通信'] }),
    'issues/2001-02-04/b.md': report({ title: '乙', date: '2001-02-04', people: ['曾五六'] }),
  })
  const suggester = new Suggester(readerOf(archive).read)

  test.each([
    ['shanyier', '单一二'], ['shan', '单一二'], ['sye', '单一二'], ['qiusansi', '仇三四'], ['zengwuliu', '曾五六'], ['zwl', '曾五六'], ['xieqiba', '解七八'], ['xqb', '解七八'],
    ['oujiu', '区九'], ['zhashi', '查十'], ['piaobai', '朴百'], ['geqian', '盖千'], ['lvdong', '吕东'], ['ouyangxi', '欧阳西'], ['oyx', '欧阳西'],
    ['SHAN', '单一二'], ['ｓｈａｎ', '单一二'], ['单', '单一二'], ['單一', '单一二'], ['叶南', '葉南'], ['葉', '葉南'], ['王伟', '王伟（公安）'], ['ww', '王伟（教育）'],
    ['danwei', '单位改革'], ['dwgg', '单位改革'], ['5g', '5G通信'],
  ])('%s: %s', async (typed, name) => {
    expect((await suggester.suggest(typed)).map((entry) => entry.name)).toContain(name)
  })

  test.each(['', ' ', 'danyier', 'qx', '\ud800', '.*', '“', 'shan'.repeat(1000), '\u0000', '%', '../names'])('nothing for %j', async (typed) => {
    expect(await suggester.suggest(typed)).toEqual([])
  })

  test('the most often named first', async () => {
    expect((await suggester.suggest('z')).map(({ name }) => name)).toEqual(['曾五六', '查十'])
  })
})
