import iconv from 'iconv-lite'
import { isMostlyUtf8, utf16Of } from '../../content'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/** A page as text, or in Chinese why it is none. */
export type DecodedPage = { readonly text: string; readonly encoding: Encoding; readonly hasBom: boolean } | { readonly problem: string }

/** A .docx is a zip archive, a .doc a compound file; .pdf, .rtf and pictures say so in their first bytes. */
const OTHER_FILES: readonly (readonly [magic: readonly number[], what: string])[] = [
  [[0x50, 0x4b, 3, 4], 'Word 文档（.docx）'], [[0xd0, 0xcf, 0x11, 0xe0], 'Word 文档（.doc）'], [[0x25, 0x50, 0x44, 0x46], 'PDF'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], '写字板文档（.rtf）'], [[0xff, 0xd8, 0xff], '图片'], [[0x89, 0x50, 0x4e, 0x47], '图片'],
]

/** Text in whatever encoding it comes: UTF-8, GBK and GB18030, UTF-16 with or without BOM. */
export function decodePage(bytes: Uint8Array): DecodedPage {
  if (bytes.length === 0) return { problem: '文件是空的，一个字也没有' }
  const other = OTHER_FILES.find(([magic]) => magic.every((byte, index) => bytes[index] === byte))
  if (other) return { problem: `这是${other[1]}，不是纯文本；请打开它，复制文字，粘贴到记事本里存为 .txt` }
  const utf16 = utf16Of(bytes)
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), encoding: utf16, hasBom: hasUtf16Bom(bytes) }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { text, encoding: 'utf-8', hasBom: bytes[0] === 0xef && bytes[1] === 0xbb }
  } catch {
    return { text: legacyText(bytes), encoding: isMostlyUtf8(bytes) ? 'utf-8' : 'gb18030', hasBom: false }
  }
}

const hasUtf16Bom = ([first, second]: Uint8Array): boolean => (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)

function legacyText(bytes: Uint8Array): string {
  return isMostlyUtf8(bytes) ? new TextDecoder('utf-8').decode(bytes) : iconv.decode(Buffer.from(bytes), 'gb18030')
}
