import type { Correction, CorrectionField } from './model'

/** What readers call the fields of a report. */
export const FIELD_NAMES: Readonly<Record<CorrectionField, string>> = {
  title: '标题', kicker: '引题', subtitle: '副题', column: '栏题', text: '正文', caption: '图片说明', credit: '摄影署名',
}

/** The reason of a correction as a sentence; some editors end it as one, some do not. */
export function asSentence(reason: string): string {
  return /[。！？…!?][”’」』）)》〕】]*$/u.test(reason) ? reason : `${reason}。`
}

/** ① to ⑳ (U+2460…), then (21): the sign of a correction, in the text and at its note. */
export function noteSign(number: number): string {
  return number >= 1 && number <= 20 ? String.fromCodePoint(0x2460 + number - 1) : `(${number})`
}

/** Only the characters that differ, as offsets into the corrected text: 美国升 → 吴国升 is 0 to 1. A character beyond the BMP is one. */
export function changedSpan({ printed, corrected }: Pick<Correction, 'printed' | 'corrected'>): { start: number; end: number } {
  const [before, after] = [[...printed], [...corrected]]
  const shorter = Math.min(before.length, after.length)
  let same = 0
  while (same < shorter && before[same] === after[same]) same++
  let tail = 0
  while (tail < shorter - same && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const start = after.slice(0, same).join('').length
  const end = corrected.length - after.slice(after.length - tail).join('').length
  return start < end ? { start, end } : { start: 0, end: corrected.length }
}
