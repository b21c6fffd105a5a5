import sharp from 'sharp'
import { outline } from './outline'

/** How much of each pixel a character covers, 0 to 255, without empty rows and columns around it. */
export interface Glyph {
  /** From the pen, and from the upper edge of the em, to the first column and row. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly coverage: Uint8Array
}

/** Grid of the outlines, to the pixel. A power of two, so that a character comes out the same wherever it stands on a sheet. */
const GRID = 8
/** Characters rasterised at a time: a call of the rasteriser costs a millisecond, a character a tenth. */
const SHEET = 32
/**
 * Ems around the em of a character. Of the 14,026 characters of the face none reaches up by more than 0.29 (Ẳ), down by
 * more than 0.15 (¦), left by more than 0.98 (U+20DD), right by more than 0.71 (U+030C).
 */
const AROUND = { x: 1, y: 0.5 }
/** Bytes kept: some 15,000 characters of the sizes of titles. */
const KEPT = 64 << 20

/** Those drawn last stand last. */
const kept = new Map<string, Glyph>()
let keptBytes = 0

/** The glyphs of characters at a size in pixels, by character; one the face lacks is drawn as `missing`. */
export async function glyphsOf(characters: Iterable<string>, size: number, missing: string): Promise<ReadonlyMap<string, Glyph>> {
  const found = new Map<string, Glyph>()
  const wanted: string[] = []
  for (const character of new Set(characters)) {
    const known = kept.get(`${size} ${character}`)
    if (known) found.set(character, known)
    else wanted.push(character)
  }
  for (let first = 0; first < wanted.length; first += SHEET) {
    for (const [character, glyph] of await rasterised(wanted.slice(first, first + SHEET), size, missing)) found.set(character, glyph)
  }
  for (const [character, glyph] of found) keep(`${size} ${character}`, glyph)
  return found
}

/** What has not been drawn for the longest time makes room. */
function keep(key: string, glyph: Glyph): void {
  keptBytes += glyph.coverage.length - (kept.get(key)?.coverage.length ?? 0)
  kept.delete(key)
  kept.set(key, glyph)
  for (const [oldest, { coverage }] of kept) {
    if (keptBytes <= KEPT) break
    kept.delete(oldest)
    keptBytes -= coverage.length
  }
}

/** One below the other, each in a cell of its own. */
async function rasterised(characters: readonly string[], size: number, missing: string): Promise<[string, Glyph][]> {
  const outlines = characters.map((character) => outline(character, { unitsPerEm: size * GRID, missing, proportional: true }))
  const pen = { x: AROUND.x * size, y: AROUND.y * size }
  const cell = { width: 2 * pen.x + Math.ceil(Math.max(...outlines.map((drawn) => drawn?.width ?? 0)) / GRID), height: size + 2 * pen.y }
  const paths = outlines.map((drawn, row) => (drawn ? `<path transform="translate(${pen.x} ${row * cell.height + pen.y}) scale(${1 / GRID})" d="${drawn.path}"/>` : ''))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${cell.width}" height="${cell.height * characters.length}">${paths.join('')}</svg>`
  const sheet = await sharp(Buffer.from(svg)).extractChannel('alpha').raw().toBuffer()
  return characters.map((character, row) => {
    const cells = sheet.subarray(row * cell.height * cell.width, (row + 1) * cell.height * cell.width)
    return [character, trimmed(cells, cell.width, pen)]
  })
}

function trimmed(cell: Uint8Array, cellWidth: number, pen: { readonly x: number; readonly y: number }): Glyph {
  let [left, right, top, bottom] = [cellWidth, 0, cell.length, 0]
  for (let at = 0; at < cell.length; at++) {
    if (cell[at] === 0) continue
    const x = at % cellWidth
    const y = (at - x) / cellWidth
    if (x < left) left = x
    if (x >= right) right = x + 1
    if (y < top) top = y
    bottom = y + 1
  }
  if (right === 0) return { left: 0, top: 0, width: 0, height: 0, coverage: new Uint8Array() }
  const [width, height] = [right - left, bottom - top]
  const coverage = new Uint8Array(width * height)
  for (let row = 0; row < height; row++) {
    const start = (top + row) * cellWidth + left
    coverage.set(cell.subarray(start, start + width), row * width)
  }
  return { left: left - pen.x, top: top - pen.y, width, height, coverage }
}
