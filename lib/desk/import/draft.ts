import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { stringify } from 'yaml'
import { parseReport } from '../../content'
import { isReadFromText, writtenByline } from './byline'
import type { Doubt, DoubtAbout, ImportedArticle } from './model'

/** Where a draft belongs. */
export interface DraftPlace {
  readonly date: string
  readonly page: number | undefined
  readonly order: number
  /** File below `sources/`. */
  readonly source: string
}

/**
 * A report's Markdown file: a draft, with a comment in its frontmatter for everything the import was not sure of.
 * With `draft: true` taken out it loads without error.
 */
export function draftOf(article: ImportedArticle, place: DraftPlace): string {
  const { paragraphs, people, photos } = article
  const byline = article.byline.length > 0 && !isReadByLoader(article) ? writtenByline(article.byline, article.bylinePrinted ?? '') : ''
  const fields: [key: string, about: DoubtAbout | undefined, value: unknown][] = [
    ['title', 'title', article.title], ['kicker', 'kicker', article.kicker], ['subtitle', 'subtitle', article.subtitle], ['column', 'column', article.column],
    ['date', undefined, place.date], ['page', undefined, place.page], ['order', undefined, place.order],
    ['byline', 'byline', byline], ['eventDate', 'eventDate', article.eventDate],
    ['people', 'people', people.map(({ name, title }) => (title ? { [name]: title } : name))],
    ['incomplete', 'incomplete', article.incomplete],
    ['photos', 'photos', photos.map(({ caption, credit }) => ({ ...(caption && { caption }), ...(credit && { credit }) }))],
    ['source', 'text', place.source],
  ]
  const head = fields.flatMap(([key, about, value]) => [...commentsOn(article.doubts, about), ...lineOf(key, value)])
  const body = paragraphs.map(escaped).join('\n\n')
  return `---\n${head.join('\n')}\n# 草稿只在预览里看得见。核对无误后删去下面这一行和各处“请核对”。\ndraft: true\n---\n${body ? `\n${body}\n` : ''}`
}

/** The loader takes a report's byline from its 电头, a photograph's from its credit. */
function isReadByLoader({ paragraphs, photos, byline, bylinePrinted }: ImportedArticle): boolean {
  if (bylinePrinted !== null) return false
  if (paragraphs.length > 0) return isReadFromText(paragraphs[0] ?? '', byline)
  return photos.every(({ credit }) => credit === null || !/^[（(]|^(?:摄影|摄|图|供图)[:：/]/u.test(credit))
}

const commentsOn = (doubts: readonly Doubt[], about: DoubtAbout | undefined): string[] => (
  about === undefined ? [] : doubts.filter((doubt) => doubt.about === about).map(({ reason }) => `# 请核对：${reason.replace(/\s+/gu, ' ')}`)
)

function lineOf(key: string, value: unknown): string[] {
  const isEmpty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  return isEmpty ? [] : [stringify({ [key]: value }, { lineWidth: 0 }).trimEnd()]
}

/** A paragraph that Markdown reads as exactly this text: as it is, if that is so, else escaped. */
function escaped(text: string): string {
  const line = text.replace(/\s*\n\s*/gu, ' ')
  if (readsAs(line, line)) return line
  return toMarkdown({ type: 'paragraph', children: [{ type: 'text', value: line }] }, { extensions: [gfmToMarkdown()] }).trimEnd()
}

function readsAs(markdown: string, text: string): boolean {
  const file = new TextEncoder().encode(`---\ntitle: 题\ndate: 2000-01-01\n---\n\n${markdown}\n`)
  const { value, diagnostics } = parseReport('issues/2000-01-01/x.md', file)
  const [block, ...more] = value?.body().blocks ?? []
  return diagnostics.length === 0 && more.length === 0 && block?.kind === 'paragraph' && block.text === text
}
