import sharp from 'sharp'
import { outline, widthInEms } from './outline'

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

const INK = '#1a1917'
const SOFT = '#57544d'
const RED = '#a3161b'
const PAPER = '#f6f5f1'

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

/** Printers' sign for a character the type lacks (下駄, U+3013). */
const MISSING = '〓'
/** Grid of the outlines: fine enough at the largest size drawn. */
const UNITS = 200

/** The picture as SVG: the same words give the same bytes. */
export function shareCardSvg({ name, corner, kicker, title, below = [] }: ShareCard): string {
  const belowHeight = below.length === 0 ? 0 : 24 + below.length * BELOW * 1.6
  const top = TOP + (kicker ? KICKER * 1.7 : 0)
  const { size, lines } = fitted(title, BOTTOM - top - belowHeight)
  const titleEnd = top + lines.length * size * LEADING
  const { width, height } = SHARE_PICTURE
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<path fill="${PAPER}" d="M0 0h${width}v${height}H0z"/>`,
    line(cut(name, 620, 60), { x: MARGIN, y: 56, size: 60, fill: RED }),
    lineToRight(cut(corner, 420, 30), { y: 82, size: 30, fill: SOFT }),
    `<path fill="${INK}" d="M${MARGIN} 136h${WIDTH}v6H${MARGIN}zm0 10h${WIDTH}v2H${MARGIN}z"/>`,
    ...(kicker ? [line(cut(kicker, WIDTH, KICKER), { x: MARGIN, y: TOP, size: KICKER, fill: SOFT })] : []),
    ...lines.map((text, index) => line(text, { x: MARGIN, y: top + index * size * LEADING, size, fill: INK })),
    ...below.map((text, index) => line(cut(text, WIDTH, BELOW), { x: MARGIN, y: titleEnd + 24 + index * BELOW * 1.6, size: BELOW, fill: INK })),
    '</svg>',
  ].join('')
}

/** The SVG as PNG. Flat ink on paper needs few colours: 16 keep the edges smooth at a fifth of the size. */
export async function shareCardPng(svg: string): Promise<Uint8Array> {
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 16, dither: 0, compressionLevel: 9, effort: 7 }).toBuffer()
}

interface Placed {
  readonly x: number
  /** Upper edge of the characters. */
  readonly y: number
  readonly size: number
  readonly fill: string
}

function line(text: string, { x, y, size, fill }: Placed): string {
  const drawn = outline(text, { unitsPerEm: UNITS, missing: MISSING, proportional: true })
  return drawn && drawn.path !== '' ? `<path fill="${fill}" transform="translate(${round(x)} ${round(y)}) scale(${round(size / UNITS)})" d="${drawn.path}"/>` : ''
}

function lineToRight(text: string, placed: Omit<Placed, 'x'>): string {
  return line(text, { ...placed, x: SHARE_PICTURE.width - MARGIN - widthInEms(text) * placed.size })
}

const round = (value: number): number => Math.round(value * 1000) / 1000

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
