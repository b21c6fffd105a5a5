import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as fontkit from 'fontkit'
import simplify from 'simplify-js'

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
interface Point { readonly x: number; readonly y: number }
/** A line, or with control points a curve, to a point of the grid. */
interface Segment {
  readonly controls: readonly Point[]
  readonly end: Point
}
interface Contour {
  readonly start: Point
  readonly segments: Segment[]
}

/** What differs by less, in units of the grid, is drawn as one: a flat curve as a line, an almost straight row of lines as one. */
const FLAT = 0.5

/** SVG path data (SVG 2 §9.3) in whole units and relative commands, rounded absolutely so that no error adds up. */
function pathData(commands: Commands, toX: (x: number) => number, toY: (y: number) => number): string {
  let data = ''
  let at: Point = { x: 0, y: 0 }
  for (const { start, segments } of contours(commands, toX, toY)) {
    // A glyph opens with an absolute moveTo: the one before it ended anywhere.
    data += data === '' ? `M${numbers([start.x, start.y])}` : `m${numbers([start.x - at.x, start.y - at.y])}`
    at = start
    let previous = ''
    for (const segment of segments) {
      const [letter, values] = written(segment, at)
      data += letter === previous ? following(numbers(values)) : letter + numbers(values)
      ;[previous, at] = [letter, segment.end]
    }
  }
  return data
}

/** The contours of a glyph on the grid. Filled, they close themselves: neither the line back nor a closePath is written. */
function contours(commands: Commands, toX: (x: number) => number, toY: (y: number) => number): Contour[] {
  const found: Contour[] = []
  for (const { command, args } of commands) {
    const points = pairs(args).map(({ x, y }) => ({ x: Math.round(toX(x)), y: Math.round(toY(y)) }))
    const end = points.at(-1)
    if (!end) continue
    if (command === 'moveTo') found.push({ start: end, segments: [] })
    else found.at(-1)?.segments.push({ controls: points.slice(0, -1), end })
  }
  return found.map(simplified).map(opened).filter(({ segments }) => segments.length > 1)
}

function pairs(values: readonly number[]): Point[] {
  return values.flatMap((x, index) => (index % 2 === 0 ? [{ x, y: values[index + 1] ?? 0 }] : []))
}

function simplified({ start, segments }: Contour): Contour {
  const result: Segment[] = []
  let line: Point[] = [start]
  const endLine = (): void => { result.push(...simplify(line, FLAT, true).slice(1).map((end) => ({ controls: [], end }))) }
  for (const segment of segments) {
    const from = line.at(-1) ?? start
    if (isFlat(segment, from)) {
      line.push(segment.end)
    } else {
      endLine()
      result.push(segment)
      line = [segment.end]
    }
  }
  endLine()
  return { start, segments: result }
}

/** Lines are flat; a quadratic curve leaves its chord by half the distance of its control point. */
function isFlat({ controls: [control, ...others], end }: Segment, from: Point): boolean {
  if (!control) return true
  if (others.length > 0) return false
  const [cx, cy, dx, dy] = [control.x - from.x, control.y - from.y, end.x - from.x, end.y - from.y]
  const chord = Math.hypot(dx, dy)
  return (chord === 0 ? Math.hypot(cx, cy) : Math.abs(cx * dy - cy * dx) / chord) / 2 <= FLAT
}

/** Without the line back to where it began. */
function opened({ start, segments }: Contour): Contour {
  const last = segments.at(-1)
  const closed = last?.controls.length === 0 && last.end.x === start.x && last.end.y === start.y
  return { start, segments: closed ? segments.slice(0, -1) : segments }
}

/** Letter and values of a segment, relative to where the pen is. */
function written({ controls, end }: Segment, { x, y }: Point): [letter: string, values: number[]] {
  if (controls.length === 0 && end.y === y) return ['h', [end.x - x]]
  if (controls.length === 0 && end.x === x) return ['v', [end.y - y]]
  return ['lqc'[controls.length] ?? '', [...controls, end].flatMap((point) => [point.x - x, point.y - y])]
}

/** `12 -3 4` → `12-3 4` */
function numbers(values: readonly number[]): string {
  return values.map((value, index) => (index > 0 && value >= 0 ? ` ${value}` : String(value))).join('')
}

/** Values after those of the same command need no letter, only to be told apart. */
function following(values: string): string {
  return values.startsWith('-') ? values : ` ${values}`
}

/** Found from the project's folder at run time: a bundler would rewrite a `resolve` from this module's own address. */
const faceFolder = (): string => dirname(createRequire(join(process.cwd(), 'package.json')).resolve('@fontsource/noto-serif-sc/package.json'))
const fonts = new Map<string, fontkit.Font>()
let ranges: [slice: string, ranges: [number, number][]][] | undefined

/** The slice of the face that holds a code point, by the package's own unicode ranges. */
function fontWith(code: number): fontkit.Font | undefined {
  ranges ??= Object.entries(JSON.parse(readFileSync(join(faceFolder(), 'unicode.json'), 'utf8')) as Record<string, string>)
    .map(([slice, list]) => [slice.replace(/[[\]]/g, ''), list.split(',').map(rangeOf)])
  const slice = ranges.find(([, spans]) => spans.some(([first, last]) => first <= code && code <= last))?.[0]
  if (slice === undefined) return undefined
  const known = fonts.get(slice)
  if (known) return known
  // Unpacked table by table as they are asked for, in 25 ms; a WOFF2 is unpacked whole, in 70.
  const font = fontkit.create(readFileSync(join(faceFolder(), 'files', `noto-serif-sc-${slice}-900-normal.woff`))) as fontkit.Font
  fonts.set(slice, font)
  return font
}

/** `U+4e00-4e0f` */
function rangeOf(range: string): [number, number] {
  const [first = '0', last = first] = range.trim().slice(2).split('-')
  return [parseInt(first, 16), parseInt(last, 16)]
}
