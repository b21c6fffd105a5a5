import iconv from 'iconv-lite'

/**
 * Text once read in a wrong encoding: UTF-8 as Latin-1 or Windows-1252 (`è¡¢æ±Ÿ`), GBK as Latin-1 (`½ñÌì`), U+FFFD as
 * GBK (锟斤拷), memory shown as text (烫烫烫, 屯屯屯), a text saved where there was no room for Chinese (????). Signs without
 * a letter among them are printed so: 138××××××××, 目录········第二版.
 */
const GARBLED = /(?:[\u00e4-\u00e9][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,2}){3,}|(?<![\u00a1-\u00ff])(?=[\u00a1-\u00bf\u00d7\u00f7]*[^\u0000-\u00bf\u00d7\u00f7\u0100-\u{10ffff}])[\u00a1-\u00ff]{8,}|锟斤拷|烫烫烫|屯屯屯|\?{5,}/u

/** UTF-8 read as GBK leaves these: the leading bytes of 。，、 and of the commonest characters are rare characters of GBK. */
const TRACES = /[锛銆鐨涓鍥浜鍦鏄浠鍙鎴鍒鏂鐢瀹骞閮鏈鍚鍜灞妗鍐宸璇杩绗鑰浼]/u

const HAN = /\p{Script=Han}/gu

/** Where a text is garbled, and by what one can tell; `undefined` when it is not. */
export function garbledAt(text: string): { index: number; found: string } | undefined {
  const match = GARBLED.exec(text)
  if (match) return { index: match.index, found: match[0] }
  if (!TRACES.test(text)) return undefined
  for (const { 0: line, index } of text.matchAll(/[^\n]+/gu)) {
    if (TRACES.test(line) && isUtf8ReadAsGbk(line)) return { index: index + line.search(TRACES), found: line.slice(line.search(TRACES)) }
  }
  return undefined
}

/** Written as GBK the line is UTF-8: of a line that was meant so, hardly a character is. */
function isUtf8ReadAsGbk(line: string): boolean {
  const back = new TextDecoder('utf-8').decode(iconv.encode(line, 'gb18030'))
  const restored = back.match(HAN)?.length ?? 0
  const garbled = line.match(HAN)?.length ?? 0
  return restored >= 2 && restored * 3 >= garbled && restored > back.split('\ufffd').length - 1
}
