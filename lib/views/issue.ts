import { issueAddress, neighbouringIssues, type Archive, type Article, type Issue, type Page } from '../archive'
import { lunarDate, weekday } from '../typography'
import { dateView, drawnName, frame, head, pageLabel, PAGE_UNKNOWN, turnLabel } from './frame'
import type { IssueView, LinkView, PlacedStory, SheetView } from './model'
import { issueLinks } from './machine'
import { peopleIn } from './people'
import { isPhotoStory, story } from './story'

/** `/`: the newest issue, or an archive that has none yet. */
export function homeView(archive: Archive): IssueView {
  const { name, description } = archive.site
  const newest = archive.issues.at(-1)
  return {
    head: head(archive, { address: '/', title: name, description, ...issueLinks(archive, newest, 'home') }),
    frame: frame(archive, 'home'),
    issue: newest && issueBody(archive, newest),
  }
}

/** `/issues/2021-12-17/` */
export function issueView(archive: Archive, issue: Issue): IssueView {
  const titles = issue.articles.slice(0, 3).map((article) => article.title)
  return {
    head: head(archive, {
      address: issueAddress(issue.date),
      title: `${dateView(issue.date).text}${issue.pages.length === 1 ? ` ${pageLabel(issue.pages[0]?.number) ?? ''}`.trimEnd() : ''}`,
      description: titles.join('；'),
      ...issueLinks(archive, issue, 'issue'),
    }),
    frame: frame(archive, issue === archive.issues.at(-1) ? 'home' : undefined),
    issue: issueBody(archive, issue),
  }
}

function issueBody(archive: Archive, issue: Issue): NonNullable<IssueView['issue']> {
  const { previous, next } = neighbouringIssues(archive, issue)
  return {
    date: dateView(issue.date),
    masthead: drawnName(archive, 'masthead'),
    weekday: weekday(issue.date),
    lunar: lunarDate(issue.date),
    number: issue.number,
    summary: summary(issue),
    inferred: issue.dateCertainty === 'inferred' ? issue.dateReason : undefined,
    noteHtml: issue.noteHtml,
    sheets: issue.pages.map((page) => sheet(page, issue.pages)),
    people: peopleIn(issue.articles),
    previous: previous && issueLink(previous),
    next: next && issueLink(next),
  }
}

/** `第1版　存稿8篇`, `4版　存稿31篇`; `存稿2篇` where one of them stands nobody knows where. */
export function summary(issue: Issue): string {
  const numbered = issue.pages.filter((page) => page.number !== undefined)
  const pages = numbered.length > 1 ? `${numbered.length}版` : issue.pages.length === 1 ? pageLabel(numbered[0]?.number) : ''
  return [pages, `存稿${issue.articles.length}篇`].filter(Boolean).join('　')
}

function issueLink(issue: Issue): LinkView {
  return { address: issueAddress(issue.date), text: dateView(issue.date).text }
}

function sheet(page: Page, pages: readonly Page[]): SheetView {
  const at = pages.indexOf(page)
  const label = [pageLabel(page.number), page.name].filter(Boolean).join(' ') || (pages.length > 1 ? PAGE_UNKNOWN : undefined)
  const turn = (other: Page | undefined, direction: '上一版' | '下一版'): LinkView | undefined =>
    other && { address: `#${sheetId(other)}`, text: turnLabel(page.number, other.number, direction) }
  const { lead, rail, bands } = arrange(page.articles)
  const place = ({ article, span }: Placed): PlacedStory => ({ span, story: story(article, span) })
  return {
    id: sheetId(page),
    label,
    previous: turn(pages[at - 1], '上一版'),
    next: turn(pages[at + 1], '下一版'),
    lead: lead && { span: lead.span, story: story(lead.article, 'lead') },
    rail: rail.map((article) => story(article, 'rail')),
    bands: bands.map((band) => band.map(place)),
  }
}

const sheetId = ({ number }: Page): string => (number === undefined ? 'page' : `page-${number}`)

interface Placed {
  readonly article: Article
  readonly span: PlacedStory['span']
}

interface Arrangement {
  readonly lead?: Placed
  readonly rail: readonly Article[]
  readonly bands: readonly (readonly Placed[])[]
}

/** A front page's grid of twelve columns: the lead over eight with two reports at its side, then bands in page order. */
function arrange(articles: readonly Article[]): Arrangement {
  const [first, ...others] = articles
  if (!first) return { rail: [], bands: [] }
  if (isPhotoStory(first)) return { rail: [], bands: bandsOf(articles) }
  const railLength = others.length === 0 ? 0 : Math.min(2, others.findIndex(isPhotoStory) === 0 ? 0 : leadingTexts(others))
  const rail = others.slice(0, railLength)
  return {
    lead: { article: first, span: rail.length > 0 ? 8 : 12 },
    rail,
    bands: bandsOf(others.slice(railLength)),
  }
}

function leadingTexts(articles: readonly Article[]): number {
  const photo = articles.findIndex(isPhotoStory)
  return photo === -1 ? articles.length : photo
}

/** Threes, with two twos where four would be left, so that no band is a single narrow report. */
function bandsOf(articles: readonly Article[]): Placed[][] {
  const bands: Placed[][] = []
  let at = 0
  while (at < articles.length) {
    const left = articles.length - at
    const size = left === 4 || left === 2 ? 2 : left === 1 ? 1 : 3
    bands.push(band(articles.slice(at, at + size)))
    at += size
  }
  return bands
}

function band(articles: readonly Article[]): Placed[] {
  return articles.map((article, index) => ({ article, span: spanIn(articles, index) }))
}

function spanIn(articles: readonly Article[], index: number): PlacedStory['span'] {
  const article = articles[index]
  if (articles.length === 1) return 12
  const photos = articles.filter(isPhotoStory).length
  if (articles.length === 3) return photos === 1 ? (article && isPhotoStory(article) ? 6 : 3) : 4
  if (photos > 0) return 6
  const longest = articles.reduce((best, candidate) => (candidate.wordCount > best.wordCount ? candidate : best))
  return article === longest ? 8 : 4
}
