import { MOST_PIECES, type ReportText, type Searched, type TextPiece } from './layout'

/** Characters a piece has at least: below, the lines around the title, which are in each, would outweigh the text. */
const LEAST = 240

/** Paragraphs and captions: what is cut, and only between two of them, since nothing is found across two. */
export const linesOf = ({ text, captions }: Searched): string[] => [...text.split('\n'), ...captions]

/** Where the pieces of a report end, counted in lines; the last one ends with the report. */
export function pieceEnds(report: Searched): number[] {
  const lengths = linesOf(report).map(({ length }) => length)
  const least = Math.max(LEAST, lengths.reduce((sum, length) => sum + length, 0) / MOST_PIECES)
  const ends: number[] = []
  let sum = 0
  for (const [nth, length] of lengths.entries()) {
    sum += length
    if (sum < least || ends.length === MOST_PIECES - 1) continue
    ends.push(nth + 1)
    sum = 0
  }
  // A short rest goes with the piece before it.
  if (sum < LEAST / 2) ends.pop()
  return [...ends.filter((end) => end < lengths.length), lengths.length]
}

/** The files of a report, whole or in pieces. */
export function piecesOf(report: ReportText, cut: boolean): TextPiece[] {
  const { id, page = 0, title, kicker = '', subtitle = '', column = '', variants = '', persons, text } = report
  const lines = linesOf(report)
  const paragraphs = text.split('\n').length
  const ends = cut ? pieceEnds(report) : [lines.length]
  return ends.map((end, nth) => {
    const start = ends[nth - 1] ?? 0
    return [
      ends.length, id.slice(id.indexOf('/') + 1), page, title, kicker, subtitle, column, variants, persons,
      lines.slice(start, Math.min(end, paragraphs)), lines.slice(Math.max(start, paragraphs), end),
    ]
  })
}

/** A report, or as much of it as these pieces of one hold. */
export function reportFrom(date: string, pieces: readonly TextPiece[]): ReportText {
  const [, slug = '', page = 0, title = '', kicker = '', subtitle = '', column = '', variants = '', persons = []] = pieces[0] ?? []
  return {
    id: `${date}/${slug}`, date, title, persons,
    ...(page > 0 && { page }), ...(kicker && { kicker }), ...(subtitle && { subtitle }), ...(column && { column }), ...(variants && { variants }),
    text: pieces.flatMap(([, , , , , , , , , paragraphs]) => paragraphs).join('\n'),
    captions: pieces.flatMap(([, , , , , , , , , , captions]) => captions),
  }
}
