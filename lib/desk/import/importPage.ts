import type { Incomplete } from '../../archive'
import { bylineInText, creditsOf } from './byline'
import { clean } from './clean'
import { eventDateOf } from './eventDate'
import type { FoundReport } from './found'
import { furnitureOf, type Furniture } from './furniture'
import { rankLines, type Headline } from './headline'
import { linesOf, type Line } from './lines'
import type { Doubt, ImportedArticle, ImportedCredit, ImportedPage, ImportOptions, Leftover } from './model'
import { misprintsOf, namesOnPage, peopleOf, type PageNames } from './people'
import { photoCredits } from './photos'
import { piecesOf } from './pieces'
import { reportsOf } from './reports'
import { datelineOf, endsSentence, narrowed, TURNS_FROM, widened } from './shapes'

/**
 * Takes the text of a newspaper page apart into its reports. Pure. Knows nothing of any one newspaper: it goes by how
 * Chinese papers set headlines, 电头, bylines, captions and lists of names.
 */
export function importPage(raw: string, options: ImportOptions): ImportedPage {
  const { text, removed } = clean(raw)
  const lines = linesOf(widened(text))
  const furniture = furnitureOf(lines)
  const { reports, leftovers } = reportsOf(piecesOf(withoutFurniture(lines, furniture)))
  const names = namesOnPage(reports.flatMap(proseOf), options.knownNames ?? [])
  const articles = reports.map((report) => articleOf(report, names, options.date))
  const left: Leftover[] = [
    ...[...furniture.reasons].map(([index, reason]) => ({ text: lines[index]?.text ?? '', line: lines[index]?.number ?? 1, reason })),
    ...leftovers,
    ...(removed ? [{ text: removed, line: 1, reason: '看不见的控制符' }] : []),
  ].sort((a, b) => a.line - b.line)
  return asPrinted({ articles, leftovers: left, page: furniture.page, readingText: readingText(articles, left) })
}

/**
 * A page number in the middle of a sentence has blank lines around it that are none of the paragraph's. Where a
 * sentence ends above it, a paragraph is taken to end as well.
 */
function withoutFurniture(lines: readonly Line[], { reasons }: Furniture): Line[] {
  const kept: Line[] = []
  for (const [index, line] of lines.entries()) {
    if (reasons.has(index)) continue
    kept.push(reasons.has(index - 1) ? { ...line, gap: endsSentence(kept.at(-1)?.text ?? '') } : line)
  }
  return kept
}

/** Every text of a result with its punctuation as on the page. */
function asPrinted<T>(value: T): T {
  if (typeof value === 'string') return narrowed(value) as T
  if (Array.isArray(value)) return value.map((item: unknown) => asPrinted(item)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asPrinted<unknown>(item)])) as T
}

function articleOf(report: FoundReport, names: PageNames, date: string): ImportedArticle {
  const { paragraphs, photos, bylinePrinted } = report
  const [first = '', last = first] = [paragraphs[0], paragraphs.at(-1)]
  const inText = bylineInText(first, last)
  const [begun = ''] = paragraphs.filter((text) => !(TURNS_FROM.test(text) && text.length < 16))
  const opening = paragraphs.length > 0 ? (begun === first ? first.slice(inText.head.length) : begun).replace(TURNS_FROM, '').trim() : photos[0]?.caption ?? ''
  const headline: Headline = report.headline.length > 0
    ? rankLines(report.headline)
    : { title: suppliedTitle(opening, report.lostStart), kicker: null, subtitle: null, column: null, doubts: [] }
  const signed = paragraphs.filter((text) => /[。！？”][（(][^（）()。，]{2,24}[）)]$/u.test(text))
  // Of several briefs each is signed by itself.
  const byline = bylineOf(report, signed.length > 1 && inText.printed !== '' && signed.at(-1)?.includes(inText.printed) ? '' : inText.printed)
  const eventDate = eventDateOf(inText.head, opening, date)
  const people = peopleOf(proseOf(report), names)
  const doubts: Doubt[] = [
    ...headline.doubts, ...report.doubts, ...misprintsOf(headline, people),
    ...(eventDate !== null && eventDate.slice(0, 10) > date ? [{ about: 'eventDate', reason: '这一天在出版日期之后' } as const] : []),
    ...(paragraphs.length > 0 && byline.length === 0 && /^本[报刊台网]/u.test(datelineOf(first)) ? [{ about: 'byline', reason: '有“本报讯”一类电头，没有读出署名' } as const] : []),
  ]
  return {
    title: headline.title, kicker: headline.kicker, subtitle: headline.subtitle, column: headline.column,
    byline, bylinePrinted: bylinePrinted || null, eventDate, people, paragraphs,
    photos: photos.map(({ caption, credit }) => ({ caption: caption || null, credit: credit || null })),
    incomplete: incompleteOf(report), doubts,
  }
}

/** What a report says, without who wrote it. */
function proseOf({ paragraphs, photos }: FoundReport): string[] {
  const { head } = bylineInText(paragraphs[0] ?? '', paragraphs.at(-1) ?? '')
  return [...paragraphs.map((text, index) => (index === 0 ? text.slice(head.length) : text)), ...photos.map(({ caption }) => caption)]
}

const incompleteOf = ({ lostStart, lostEnd }: FoundReport): Incomplete | null => (lostStart && lostEnd ? 'both' : lostStart ? 'start' : lostEnd ? 'end' : null)

/** A title for a text without one, in 〔〕 as supplied: its first clauses. */
function suppliedTitle(opening: string, isFragment: boolean): string {
  const clauses = opening.split(/(?<=[，。；：！？])/u)
  let words = clauses[0] ?? ''
  if (words.length < 8) words += clauses[1] ?? ''
  return `〔${isFragment ? '失题残篇' : '失题'}〕${words.slice(0, 24).replace(/[，。；：！？、]+$/u, '').replace(/\s+/gu, ' ')}……`
}

function bylineOf(report: FoundReport, inText: string): ImportedCredit[] {
  const printed = [inText, report.bylinePrinted].filter(Boolean)
  if (printed.length > 0) return printed.flatMap(creditsOf)
  // Who wrote a text is not who photographed what goes with it.
  return report.paragraphs.length > 0 ? [] : report.photos.flatMap(({ credit }) => (credit ? photoCredits(credit) : []))
}

function readingText(articles: readonly ImportedArticle[], leftovers: readonly Leftover[]): string {
  const parts = articles.map((article) => [
    article.column, article.kicker, article.title.startsWith('〔') ? null : article.title, article.subtitle, article.bylinePrinted,
    ...article.paragraphs, ...article.photos.flatMap(({ caption, credit }) => [caption, credit]),
  ])
  return [...parts, leftovers.map(({ text }) => text)].map((part) => part.filter(Boolean).join('\n\n')).filter(Boolean).join('\n\n\n') + '\n'
}
