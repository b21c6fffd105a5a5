import { pinyin } from 'pinyin-pro'

/** `王伟（公安）`: the name as it stands in the text, and what tells two people of one name apart. */
export interface ParsedName {
  readonly printedName: string
  readonly disambiguation?: string
}

export function parseName(name: string): ParsedName {
  const match = /^(.+?)[（(](.+?)[）)]$/u.exec(name)
  return match?.[1] && match[2] ? { printedName: match[1], disambiguation: match[2] } : { printedName: name }
}

/** 王　伟, 甄 一二 and 欧阳 修 are names set wide; 甄一二 区委书记 and 书记 甄一 may be a name and a title. */
export function isSpreadName(written: string): boolean {
  const pieces = written.split(/\s+/u).filter(Boolean).map((piece) => [...piece].length)
  return pieces.filter((length) => length > 1).length <= 1 && pieces.reduce((sum, length) => sum + length, 0) <= 4
}

/** What two spellings of one name have in common: `王伟(公安)` and `王伟（公安）`, `阿卜杜・热合曼` and `阿卜杜·热合曼`, `3d打印` and `3D打印`. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/[・‧•∙⋅.]/gu, '·').replace(/[[〔【]/gu, '(').replace(/[\]〕】]/gu, ')')
}

/** Toneless syllables in lower case; ü is written v (吕 lv), as on keyboards, to stay ASCII. A character without a reading is its code point. */
export function syllables(text: string, reading: 'person' | 'topic'): string[] {
  const read = pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive', ...(reading === 'person' ? { surname: 'head' } : {}) })
  return read
    .map((syllable) => syllable.toLowerCase().replace(/\p{Letter}/gu, (letter) => (letter < '\u0080' ? letter : ` u${(letter.codePointAt(0) ?? 0).toString(16)} `)))
    .flatMap((syllable) => syllable.split(/[^a-z0-9]+/u))
    .filter(Boolean)
}

/** ASCII address part: 王慧杰 → `wang-hui-jie`, 王伟（公安） → `wang-wei-gong-an`. Empty when the name holds no letter or digit. */
export function slugOf(name: string, reading: 'person' | 'topic'): string {
  if (reading === 'topic') return syllables(name, 'topic').join('-')
  const { printedName, disambiguation = '' } = parseName(name)
  return [...syllables(printedName, 'person'), ...syllables(disambiguation, 'topic')].join('-')
}

export const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u
