import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importPage } from '../lib/desk/import'
import { clean } from '../lib/desk/import/clean'
import { fictionalPage } from './fictionalPages'

const letters = (text: string): string => [...text.replace(/\s+/gu, '')].sort().join('')

/** Everything an import gives back that was on the page. */
function given(text: string): string {
  const { articles, leftovers } = importPage(text, { date: '2021-12-17' })
  return [
    ...articles.flatMap((article) => [
      article.title.startsWith('〔失题') ? '' : article.title, article.kicker, article.subtitle, article.column, article.bylinePrinted,
      ...article.paragraphs, ...article.photos.flatMap(({ caption, credit }) => [caption, credit]),
    ]),
    ...leftovers.map((left) => left.text),
  ].join('')
}

const kept = (text: string): void => {
  const { text: readable, removed } = clean(text)
  expect(letters(given(text))).toBe(letters(readable + removed))
}

describe('no character of a page is lost or doubled', () => {
  test('of newspaper pages cut up and shuffled', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer(), fc.integer({ min: 5, max: 60 }), (seed, order, size) => {
      const { text } = fictionalPage(seed)
      const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'gu')) ?? []
      kept(pieces.map((piece, index) => [Math.sin(index * (order % 1000)), piece] as const).sort(([a], [b]) => a - b).map(([, piece]) => piece).join(''))
    }), { numRuns: 120 })
  })

  test('of lines of any shape', () => {
    const shapes = fc.constantFrom(
      '本报讯（记者 甄一帆）', '本报讯', '□ 本报记者 甄一帆', '甄一帆 贾思远/摄', '图为现场。（甄一帆 摄）', '（下转第2版）', '（上接第1版）', '第1版', '- 3 -', '责任编辑：甄一帆', '云山日报', '2021年12月17日 星期五', '一、修渠', '新春走基层',
      '全县推进会召开', '梅长青在调研时强调 抓早抓细 不误农时', '会上，梅长青指出，要抓早', '抓细。', '，', '。', '”', '：', '12月15日，', '县委书记梅长青、柳如松等参加。', '\f', '\v', '　　', '\u200b', '\ufffd', 'Hello, world.', '1,234.5', 'a.b', '<b>', '# 题', '⼭', '[x]: y', ',', '会,',
    )
    const line = fc.array(fc.oneof(shapes, fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 5 }).map((parts) => parts.join(''))
    fc.assert(fc.property(fc.array(line, { maxLength: 14 }), fc.constantFrom('\n', '\n\n', '\r\n', '\r'), (lines, end) => kept(lines.join(end))), { numRuns: 1500 })
  })

  test('of text that is no newspaper at all', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), kept), { numRuns: 500 })
  })

  test('a page of a hundred thousand characters is taken apart without stalling', () => {
    const text = Array.from({ length: 60 }, (_, index) => fictionalPage(index + 1).text).join('\n')
    expect(text.length).toBeGreaterThan(100_000)
    kept(text)
    kept('，'.repeat(50_000))
    kept('王'.repeat(20_000))
    kept('王、'.repeat(10_000))
  })
})
