import { glyphsOf, type Glyph } from './glyphs'
import { indexedPng, type Colour } from './indexedImage'
import { widthInEms } from './outline'

/** What a share picture says. Texts that do not fit are cut with an ellipsis. */
export interface ShareCard {
  /** The archive's name, large in the head as on the masthead. */
  readonly name: string
  /** Beside it: day and page. */
  readonly corner: string
  /** 引题, above the title. */
  readonly kicker?: string
  /** Pieces between which a line may break. */
  readonly title: readonly string[]
  /** Lines below the title: the first headlines of an issue. */
  readonly below?: readonly string[]
}

/** What Open Graph and WeChat take for a large picture. Pixels. */
export const SHARE_PICTURE = { width: 1200, height: 630 } as const

const PAPER: Colour = [0xf6, 0xf5, 0xf1]
/** Inks, each with the shades its edges are drawn in: with the paper, as many as a picture has colours. */
const INKS = {
  ink: { colour: [0x1a, 0x19, 0x17], shades: 7 },
  soft: { colour: [0x57, 0x54, 0x4d], shades: 4 },
  red: { colour: [0xa3, 0x16, 0x1b], shades: 4 },
} as const satisfies Record<string, { colour: Colour; shades: number }>
type Ink = keyof typeof INKS

const MARGIN = 72
const WIDTH = SHARE_PICTURE.width - 2 * MARGIN
/** From below the rule of the head to the lower margin. */
const TOP = 178
const BOTTOM = SHARE_PICTURE.height - 56
const KICKER = 34
const BELOW = 36
/** Sizes a title may have, the largest that fits is taken. Pixels. */
const SIZES = [112, 100, 88, 76, 66, 58] as const
const LEADING = 1.28
const MOST_LINES = 4
/** 文武线 below the head, a thick and a thin one. */
const RULES = [{ from: 136, to: 142 }, { from: 146, to: 148 }] as const

/** Printers' sign for a character the type lacks (下駄, U+3013). */
const MISSING = '〓'
/** A line of text in its place. */
export interface PlacedLine {
  readonly text: string
  readonly x: number
  /** Upper edge of the characters. */
  readonly y: number
  readonly size: number
  readonly ink: Ink
}

/** The lines of a share picture, broken and cut to fit. */
export function shareCardLines({ name, corner, kicker, title, below = [] }: ShareCard): PlacedLine[] {
  const belowHeight = below.length === 0 ? 0 : 24 + below.length * BELOW * 1.6
  const top = TOP + (kicker ? KICKER * 1.7 : 0)
  const { size, lines } = fitted(title, BOTTOM - top - belowHeight)
  const titleEnd = top + lines.length * size * LEADING
  const cornerText = cut(corner, 420, 30)
  return [
    { text: cut(name, 620, 60), x: MARGIN, y: 56, size: 60, ink: 'red' },
    { text: cornerText, x: SHARE_PICTURE.width - MARGIN - widthInEms(cornerText) * 30, y: 82, size: 30, ink: 'soft' },
    ...(kicker ? [{ text: cut(kicker, WIDTH, KICKER), x: MARGIN, y: TOP, size: KICKER, ink: 'soft' as const }] : []),
    ...lines.map((text, index) => ({ text, x: MARGIN, y: top + index * size * LEADING, size, ink: 'ink' as const })),
    ...below.map((text, index) => ({ text: cut(text, WIDTH, BELOW), x: MARGIN, y: titleEnd + 24 + index * BELOW * 1.6, size: BELOW, ink: 'ink' as const })),
  ]
}

/** What pictures are drawn on, one after another: a new one takes longer to get and to give back than to clear. */
const SHEET = new Uint8Array(SHARE_PICTURE.width * SHARE_PICTURE.height)

/** The picture as PNG: the same words give the same bytes, whatever was drawn before. */
export async function shareCardPng(card: ShareCard): Promise<Uint8Array> {
  const lines = shareCardLines(card)
  const glyphs = await Promise.all(lines.map(({ text, size }) => glyphsOf(text.replace(/\s/gu, ''), size, MISSING)))
  // From here to the picture's lines nothing waits, so that every picture is drawn on the same sheet.
  const pixels = SHEET.fill(0)
  for (const { from, to } of RULES) for (let y = from; y < to; y++) pixels.fill(DARKEST, y * SHARE_PICTURE.width + MARGIN, (y + 1) * SHARE_PICTURE.width - MARGIN)
  for (const [index, line] of lines.entries()) set(pixels, line, glyphs[index] ?? new Map())
  return indexedPng(pixels, SHARE_PICTURE.width, PALETTE)
}

