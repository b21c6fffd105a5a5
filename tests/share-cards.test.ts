import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { shareCardPng, shareCardSvg } from '../lib/lettering'
import { HARD_TITLES } from './archives'

const card = { name: '云山旧报', corner: '2001年2月3日 第1版', kicker: '引题先说一句', title: ['聚焦', '春耕备耕 ', '聚力', '防汛演练'] }

describe('a share picture', () => {
  test('is a PNG of 1200 by 630 in at most 16 colours and 40 KB', async () => {
    const png = await shareCardPng(shareCardSvg(card))
    const { format, width, height } = await sharp(png).metadata()
    expect({ format, width, height }).toEqual({ format: 'png', width: 1200, height: 630 })
    // PNG §11.2.1: bit depth 4, colour type 3, a palette
    expect([png[24], png[25]]).toEqual([4, 3])
    expect(png.length).toBeLessThan(40 * 1024)
  })

  test('of the same words is the same bytes', async () => {
    expect(await shareCardPng(shareCardSvg(card))).toEqual(await shareCardPng(shareCardSvg({ ...card })))
    expect(shareCardSvg({ ...card, corner: '2001年2月4日 第1版' })).not.toBe(shareCardSvg(card))
  })

  test('breaks a title of two halves between them', () => {
    const halves = shareCardSvg({ name: '云', corner: '', title: ['聚焦', '春耕备耕 ', '聚力', '防汛演练'] })
    expect(halves).toBe(shareCardSvg({ name: '云', corner: '', title: ['聚焦春耕备耕', ' ', '聚力防汛演练'] }))
  })

  test('can be drawn of any title, characters the type lacks as 〓', async () => {
    for (const title of [...HARD_TITLES, '', '长'.repeat(500), 'x'.repeat(500)]) {
      const svg = shareCardSvg({ ...card, title: [title], below: [title, title, title] })
      expect((await sharp(await shareCardPng(svg)).metadata()).width).toBe(1200)
    }
    expect(shareCardSvg({ ...card, title: ['😀'] })).toBe(shareCardSvg({ ...card, title: ['〓'] }))
  })

  test('keeps every line inside the margins', async () => {
    for (const title of ['宽'.repeat(7), '宽'.repeat(31), 'W'.repeat(90), '1234567890'.repeat(8)]) {
      const { data, info } = await sharp(await shareCardPng(shareCardSvg({ ...card, title: [...title] }))).removeAlpha().raw().toBuffer({ resolveWithObject: true })
      let darkest = 255
      for (let y = 0; y < info.height; y++) for (const x of [...Array(60).keys(), ...Array.from({ length: 60 }, (_, i) => info.width - 1 - i)]) {
        darkest = Math.min(darkest, data[(y * info.width + x) * info.channels] ?? 0)
      }
      expect(darkest, title).toBeGreaterThan(200)
    }
  })
})
