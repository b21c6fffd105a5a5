import iconv from 'iconv-lite'
import { START, type Position, type Report } from './diagnostic'

/** A report is a few kilobytes; two megabytes is a pasted book, and would stall the Markdown parser. */
const LARGEST = 2 * 1024 * 1024

/**
 * Bytes of an editor's file as text, with LF line ends and without BOM. `undefined` when it is not UTF-8 text:
 * then what it is has been reported.
 */
export function decode(bytes: Uint8Array, report: Report): string | undefined {
  const text = readUtf8(bytes, report)
  if (text === undefined) return undefined
  const normalised = text.replace(/\r\n?/g, '\n')
  return hasForbiddenCharacters(normalised, report) ? undefined : normalised
}

function readUtf8(bytes: Uint8Array, report: Report): string | undefined {
  if (bytes.length === 0) return void report('file-empty', START, '文件是空的')
  if (bytes.length > LARGEST) return void report('file-too-large', START, `文件有 ${(bytes.length / 1024 / 1024).toFixed(1)} MB`)
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3) return void report('file-not-text', START, '这是 Word 文档（.docx）或压缩包，只是改了扩展名')
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return void report('encoding-utf16', START, '文件的编码是 UTF-16（记事本里叫 Unicode）')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return reportLegacy(bytes, report)
  }
}

/** GBK bytes read as GB18030 give Chinese text; a cut or damaged UTF-8 file gives none. */
function reportLegacy(bytes: Uint8Array, report: Report): undefined {
  const asUtf8 = new TextDecoder('utf-8').decode(bytes)
  const damaged = asUtf8.split('\ufffd').length - 1
  const chinese = /[\u4e00-\u9fff]/g
  if ((asUtf8.match(chinese)?.length ?? 0) > damaged) {
    return void report('encoding-broken', positionIn(asUtf8, asUtf8.indexOf('\ufffd')), '文件里有损坏的字节')
  }
  const asGbk = iconv.decode(Buffer.from(bytes), 'gb18030')
  const title = /^title:[ \t]*(.+)$/m.exec(asGbk)?.[1]?.trim()
  return void report('encoding-gbk', START, `文件的编码是 GBK${title ? `（标题是“${title}”）` : ''}，不是 UTF-8`)
}

const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd\u202a-\u202e\u2066-\u2069]/g

function hasForbiddenCharacters(text: string, report: Report): boolean {
  let found = false
  for (const match of text.matchAll(FORBIDDEN)) {
    const code = match[0].charCodeAt(0)
    const at = positionIn(text, match.index)
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
    if (code === 0xfffd) report('encoding-mojibake', at, '文字里有 �，说明文字已经损坏')
    else if (code > 0x2000) report('bidi-control', at, `有看不见的文字方向控制符（${name}）`)
    else report('control-character', at, `有看不见的控制符（${name}）`)
    found = true
  }
  return found
}

/** A source as it reached us, in whatever encoding; it is kept untouched, so reading it must not fail. */
export function decodeSource(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
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
