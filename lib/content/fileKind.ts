import type { RuleName } from './rules'

/** What a file is that was given the name of a text. */
export interface FileKind {
  readonly rule: RuleName
  readonly message: string
}

/** First bytes of what is no text at all: .docx and other zip archives, .doc, .rtf, PDF, pictures, compressed files. */
const MAGIC: readonly (readonly [bytes: readonly number[], rule: RuleName, what: string])[] = [
  [[0x50, 0x4b, 3, 4], 'file-word', ' Word 文档'], [[0xd0, 0xcf, 0x11, 0xe0], 'file-word', ' Word 文档'], [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'file-word', ' Word 文档'],
  [[0x25, 0x50, 0x44, 0x46], 'file-no-text', ' PDF'], [[0xff, 0xd8, 0xff], 'file-no-text', '图片'], [[0x89, 0x50, 0x4e, 0x47], 'file-no-text', '图片'],
  [[0x47, 0x49, 0x46, 0x38], 'file-no-text', '图片'], [[0x52, 0x61, 0x72, 0x21], 'file-no-text', '压缩文件'], [[0x1f, 0x8b], 'file-no-text', '压缩文件'],
]

/** A file that is no text, by its first bytes. */
export function kindOfBytes(bytes: Uint8Array): FileKind | undefined {
  const found = MAGIC.find(([magic]) => magic.every((byte, index) => bytes[index] === byte))
  return found && { rule: found[1], message: `这是${found[2]}，只是改了扩展名` }
}

/** Characters looked at: whatever a program writes to say what it has saved stands first. */
const HEAD = 2000

const WORD_XML = /<\?mso-application|<w:wordDocument|<pkg:package/u
const WEB_PAGE = /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,200}-->\s*)?<(?:!doctype\s+html|html|head|body|meta|title|div|table|script|style)[\s>]/iu
/** A whole web page in one file, as browsers save it (RFC 2557). */
const WEB_ARCHIVE = /^(?:From:\s*<?Saved by|MIME-Version:\s*1\.0)[^]{0,600}?Content-Type:\s*multipart\/related/iu

/** A text some other program has written for itself: a saved web page, Word's XML. */
export function kindOfText(text: string): FileKind | undefined {
  const head = text.slice(0, HEAD)
  if (WORD_XML.test(head)) return { rule: 'file-word', message: '这是 Word 另存的文档，只是改了扩展名' }
  if (WEB_PAGE.test(head) || WEB_ARCHIVE.test(head)) return { rule: 'file-web-page', message: '这是另存下来的网页，只是改了扩展名' }
  return undefined
}
