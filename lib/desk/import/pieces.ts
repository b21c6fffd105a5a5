import { isBylineLine } from './byline'
import { looksLikeHeadline } from './headline'
import type { Line } from './lines'
import { widthOf } from './lines'
import { isCreditLine } from './photos'
import { datelineOf, endsSentence, LEAD } from './shapes'

/** What stands together on the page: a headline's line, or a paragraph as far as its column goes. */
export interface Piece {
  readonly text: string
  /** 1-based line of the page it begins on. */
  readonly line: number
  readonly indented: boolean
  readonly gap: boolean
  /** One of the lines of a text broken to a measure; no headline. */
  readonly wrapped: boolean
}

/** Difference of widths within one measure: two Chinese characters, for punctuation that may not begin a line. */
const SLACK = 5
const NARROWEST = 14
const WIDEST = 160

/** Joins lines that were broken to a measure; other lines stand as they are. */
export function piecesOf(lines: readonly Line[]): Piece[] {
  const widths = lines.map(({ text }) => widthOf(text))
  const full = lines.map((_, index) => isFull(lines, widths, index))
  const setting: Setting = { indents: lines.filter(({ indented }) => indented).length >= 2, gaps: usesGaps(lines, full) }
  const pieces: Piece[] = []
  let open: { text: string; line: Line; wrapped: boolean } | undefined
  const close = (): void => {
    if (open) pieces.push({ text: open.text, line: open.line.number, indented: open.line.indented, gap: open.line.gap, wrapped: open.wrapped })
    open = undefined
  }
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1]
    if (open && before && full[index - 1] && runsOn(lines, full, index, setting)) {
      open.text = joined(open.text, line.text)
      open.wrapped = true
    } else {
      close()
      open = { text: line.text, line, wrapped: full[index] ?? false }
    }
  }
  close()
  return pieces
}

/** A line filled to the measure its neighbours are set to. */
function isFull(lines: readonly Line[], widths: readonly number[], index: number): boolean {
  const width = widths[index] ?? 0
  if (width < NARROWEST || width > WIDEST) return false
  let same = 0
  let open = 0
  let prose = /[，。；、]/u.test(lines[index]?.text ?? '') ? 1 : 0
  for (let other = Math.max(0, index - 4); other <= Math.min(lines.length - 1, index + 4); other++) {
    const otherWidth = (widths[other] ?? 0) + (lines[other]?.indented && !lines[index]?.indented ? 4 : 0)
    if (other === index || Math.abs(otherWidth - (width + (lines[index]?.indented && !lines[other]?.indented ? 4 : 0))) > SLACK) continue
    same++
    if (/[，。；、]/u.test(lines[other]?.text ?? '')) prose++
    if (!endsSentence(lines[other]?.text ?? '')) open++
  }
  const next = lines[index + 1]
  return same >= 2 && prose >= 2 && open * 2 >= same && (widths[index + 1] ?? 0) <= width + SLACK + (lines[index]?.indented ? 4 : 0) && next !== undefined
}

/** How the page tells its paragraphs apart. */
interface Setting {
  readonly indents: boolean
  readonly gaps: boolean
}

/** Short last lines of paragraphs have a blank line after them. */
function usesGaps(lines: readonly Line[], full: readonly boolean[]): boolean {
  const after = lines.filter((_, index) => index > 0 && !full[index - 1] && full[index - 2] && endsSentence(lines[index - 1]?.text ?? ''))
  return after.length >= 3 && after.filter(({ gap }) => gap).length >= after.length * 0.8
}

function runsOn(lines: readonly Line[], full: readonly boolean[], index: number, setting: Setting): boolean {
  const line = lines[index]
  const before = lines[index - 1]
  if (!line || !before || line.gap || line.indented || /^[▲△●■◆★☆▶►]/u.test(line.text)) return false
  if (datelineOf(line.text) !== '' || isBylineLine(line.text) || isCreditLine(line.text) || opensReport(lines, full, index) || opensReport(lines, full, index - 1)) return false
  if (!endsSentence(before.text)) return true
  return setting.gaps || ((full[index] || endsSentence(line.text)) && (setting.indents || !LEAD.test(line.text)))
}

/** Headline-like lines from here on lead to a text's opening. After a line broken to the measure the first is its rest. */
function opensReport(lines: readonly Line[], full: readonly boolean[], index: number): boolean {
  const first = full[index - 1] && !endsSentence(lines[index - 1]?.text ?? '') && looksLikeHeadline(lines[index + 1]?.text ?? '') && !isBylineLine(lines[index + 1]?.text ?? '')
  if (first) return false
  for (let at = index; at < index + 5; at++) {
    const line = lines[at]
    if (!line) return false
    if (at > index && (datelineOf(line.text) !== '' || isBylineLine(line.text) || (LEAD.test(line.text) && !full[at - 1]))) return true
    if (!looksLikeHeadline(line.text)) return false
  }
  return false
}

/** Two stretches of one sentence: nothing between Chinese characters, a space between Latin words. */
export function joined(before: string, after: string): string {
  return /[A-Za-z]$/u.test(before) && /^[A-Za-z]/u.test(after) ? `${before} ${after}` : before + after
}
