import { datelineOf } from './shapes'

/** A line of the page that is not blank. */
export interface Line {
  /** Without white space at its ends. */
  readonly text: string
  /** 1-based. */
  readonly number: number
  /** Set in, as the first line of a paragraph is: by full-width spaces, a tab or several spaces. */
  readonly indented: boolean
  /** A blank line stands before it. */
  readonly gap: boolean
  /** A page ends before it (form feed, as PDF software writes). */
  readonly newPage: boolean
}

/** Lines of a page; Word's soft line ends (vertical tab) and form feeds end lines too. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let number = 1
  let gap = false
  let newPage = false
  for (const [, content = '', end = ''] of text.matchAll(/([^\n\v\f]*)([\n\v\f]|$)/gu)) {
    const trimmed = content.trim()
    if (trimmed !== '') {
      const indented = /^(?:\u3000|\t| {2,}|[ \u00a0]*\u3000)/u.test(content)
      for (const [index, part] of unglued(tidied(trimmed)).entries()) {
        lines.push({ text: part, number, indented: indented && index === 0, gap: gap && index === 0, newPage: newPage && index === 0 })
      }
    }
    if (trimmed !== '') gap = newPage = false
    else if (end === '\n') gap = true
    if (end === '\f') newPage = true
    if (end === '\n') number++
  }
  return lines
}

/** Letter-spaced lines, as PDF software writes them (本 报 讯), without the spaces between Chinese characters. */
function tidied(text: string): string {
  const spaced = text.match(/[\u3400-\u9fff，。、] (?=[\u3400-\u9fff，。、])/gu)?.length ?? 0
  const han = text.match(/[\u3400-\u9fff]/gu)?.length ?? 0
  return han >= 6 && spaced > han * 0.6 ? text.replace(/(?<=[^\x20-\x7e]) (?=[^\x20-\x7e])/gu, '') : text
}

/** A headline with the text right after it in one line: cut before the 电头. */
function unglued(text: string): string[] {
  for (const { index } of text.matchAll(/\s+(?=\S*[讯电汛迅]\s*[（(])/gu)) {
    const head = text.slice(0, index)
    const rest = text.slice(index).trim()
    if (head.length <= 120 && !/[。；]/u.test(head) && datelineOf(rest) !== '') return [head, rest]
  }
  return [text]
}

/** Width as set: a Chinese character is two, a Latin one one. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += character <= '\u024f' ? 1 : character === '\ufe00' ? -1 : 2
  return width
}
