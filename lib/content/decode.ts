import iconv from 'iconv-lite'
import { START, type Position, type Report } from './diagnostic'

/** A quarter of a megabyte is eighty thousand Chinese characters: a book. No shorter file can stall the Markdown parser. */
const LARGEST = 256 * 1024

/**
 * Bytes of an editor's file as text, with LF line ends and without BOM. `undefined` when it is not UTF-8 text:
 * then what it is has been reported.
 */
export function decode(bytes: Uint8Array, report: Report): string | undefined {
  const text = readUtf8(bytes, report)
  if (text === undefined) return undefined
  const normalised = text.replace(/\r\n?/gu, '\n')
  return isReadable(normalised, report) ? normalised : undefined
}

function readUtf8(bytes: Uint8Array, report: Report): string | undefined {
  if (bytes.length === 0) return void report('file-empty', START, '文件是空的，一个字也没有')
  if (isWord(bytes)) return void report('file-word', START, '这是 Word 文档，只是改了扩展名')
  if (bytes.length > LARGEST) return void report('file-too-large', START, `文件有 ${Math.ceil(bytes.length / 1024)} KB，最多 ${LARGEST / 1024} KB`)
  if (utf16Of(bytes)) return void report('encoding-utf16', START, '文件的编码是 UTF-16（记事本里叫 Unicode）')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return reportLegacy(bytes, report)
  }
}

/** A .docx is a zip archive (PK 03 04), an old .doc a compound file (D0 CF 11 E0), an .rtf says so. */
function isWord(bytes: Uint8Array): boolean {
  return [[0x50, 0x4b, 3, 4], [0xd0, 0xcf, 0x11, 0xe0], [0x7b, 0x5c, 0x72, 0x74, 0x66]].some((magic) => magic.every((byte, index) => bytes[index] === byte))
}

/** By its BOM, or, without one, by the zero bytes of the `---` every file begins with. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second, third, fourth] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0x2d && second === 0 && third === 0x2d && fourth === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x2d && third === 0 && fourth === 0x2d)) return 'utf-16be'
  return undefined
}

/** GBK bytes read as UTF-8 give little Chinese and much damage; a cut or damaged UTF-8 file the reverse. */
function reportLegacy(bytes: Uint8Array, report: Report): undefined {
  const asUtf8 = new TextDecoder('utf-8').decode(bytes)
  const damaged = asUtf8.split('\ufffd').length - 1
  const chinese = asUtf8.match(/[\u4e00-\u9fff]/gu)?.length ?? 0
  if (chinese > damaged) {
    const at = positionIn(asUtf8, asUtf8.indexOf('\ufffd'))
    if (damaged === 1 && asUtf8.endsWith('\ufffd')) return void report('encoding-cut', at, '文件在一个字的中间断了')
    return void report('encoding-damaged', at, `文件里有 ${damaged} 处坏掉的字节`)
  }
  const asGbk = iconv.decode(Buffer.from(bytes), 'gb18030')
  const title = /^title\s*[:：]\s*(.+)$/mu.exec(asGbk)?.[1]?.trim()
  return void report('encoding-gbk', START, `文件的编码是 GBK${title ? `（标题是“${title.slice(0, 40)}”）` : ''}，不是 UTF-8`)
}

/** Controls but for tab and line end, U+FFFD, and the controls that turn the direction of text (UAX #9). */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu

/** Faults of one kind listed in a file; the rest are more of the same. */
const LISTED = 5

function isReadable(text: string, report: Report): boolean {
  const garbled = MOJIBAKE.exec(text)
  if (isWebPage(text)) report('file-web-page', START, '这是另存下来的网页，只是改了扩展名')
  else if (garbled) report('mojibake', positionIn(text, garbled.index), `“${garbled[0].slice(0, 12)}”像是乱码`)
  if (isWebPage(text) || garbled) return false
  let found = 0
  for (const match of text.matchAll(FORBIDDEN)) {
    if (found++ < LISTED) reportForbidden(match[0], positionIn(text, match.index), report)
  }
  return found === 0
}

function reportForbidden(character: string, at: Position, report: Report): void {
  const code = character.charCodeAt(0)
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  if (code === 0xfffd) report('replacement-character', at, '这里有一个 �，原来的字已经丢了')
  else if (code === 0) report('nul-character', at, '这里有一个空字符（NUL）')
  else if (code > 0x00ff) report('bidi-control', at, `这里有一个看不见的文字方向控制符（${name}）`)
  else report('control-character', at, `这里有一个看不见的控制符（${name}）`)
}

const isWebPage = (text: string): boolean => /^\s*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])/iu.test(text)

/**
 * UTF-8 Chinese once read as Latin-1 or Windows-1252 (`è¡¢æ±Ÿ`), U+FFFD once read as GBK (锟斤拷), memory once shown
 * as text (烫烫烫, 屯屯屯), and UTF-8 once read as GBK: three characters of which give away the particle 的 (鐨), 中
 * (涓), 国 (鍥), 人 (浜), 在 (鍦) and the punctuation 锛 (，).
 */
const MOJIBAKE = /(?:[\u00e4-\u00e9][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,2}){3,}|锟斤拷|烫烫烫|屯屯屯|(?:[鐨涓鍥浜鍦锛銆鏄鎴戠殑][^\n]{0,4}){6,}/u

/** A source as it reached us, in whatever encoding; it is kept untouched, so reading it must not fail. */
export function decodeSource(bytes: Uint8Array): string {
  const utf16 = utf16Of(bytes)
  if (utf16) return new TextDecoder(utf16).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return iconv.decode(Buffer.from(bytes), 'gb18030')
  }
}

/** Line and column of an offset. */
export function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, Math.max(0, offset))
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}
