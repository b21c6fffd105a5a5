import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { START, type Position, type Report } from './diagnostic'
import { kindOfBytes, kindOfText } from './fileKind'
import { garbledAt } from './garbled'
import { KEYS } from './lint'

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
  if (!isReadable(normalised, report)) return undefined
  reportInvisible(normalised, report)
  return normalised
}

function readUtf8(bytes: Uint8Array, report: Report): string | undefined {
  if (bytes.length === 0) return void report('file-empty', START, '文件是空的，一个字也没有')
  const kind = kindOfBytes(bytes)
  if (kind) return void report(kind.rule, START, kind.message)
  if (bytes.length > LARGEST) return void report('file-too-large', START, `文件有 ${Math.ceil(bytes.length / 1024)} KB，最多 ${LARGEST / 1024} KB`)
  if (utf16Of(bytes)) return void report('encoding-utf16', START, '文件的编码是 UTF-16（记事本里叫 Unicode）')
  return isUtf8(bytes) ? new TextDecoder('utf-8').decode(bytes) : reportLegacy(bytes, report)
}

/**
 * By its BOM, or, without one, by its zero bytes: every letter, digit, hyphen and line end of UTF-16 has one, always on
 * the same side. (On the other are those of 一, 开 and the ideographic space, whose other bytes are N, _ and 0: only signs
 * that no such character shares are counted.) Text in other encodings has none, but for damage; that leaves it UTF-8,
 * which UTF-16 with Chinese is not.
 */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at + 1)) {
    if (SIGNS.has(bytes[at ^ 1] ?? 0)) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  }
  const [even = 0, odd = 0] = zeros
  const most = Math.max(even, odd)
  if (most < 4 || Math.min(even, odd) * 8 > most || (most < bytes.length / 4 && isUtf8(bytes))) return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}

/** ASCII beside which a zero byte is half of that sign, and not of a character newspapers print. */
const SIGNS: ReadonlySet<number> = new Set(Buffer.from('\t\n\r -.123456789:ABCDEFGHIJKLM'))

/** GBK bytes read as UTF-8 give little Chinese and much damage; a cut or damaged UTF-8 file the reverse. */
export function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  return (text.match(/[\u4e00-\u9fff]/gu)?.length ?? 0) > damagedIn(text)
}

const damagedIn = (text: string): number => text.split('\ufffd').length - 1

function reportLegacy(bytes: Uint8Array, report: Report): undefined {
  if (isMostlyUtf8(bytes)) {
    const asUtf8 = new TextDecoder('utf-8').decode(bytes)
    const damaged = damagedIn(asUtf8)
    const at = positionIn(asUtf8, asUtf8.indexOf('\ufffd'))
    if (damaged === 1 && asUtf8.endsWith('\ufffd')) return void report('encoding-cut', at, '文件在一个字的中间断了')
    return void report('encoding-damaged', at, `文件里有 ${damaged} 处坏掉的字节`)
  }
  const asGbk = iconv.decode(Buffer.from(bytes), 'gb18030')
  const title = /^title\s*[:：]\s*(.+)$/mu.exec(asGbk)?.[1]?.trim()
  return void report('encoding-gbk', START, `文件的编码是 GBK${title ? `（标题是“${title.slice(0, 40)}”）` : ''}，不是 UTF-8`)
}

/** Controls but for tab and line end, U+FFFD, the controls that turn the direction of text (UAX #9), what is no character. */
export const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\p{Surrogate}\p{Noncharacter_Code_Point}]/gu

/** Zero-width characters and line ends of their own kind, which come along when text is copied from web pages and PDF. */
export const INVISIBLE = /[\u00ad\u034f\u180e\u200b\u200c\u2028\u2029\u2060-\u2064\ufeff]/gu

/** Faults of one kind listed in a file; the rest are more of the same. */
const LISTED = 5

function isReadable(text: string, report: Report): boolean {
  const kind = kindOfText(text)
  const garbled = garbledAt(text)
  if (kind) report(kind.rule, START, kind.message)
  else if (garbled) report('mojibake', positionIn(text, garbled.index), `“${garbled.found.slice(0, 12)}”像是乱码`)
  if (kind || garbled) return false
  const found = [...text.matchAll(FORBIDDEN)]
  for (const match of found.slice(0, LISTED)) reportForbidden(match[0], positionIn(text, match.index), report)
  return found.length === 0
}

/** Invisible characters of a file; those in the keys of frontmatter are left to what reads keys. */
function reportInvisible(text: string, report: Report): void {
  const body = text.indexOf('\n---', 3)
  const found = [...text.matchAll(INVISIBLE)].filter(({ index }) => index > body || !isInKey(text, index))
  for (const match of found.slice(0, LISTED)) report('invisible-character', positionIn(text, match.index), invisibleHere(match[0]))
}

/** Before the first colon of a line that begins with a key we know. */
function isInKey(text: string, index: number): boolean {
  const start = text.lastIndexOf('\n', index) + 1
  const [, before = '', key = ''] = /^([ \t]*(?:- +)?)([^\n:：]*)[:：]/u.exec(text.slice(start, start + 80)) ?? []
  return index < start + before.length + key.length && KEYS.includes(key.replace(INVISIBLE, '').trim())
}

const UNESCAPE = '删去反斜杠开头的写法（如 \\0、\\u200b）；反斜杠是内容的一部分，就把外面的双引号换成单引号'

/**
 * Holds a text YAML has read to what a file may hold: between double quotes anything can be written with a backslash.
 * What stands in the file itself (`written`) has been reported.
 */
export function checkUnescaped(text: string, written: string, at: Position, report: Report): void {
  const [forbidden] = text.match(FORBIDDEN) ?? []
  const invisible = text.match(INVISIBLE)?.find((character) => !written.includes(character))
  if (forbidden !== undefined) reportForbidden(forbidden, at, report, UNESCAPE)
  else if (invisible !== undefined) report('invisible-character', at, invisibleHere(invisible), UNESCAPE)
}

const codeOf = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

const invisibleHere = (character: string): string => `这里有一个看不见的字符（${codeOf(character)}）`

function reportForbidden(character: string, at: Position, report: Report, hint?: string): void {
  const code = character.codePointAt(0) ?? 0
  if (code === 0xfffd) report('replacement-character', at, '这里有一个 �，原来的字已经丢了', hint)
  else if (code === 0) report('nul-character', at, '这里有一个空字符（NUL）', hint)
  else if (/[\p{Surrogate}\p{Noncharacter_Code_Point}]/u.test(character)) report('replacement-character', at, `这里的 ${codeOf(character)} 不是一个字`, hint)
  else if (code > 0x00ff) report('bidi-control', at, `这里有一个看不见的文字方向控制符（${codeOf(character)}）`, hint)
  else report('control-character', at, `这里有一个看不见的控制符（${codeOf(character)}）`, hint)
}

/** A source as it reached us, in whatever encoding; it is kept untouched, so reading it must not fail. */
export function decodeSource(bytes: Uint8Array): string {
  const utf16 = utf16Of(bytes)
  if (utf16) return new TextDecoder(utf16).decode(bytes)
  return isUtf8(bytes) ? new TextDecoder('utf-8').decode(bytes) : iconv.decode(Buffer.from(bytes), 'gb18030')
}

/** Line and column of an offset. */
export function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, Math.max(0, offset))
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}
