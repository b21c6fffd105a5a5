import type { Correction } from './model'

/** ① to ⑳ (U+2460…), then (21): the sign of a correction, in the text and at its note. */
export function noteSign(number: number): string {
  return number >= 1 && number <= 20 ? String.fromCodePoint(0x2460 + number - 1) : `(${number})`
}

/** Only the characters that differ, as offsets into the corrected text: 美国升 → 吴国升 is 0 to 1. */
export function changedSpan({ printed, corrected }: Pick<Correction, 'printed' | 'corrected'>): { start: number; end: number } {
  const shorter = Math.min(printed.length, corrected.length)
  let start = 0
  while (start < shorter && printed[start] === corrected[start]) start++
  let tail = 0
  while (tail < shorter - start && printed.at(-1 - tail) === corrected.at(-1 - tail)) tail++
  const end = corrected.length - tail
  return start < end ? { start, end } : { start: 0, end: corrected.length }
}
