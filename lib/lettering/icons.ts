import sharp from 'sharp'
import { outline } from './outline'

/** 朱 of the masthead on paper white; the same in light and dark, as launchers and tabs choose their own ground. */
const RED = '#a3161b'
const PAPER = '#f6f5f1'

/** The archive's sign: the first character of its name, cut out of a red square. */
export function iconSvg(name: string, size = 64): string {
  const [first = ''] = name
  const drawn = outline(first, { unitsPerEm: 100 })
  const glyph = drawn
    ? `<path fill="${PAPER}" transform="translate(14 14) scale(.72)" d="${drawn.path}"/>`
    : `<path fill="${PAPER}" fill-rule="evenodd" d="M20 14h60v72H20zm10 10v22h40V24zm0 32v20h40V56z"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 100 100"><path fill="${RED}" d="M0 0h100v100H0z"/>${glyph}</svg>\n`
}

/** The same as PNG, `size` pixels square: for home screens, which take no SVG. */
export async function iconPng(name: string, size: number): Promise<Uint8Array> {
  return sharp(Buffer.from(iconSvg(name, size))).png({ palette: true, colours: 16, compressionLevel: 9 }).toBuffer()
}

/** The same as `favicon.ico`, which browsers ask for unasked: a directory of one PNG (Windows Vista and later; every browser). */
export async function iconIco(name: string, size = 48): Promise<Uint8Array> {
  const png = await iconPng(name, size)
  const header = Buffer.alloc(22)
  header.writeUInt16LE(1, 2) // type: icon
  header.writeUInt16LE(1, 4) // pictures
  header.writeUInt8(size, 6)
  header.writeUInt8(size, 7)
  header.writeUInt16LE(1, 10) // planes
  header.writeUInt16LE(32, 12) // bits a pixel
  header.writeUInt32LE(png.length, 14)
  header.writeUInt32LE(header.length, 18)
  return Buffer.concat([header, png])
}
