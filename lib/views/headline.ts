import { changedSpan, type Article, type Correction, type CorrectionField } from '../archive'
import { phrases } from '../typography'
import type { Headline, Run } from './model'

const known = new WeakMap<Article, Map<string, readonly string[]>>()

/** Where a report's headline may break; kept, as one title stands on many pages. */
function piecesOf(article: Article, text: string): readonly string[] {
  const ofArticle = known.get(article) ?? new Map<string, readonly string[]>()
  known.set(article, ofArticle)
  const pieces = ofArticle.get(text) ?? phrases(text, {
    names: [...article.appearances.map(({ person }) => person.printedName), ...article.topics.map((topic) => topic.name)],
    text: article.text,
  })
  ofArticle.set(text, pieces)
  return pieces
}

/** A headline without correction marks, as lists and neighbours show it. */
export function headline(article: Article, text = article.title): Headline {
  return withBreaks(piecesOf(article, text), [])
}

/** A headline of the report's own page: characters changed by a 校勘 are marked, and followed by the number of the note. */
export function markedHeadline(article: Article, field: CorrectionField, text: string): Headline {
  const marks = article.corrections
    .filter((correction) => correction.in === field)
    .map((correction) => markOf(correction, text))
    .sort((a, b) => a.start - b.start)
  const runs = withBreaks(piecesOf(article, text), marks)
  return [...runs, ...marks.map(({ number }): Run => ({ kind: 'note', number }))]
}

interface Mark {
  readonly start: number
  readonly end: number
  readonly number: number
}

function markOf(correction: Correction, text: string): Mark {
  const at = text.indexOf(correction.corrected)
  const { start, end } = changedSpan(correction)
  return { start: at + start, end: at + end, number: correction.number }
}

function withBreaks(pieces: readonly string[], marks: readonly Mark[]): Run[] {
  const runs: Run[] = []
  let offset = 0
  for (const piece of pieces) {
    if (offset > 0) runs.push({ kind: 'break' })
    runs.push(...cutAtMarks(piece, offset, marks))
    offset += piece.length
  }
  return runs
}

function cutAtMarks(piece: string, offset: number, marks: readonly Mark[]): Run[] {
  const runs: Run[] = []
  let at = 0
  for (const mark of marks) {
    const start = Math.max(mark.start - offset, at)
    const end = Math.min(mark.end - offset, piece.length)
    if (start >= end) continue
    if (start > at) runs.push({ kind: 'text', text: piece.slice(at, start) })
    runs.push({ kind: 'corrected', text: piece.slice(start, end) })
    at = end
  }
  if (at < piece.length) runs.push({ kind: 'text', text: piece.slice(at) })
  return runs
}
