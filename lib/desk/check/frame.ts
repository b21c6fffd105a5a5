import { codeFrameColumns, type BabelCodeFrameOptions } from '@babel/code-frame'
import stringWidth from 'string-width'

/** Characters shown on either side of the place: a paragraph is one line, far longer than a window is wide. */
const AROUND = 24

/** One line of a window: the characters around a column, and how many were cut before them. */
function windowOf(line: string, column: number): { text: string; cut: number } {
  const start = Math.max(0, column - 1 - AROUND)
  const end = Math.min(line.length, column - 1 + AROUND)
  return { text: `${start > 0 ? '…' : ''}${line.slice(start, end)}${end < line.length ? '…' : ''}`, cut: start > 0 ? start - 1 : 0 }
}

/**
 * Of a text's lines the one a fault stands in with its neighbours and a mark under the place. The mark is set off by ideographic
 * spaces under full-width characters (UAX #11), so it stands right in every terminal and every Chinese face.
 */
export function frame(lines: readonly string[], line: number, column: number): string {
  const shown = windowOf(lines[line - 1] ?? '', column)
  const from = Math.max(0, line - 2)
  const windows = lines.slice(from, line + 1).map((other, index) => (from + index === line - 1 ? shown.text : windowOf(other, 1).text))
  const at = column - shown.cut
  const before = shown.text.slice(0, at - 1)
  return codeFrameColumns(windows.join('\n'), { start: { line, column: at } }, { linesAbove: 1, linesBelow: 1, startLine: from + 1 } as BabelCodeFrameOptions)
    .replace(/^( *\|) *\^/mu, (_, gutter: string) => `${gutter} ${blanksFor(before)}^`)
}

function blanksFor(text: string): string {
  return [...text].map(blankFor).join('')
}

const blanks = new Map<string, string>()

/** The width of a character takes a hundred times as long to find out as to remember. */
function blankFor(character: string): string {
  const blank = blanks.get(character) ?? (character === '\t' ? '\t' : stringWidth(character) === 2 ? '\u3000' : ' ')
  blanks.set(character, blank)
  return blank
}
