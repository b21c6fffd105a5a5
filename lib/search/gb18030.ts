import iconv from 'iconv-lite'

let codes: Uint16Array | undefined
let room = Buffer.alloc(16_384)

/** GB 18030 of a text that has no disputed characters, good until the next one. By a table of those of one and two bytes, in one room. */
export function inGb18030(text: string): Buffer {
  codes ??= shortCodes()
  if (room.length < text.length * 2) room = Buffer.alloc(text.length * 4)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const code = codes[text.charCodeAt(at)] ?? 0
    if (code === 0) return iconv.encode(text, 'gb18030')
    if (code > 255) room[length++] = code >> 8
    room[length++] = code & 255
  }
  return room.subarray(0, length)
}

/**
 * By UTF-16 unit: its code of one or two bytes, 0 where it has none. Read off the decoder every engine has (WHATWG
 * Encoding); of the two codes of the ideographic space the lower is the one to write.
 */
function shortCodes(): Uint16Array {
  const pairs: number[] = []
  for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) pairs.push(lead * 256 + trail)
  const decoded = new TextDecoder('gb18030').decode(Uint8Array.from(pairs.flatMap((pair) => [pair >> 8, pair & 255])))
  const found = Uint16Array.from({ length: 65_536 }, (_, unit) => (unit < 128 ? unit : 0))
  for (let nth = pairs.length - 1; nth >= 0; nth--) found[decoded.charCodeAt(nth)] = pairs[nth] ?? 0
  return found
}
