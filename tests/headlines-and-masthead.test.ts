import { describe, expect, test } from 'vitest'
import { iconPng, iconSvg, outline } from '../lib/lettering'
import { phrases } from '../lib/typography'

describe('a headline breaks between phrases', () => {
  const headline = '吴国升来衢江调研孟姜村土墩墓群保护与开发工作'
  const context = { names: ['吴国升', '孟姜村土墩墓群'], text: '吴国升来衢江区调研孟姜村土墩墓群研究、保护工作。' }

  test('never inside a name of the archive', () => {
    const pieces = phrases(headline, context)
    expect(pieces.join('')).toBe(headline)
    for (const name of context.names) expect(pieces.some((piece) => piece.includes(name)) || pieces.join('|').replaceAll('|', '').includes(name)).toBe(true)
    expect(pieces.join('|')).not.toMatch(/吴\|国|国\|升|孟\|姜/)
  })

  test.each(['', '甲', '“全部都在引号里”', '长'.repeat(60), '〔失题残篇〕座谈会上，郎文荣表示……', '𠮷田㑇来信'])('loses no character of %s', (text) => {
    expect(phrases(text, { names: [], text }).join('')).toBe(text)
  })

  test('no sign begins a line', () => {
    for (const piece of phrases('今天，云山“春耕”；明天，夏耘。', { names: [], text: '' })) expect(piece).not.toMatch(/^[，。；”、]/)
  })
})

describe('the masthead is drawn', () => {
  test('a square for each character', () => {
    expect(outline('云山旧报', { unitsPerEm: 100 })).toMatchObject({ width: 400, height: 100, viewBox: '0 0 400 100' })
  })
  test('also a character outside the common ones; what the face lacks is left to text', () => {
    expect(outline('彧')?.path).toMatch(/^m/i)
    expect(outline('㑇')).toBeUndefined()
  })
  test('the same every time, and so is the icon', async () => {
    expect(outline('云山')).toEqual(outline('云山'))
    expect(iconSvg('云山旧报')).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/)
    const png = await iconPng('云山旧报', 180)
    expect([...png.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47])
    expect(await iconPng('云山旧报', 180)).toEqual(png)
  })
})
