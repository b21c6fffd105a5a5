import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test, vi } from 'vitest'
import { outline, SHARE_PICTURE, shareCardLines, shareCardPng, type PlacedLine, type ShareCard } from '../lib/lettering'
import { indexedPng, type Colour } from '../lib/lettering/indexedImage'
import { HARD_TITLES } from './archives'

const card = { name: '云山旧报', corner: '2001年2月3日 第1版', kicker: '引题先说一句', title: ['聚焦', '春耕备耕 ', '聚力', '防汛演练'] }
const issue = { name: '云山旧报', corner: '星期六 第1版 存稿3篇', title: ['2001年2月3日'], below: ['春耕开始', '渡船试航', '夜校开学'] }

const PAPER = [0xf6, 0xf5, 0xf1]
const INKS = { ink: [0x1a, 0x19, 0x17], soft: [0x57, 0x54, 0x4d], red: [0xa3, 0x16, 0x1b] }

/** Red, green and blue of every pixel, by a decoder that is not ours. */
async function decoded(png: Uint8Array): Promise<Uint8Array> {
  const { data, info } = await sharp(png).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height, info.channels]).toEqual([SHARE_PICTURE.width, SHARE_PICTURE.height, 3])
  return data
}

/** The same lines, each drawn in one as outlines of the type by librsvg. */
async function drawnElsewhere(lines: readonly PlacedLine[]): Promise<Uint8Array> {
  const hex = (colour: readonly number[] = []): string => `rgb(${colour.join(' ')})`
  const paths = lines.map(({ text, x, y, size, ink }) => {
    const path = outline(text, { missing: '〓', proportional: true })?.path ?? ''
    return `<path fill="${hex(INKS[ink])}" transform="translate(${x} ${y}) scale(${size / 200})" d="${path}"/>`
  })
  const rules = `<path fill="${hex(INKS.ink)}" d="M72 136h1056v6H72zM72 146h1056v2H72z"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"><rect width="1200" height="630" fill="${hex(PAPER)}"/>${rules}${paths.join('')}</svg>`
  return decoded(await sharp(Buffer.from(svg)).png().toBuffer())
}

/** Of the sums of the channels, how far two pictures are apart on average, 1 being all the ink there is on `theirs`. */
function distance(ours: Uint8Array, theirs: Uint8Array): number {
  const paper = (at: number): number => PAPER[at % 3] ?? 0
  let [apart, ink] = [0, 0]
  for (const [at, value] of ours.entries()) {
    apart += Math.abs(value - (theirs[at] ?? 0))
    ink += Math.abs(paper(at) - (theirs[at] ?? 0))
  }
  return apart / ink
}

