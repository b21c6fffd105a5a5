import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as fontkit from 'fontkit'

/** The outlines of a line of text as one SVG path. */
export interface Outline {
  readonly path: string
  /** In units of the path: characters times `unitsPerEm`. */
  readonly width: number
  readonly height: number
  readonly viewBox: string
}

export interface OutlineOptions {
  /** Grid the outlines are rounded to: the fewer units, the shorter the path. */
  readonly unitsPerEm?: number
  /** Drawn in place of a character the face lacks; without it, such a text is not drawn at all. */
  readonly missing?: string
  /** Latin letters and digits as wide as they are, instead of one to a square. */
  readonly proportional?: boolean
}

/** Of the em, how far the Song face's characters reach above the baseline; the rest stands below. */
const ASCENT = 0.86

/**
 * The glyph outlines of `text` in Noto Serif SC Black, set solid on a square em. `undefined` when the face lacks a
 * character: the page then shows text.
 */
export function outline(text: string, { unitsPerEm = 200, missing, proportional = false }: OutlineOptions = {}): Outline | undefined {
  const glyphs = [...text].map((character) => glyphOf(character) ?? (missing === undefined ? undefined : glyphOf(missing)))
  if (glyphs.length === 0) return undefined
  let path = ''
  let width = 0
  for (const glyph of glyphs) {
    if (!glyph) return undefined
    const advance = proportional ? Math.round(glyph.advance * unitsPerEm) : unitsPerEm
    path += glyphPath(glyph, width, advance, unitsPerEm)
    width += advance
  }
  return { path, width, height: unitsPerEm, viewBox: `0 0 ${width} ${unitsPerEm}` }
}

const advances = new Map<string, number | undefined>()

/** Width of a text set at the widths of its characters, in ems; those the face lacks count as one. */
export function widthInEms(text: string): number {
  let width = 0
  for (const character of text) {
    if (!advances.has(character)) advances.set(character, glyphOf(character)?.advance)
    width += advances.get(character) ?? 1
  }
  return width
}

/** A glyph with the face it is drawn in. */
interface Drawable {
  /** In ems. */
  readonly advance: number
  readonly shape?: { readonly glyph: fontkit.Glyph; readonly font: fontkit.Font }
}

function glyphOf(character: string): Drawable | undefined {
  if (/\s/u.test(character)) return { advance: character === ' ' ? 0.5 : 1 }
  const code = character.codePointAt(0) ?? 0
  const font = fontWith(code)
  if (!font?.hasGlyphForCodePoint(code)) return undefined
  const glyph = font.glyphForCodePoint(code)
  return { advance: glyph.advanceWidth / font.unitsPerEm, shape: { glyph, font } }
}

function glyphPath({ advance, shape }: Drawable, left: number, width: number, unitsPerEm: number): string {
  if (!shape) return ''
  const scale = unitsPerEm / shape.font.unitsPerEm
  // A half-width Latin letter or digit is centred on the square em, as on a newspaper's masthead.
  const indent = (width - advance * unitsPerEm) / 2
  return pathData(shape.glyph.path.commands, (x) => left + indent + x * scale, (y) => (ASCENT - y / shape.font.unitsPerEm) * unitsPerEm)
}

type Commands = fontkit.Path['commands']
const LETTERS: Record<string, string> = { moveTo: 'm', lineTo: 'l', quadraticCurveTo: 'q', bezierCurveTo: 'c', closePath: 'z' }