/** Sets a line of text, each character at the whole pixel next to its place. */
function set(pixels: Uint8Array, { text, x, y, size, ink }: PlacedLine, glyphs: ReadonlyMap<string, Glyph>): void {
  let pen = x
  for (const character of text) {
    const glyph = glyphs.get(character)
    if (glyph) stamp(pixels, glyph, { x: Math.round(pen), y: Math.round(y) }, SHADES[ink])
    pen += widthInEms(character) * size
  }
}

/** Where two characters meet, the darker shade stays. What reaches over the edge of the picture is cut. */
function stamp(pixels: Uint8Array, { left, top, width, height, coverage }: Glyph, pen: { readonly x: number; readonly y: number }, shades: Uint8Array): void {
  const first = Math.max(0, -(pen.x + left))
  const end = Math.min(width, SHARE_PICTURE.width - (pen.x + left))
  for (let row = Math.max(0, -(pen.y + top)); row < Math.min(height, SHARE_PICTURE.height - (pen.y + top)); row++) {
    let to = (pen.y + top + row) * SHARE_PICTURE.width + pen.x + left + first
    for (let from = row * width + first; from < row * width + end; from++, to++) {
      const covered = coverage[from]
      if (!covered) continue
      const shade = shades[covered] ?? 0
      if (shade > (pixels[to] ?? 0)) pixels[to] = shade
    }
  }
}

/** Paper, then of each ink the shades from light to full. */
const PALETTE: readonly Colour[] = [PAPER, ...Object.values(INKS).flatMap(({ colour, shades }) => Array.from({ length: shades }, (_, shade) => mixed(colour, (shade + 1) / shades)))]

/** By coverage, 0 to 255, the index of the shade. */
const SHADES = Object.fromEntries(Object.entries(INKS).map(([ink, { shades }], index, all) => {
  const before = all.slice(0, index).reduce((sum, [, other]) => sum + other.shades, 0)
  return [ink, Uint8Array.from({ length: 256 }, (_, covered) => {
    const shade = Math.round(covered / 255 * shades)
    return shade === 0 ? 0 : before + shade
  })]
})) as Record<Ink, Uint8Array>

const DARKEST = SHADES.ink[255] ?? 0

function mixed(ink: Colour, part: number): Colour {
  const [red, green, blue] = ink.map((value, channel) => Math.round((PAPER[channel] ?? 0) * (1 - part) + value * part))
  return [red ?? 0, green ?? 0, blue ?? 0]
}

function cut(text: string, width: number, size: number): string {
  if (widthInEms(text) * size <= width) return text
  let kept = ''
  for (const character of text) {
    if (widthInEms(`${kept}${character}…`) * size > width) break
    kept += character
  }
  return `${kept}…`
}

/** The largest size at which the title's lines fit into the height; at the smallest, what does not fit is cut. */
function fitted(pieces: readonly string[], height: number): { size: number; lines: string[] } {
  for (const size of SIZES) {
    const lines = broken(pieces, WIDTH / size)
    if (lines.length * size * LEADING <= height && lines.length <= MOST_LINES) return { size, lines }
  }
  const size = SIZES[SIZES.length - 1] ?? 58
  const lines = broken(pieces, WIDTH / size)
  const most = Math.max(1, Math.floor(height / (size * LEADING)))
  return { size, lines: [...lines.slice(0, most - 1), cut(lines.slice(most - 1).join(''), WIDTH, size)] }
}

/** A title of two halves with a space between is broken there, unless that makes more lines. */
function broken(pieces: readonly string[], most: number): string[] {
  const halves = pieces.join('').split(/\s+/u).filter(Boolean)
  const anywhere = filled(pieces, most)
  return halves.length > 1 && halves.length <= anywhere.length && halves.every((half) => widthInEms(half) <= most) ? halves : anywhere
}

/** Lines filled with as many pieces as go into `most` ems; a piece longer than a line is cut where the line ends. */
function filled(pieces: readonly string[], most: number): string[] {
  const lines: string[] = []
  let current = ''
  for (const piece of pieces.flatMap((whole) => (widthInEms(whole) > most ? [...whole] : [whole]))) {
    if (current !== '' && widthInEms(current + piece.trimEnd()) > most) {
      lines.push(current.trim())
      current = piece.trimStart()
    } else {
      current += piece
    }
  }
  return [...lines, current.trim()].filter((text) => text !== '')
}