describe('a share picture', () => {
  test('is a PNG of 1200 by 630 in at most 16 colours and 40 KB', async () => {
    for (const shown of [card, issue]) {
      const png = await shareCardPng(shown)
      const { format, width, height, isPalette } = await sharp(png).metadata()
      expect({ format, width, height, isPalette }).toEqual({ format: 'png', width: 1200, height: 630, isPalette: true })
      // PNG §11.2.1: bit depth 4, colour type 3, a palette
      expect([png[24], png[25]]).toEqual([4, 3])
      expect(png.length).toBeLessThan(40 * 1024)
    }
  })

  test('has the colours of paper and inks, and of their mixtures only', async () => {
    const pixels = await decoded(await shareCardPng(card))
    const colours = new Set<string>()
    for (let at = 0; at < pixels.length; at += 3) colours.add(pixels.subarray(at, at + 3).join(' '))
    expect(colours.size).toBeLessThanOrEqual(16)
    for (const colour of [PAPER, ...Object.values(INKS)]) expect(colours).toContain(colour.join(' '))
    for (const colour of colours) {
      const channels = colour.split(' ').map(Number)
      const parts = Object.values(INKS).map((ink) => channels.map((value, at) => ((PAPER[at] ?? 0) - value) / ((PAPER[at] ?? 0) - (ink[at] ?? 0))))
      expect(Math.min(...parts.map((part) => Math.max(...part) - Math.min(...part))), colour).toBeLessThan(0.02)
    }
  })

  test('shows the outlines of the type where the lines are, as they come out drawn in one', async () => {
    for (const shown of [card, issue, { ...card, title: [...'Agjy1234“云山”——春耕，Ẳ¦😀'] }]) {
      const [ours, lines] = [await decoded(await shareCardPng(shown)), shareCardLines(shown)]
      expect(distance(ours, await drawnElsewhere(lines))).toBeLessThan(0.12)
      // Two pixels to the side are seen.
      expect(distance(ours, await drawnElsewhere(lines.map((line) => ({ ...line, x: line.x + 2 }))))).toBeGreaterThan(0.2)
    }
  })

  test('of the same words is the same bytes, whatever was drawn before or is drawn at the same time', async () => {
    const others = [issue, ...HARD_TITLES.map((title) => ({ ...card, title: [...title] }))]
    const afresh = async (shown: ShareCard): Promise<Uint8Array> => {
      vi.resetModules()
      return (await import('../lib/lettering')).shareCardPng(shown)
    }
    const together = await Promise.all([...others, ...others].map(shareCardPng))
    for (const [index, shown] of [...others, ...others].entries()) expect(together[index]).toEqual(await shareCardPng(shown))
    for (const shown of [card, issue]) expect(await afresh(shown)).toEqual(await shareCardPng(shown))
    expect(await shareCardPng({ ...card, corner: '2001年2月4日 第1版' })).not.toEqual(await shareCardPng(card))
  })

  test('breaks a title of two halves between them', () => {
    expect(shareCardLines(card).map(({ text }) => text)).toEqual(['云山旧报', '2001年2月3日 第1版', '引题先说一句', '聚焦春耕备耕', '聚力防汛演练'])
    expect(shareCardLines({ ...card, title: ['聚焦春耕备耕', ' ', '聚力防汛演练'] })).toEqual(shareCardLines(card))
  })

  test('cuts what does not fit with an ellipsis', () => {
    const lines = shareCardLines({ name: '很长的名称'.repeat(9), corner: '2001年2月3日'.repeat(9), kicker: '引题'.repeat(99), title: [...'题'.repeat(500)], below: ['下'.repeat(99)] })
    expect(lines.filter(({ text }) => text.endsWith('…')).map(({ size }) => size)).toEqual([60, 30, 34, 58, 36])
    for (const { y, size } of lines) expect(y + size).toBeLessThanOrEqual(SHARE_PICTURE.height)
  })

  test('can be drawn of any title, characters the type lacks as 〓', async () => {
    for (const title of [...HARD_TITLES, '', '长'.repeat(500), 'x'.repeat(500), '̀'.repeat(500), '⃝'.repeat(40)]) {
      expect((await sharp(await shareCardPng({ ...card, title: [title], below: [title, title, title] })).metadata()).width).toBe(1200)
    }
    expect(await shareCardPng({ ...card, title: ['😀'] })).toEqual(await shareCardPng({ ...card, title: ['〓'] }))
  })

  test('keeps every line inside the margins', async () => {
    for (const title of ['宽'.repeat(7), '宽'.repeat(31), 'W'.repeat(90), '1234567890'.repeat(8)]) {
      const pixels = await decoded(await shareCardPng({ ...card, title: [...title] }))
      const { width, height } = SHARE_PICTURE
      let darkest = 255
      for (let y = 0; y < height; y++) for (const x of [...Array(60).keys(), ...Array.from({ length: 60 }, (_, i) => width - 1 - i)]) {
        darkest = Math.min(darkest, pixels[(y * width + x) * 3] ?? 0)
      }
      expect(darkest, title).toBeGreaterThan(200)
    }
  })
})

describe('a picture of few colours', () => {
  const colours = fc.array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)) satisfies fc.Arbitrary<Colour>, { minLength: 1, maxLength: 16 })
  const pictures = fc.tuple(colours, fc.integer({ min: 1, max: 40 }).map((half) => 2 * half), fc.integer({ min: 1, max: 20 }))
    .chain(([palette, width, height]) => fc.array(fc.nat(palette.length - 1), { minLength: width * height, maxLength: width * height })
      .map((pixels) => ({ palette, width, pixels })))

  test('as PNG is decoded to the same pixels', async () => {
    await fc.assert(fc.asyncProperty(pictures, async ({ palette, width, pixels }) => {
      const { data, info } = await sharp(await indexedPng(Uint8Array.from(pixels), width, palette)).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
      expect([info.width, info.height]).toEqual([width, pixels.length / width])
      expect([...data]).toEqual(pixels.flatMap((index) => palette[index] ?? []))
    }), { numRuns: 200 })
  })
})