/** SVG path data (SVG 2 §9.3) in whole units and relative commands, rounded absolutely so that no error adds up. */
function pathData(commands: Commands, toX: (x: number) => number, toY: (y: number) => number): string {
  let data = ''
  let [x, y] = [0, 0]
  let [startX, startY] = [0, 0]
  let previous = ''
  for (const { command: given, args } of commands) {
    const rounded = args.map((value, index) => Math.round(index % 2 === 0 ? toX(value) : toY(value)))
    const [command, points] = isFlat(given, rounded, x, y) ? ['lineTo', rounded.slice(-2)] as const : [given, rounded]
    const [endX = startX, endY = startY] = points.slice(-2)
    const relative = points.map((value, index) => value - (index % 2 === 0 ? x : y))
    const letter = LETTERS[command] ?? ''
    if (command === 'lineTo' && endX === x && endY === y) continue
    const [dx = 0, dy = 0] = relative
    const short = command === 'lineTo' && dy === 0 ? `h${dx}` : command === 'lineTo' && dx === 0 ? `v${dy}` : undefined
    // A glyph opens with an absolute moveTo: the one before it ended anywhere.
    data += data === '' ? `M${numbers(points)}` : short ?? (letter === previous && letter !== 'm' ? separated(numbers(relative)) : letter + numbers(relative))
    previous = short === undefined ? letter : short[0] ?? ''
    ;[x, y] = [endX, endY]
    if (command === 'moveTo') [startX, startY] = [x, y]
  }
  return straightened(data)
}

/** Steps along one axis after each other are one step: rounding to a grid makes many of them. What is filled stays. */
function straightened(data: string): string {
  const merged = data.replace(/([hv])(-?\d+)\1(-?\d+)/gu, (_, axis: string, first: string, second: string) => {
    const step = Number(first) + Number(second)
    return step === 0 ? '' : `${axis}${step}`
  })
  return merged === data ? data : straightened(merged)
}

/** Flatter than this, in units of the grid, a curve is drawn as the line it looks like. */
const FLAT = 0.3

/** A quadratic curve leaves its chord by half the distance of its control point. */
function isFlat(command: string, [controlX = 0, controlY = 0, endX = 0, endY = 0]: readonly number[], x: number, y: number): boolean {
  if (command !== 'quadraticCurveTo') return false
  const [cx, cy, dx, dy] = [controlX - x, controlY - y, endX - x, endY - y]
  const chord = Math.hypot(dx, dy)
  return chord === 0 ? Math.hypot(cx, cy) / 2 <= FLAT * 2 : Math.abs(cx * dy - cy * dx) / chord / 2 <= FLAT
}

/** `12 -3 4` → `12-3 4` */
function numbers(values: readonly number[]): string {
  return values.map((value, index) => (index > 0 && value >= 0 ? ` ${value}` : String(value))).join('')
}

function separated(text: string): string {
  return text.startsWith('-') ? text : ` ${text}`
}

/** Found from the project's folder at run time: a bundler would rewrite a `resolve` from this module's own address. */
const faceFolder = (): string => dirname(createRequire(join(process.cwd(), 'package.json')).resolve('@fontsource/noto-serif-sc/package.json'))
const opened = new Map<string, fontkit.Font>()
let ranges: [slice: string, ranges: [number, number][]][] | undefined

/** The slice of the face that holds a code point, by the package's own unicode ranges. */
function fontWith(code: number): fontkit.Font | undefined {
  ranges ??= Object.entries(JSON.parse(readFileSync(join(faceFolder(), 'unicode.json'), 'utf8')) as Record<string, string>)
    .map(([slice, list]) => [slice.replace(/[[\]]/g, ''), list.split(',').map(rangeOf)])
  const slice = ranges.find(([, spans]) => spans.some(([first, last]) => first <= code && code <= last))?.[0]
  if (slice === undefined) return undefined
  const known = opened.get(slice)
  if (known) return known
  const font = fontkit.create(readFileSync(join(faceFolder(), 'files', `noto-serif-sc-${slice}-900-normal.woff2`))) as fontkit.Font
  opened.set(slice, font)
  return font
}

/** `U+4e00-4e0f` */
function rangeOf(range: string): [number, number] {
  const [first = '0', last = first] = range.trim().slice(2).split('-')
  return [parseInt(first, 16), parseInt(last, 16)]
}
