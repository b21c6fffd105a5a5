import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { iconPng, iconSvg, outline } from '../lib/lettering'
import { phrases } from '../lib/typography'

describe('a headline breaks between phrases', () => {
  const headline = '吴国升来衢江调研孟姜村土墩墓群保护与开发工作'
  const context = { names: ['吴国升', '孟姜村土墩墓群'], text: '吴国升来衢江区调研孟姜村土墩墓群研究、保护工作。' }

  test('never inside a name of the archive', () => {
    const pieces = phrases(headline, context)
    expect(pieces.join('')).toBe(headline)
    for (const name of context.names) expect(pieces.some((piece) => piece.includes(name)), pieces.join('|')).toBe(true)
  })

  test.each([
    ['阿不都热依木·买买提明来我县考察', '阿不都热依木·买买提明来|我县|考察'],
    ['阿不都热依木·买买提明同志', '阿不都热依木·买买提明|同志'],
    ['推进“全面从严治党主体责任”的若干意见', '推进|“全面从严治党主体责任”|的|若干意见'],
    ['学习“全面从严治党主体责任”，不断改进', '学习|“全面从严治党主体责任”，|不断改进'],
    ['打赢“清障”行动在我县', '打赢“清障”行动|在我县'],
    ['读《买买提传》有感', '读《买买提传》|有感'],
  ])('nor is a name or a quotation cut for what hangs on it: %s', (line, expected) => {
    expect(phrases(line, { names: ['阿不都热依木·买买提明', '打赢“清障”行动', '买买提'], text: '' }).join('|')).toBe(expected)
  })

  test('a name too long for a line breaks after its interpuncts', () => {
    expect(phrases('在阿不都热依木·买买提明·艾合买提江家里', { names: ['阿不都热依木·买买提明·艾合买提江'], text: '' }).join('|'))
      .toBe('在阿不都热依木·|买买提明·|艾合买提江|家里')
  })

  test('whatever stands around names, they are whole, and nothing but signs makes a piece longer than twelve', () => {
    const names = ['阿不都热依木·买买提明', '买买提·艾山', '“清障”行动', '孟姜村土墩墓群']
    const parts = fc.constantFrom(...names, '“全面从严治党主体责任”', '来', '的', '在', '不', '我', '县', '考察', '12', '月', '调研', '乡镇', '长'.repeat(20))
    fc.assert(fc.property(fc.array(parts, { maxLength: 12 }), (some) => {
      const pieces = phrases(some.join(''), { names, text: some.join('') })
      expect(pieces.join('')).toBe(some.join(''))
      expect(Math.max(0, ...pieces.map(({ length }) => length))).toBeLessThanOrEqual(12)
      const breaks = new Set(pieces.map((_, at) => pieces.slice(0, at).join('').length))
      some.forEach((part, nth) => {
        const start = some.slice(0, nth).join('').length
        if (names.includes(part)) for (let at = start + 1; at < start + part.length; at++) expect(breaks.has(at), pieces.join('|')).toBe(false)
      })
    }), { numRuns: 500 })
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
