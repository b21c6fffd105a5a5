import {
  articleAddress, companionsOf, dayOf, issueAddress, personAddress, topicAddress, yearAddress,
  type Archive, type Article, type CalendarDate, type Person, type Topic,
} from '../archive'
import { articleLink } from './article'
import { frame, head, pageLabel, PAGE_UNKNOWN } from './frame'
import type { FigureCell, FiguresView, FigureView, LinkView, PairView } from './model'
import { groupBy, isWithin, type ListPage } from './periods'
import { personPages } from './person'
import { timeAxis, type TimeAxis } from './timeAxis'
import { topicPages } from './topic'

/** Rows of a figure, and its numbers: each is a link of some 70 bytes and a dot of 30, and a page of 25,000 reports is to stay below 100 KB. */
const ROWS = 20
const NUMBERS = 240
/** People of the figure of company, pairs listed with their reports, reports listed for a pair. */
const COMPANY = 12
const PAIRS = 20
const REPORTS = 6

/** `/figures/`: the archive in numbers, each with the reports behind it. */
export function figuresView(archive: Archive): FiguresView {
  const { issues, articles, people, topics } = archive
  return {
    head: head(archive, { address: '/figures/', title: '统计', description: `${articles.length}篇报道按时段、版面、人物、专题的数目，谁与谁同见一篇。` }),
    frame: frame(archive),
    counts: {
      issues: issues.length, articles: articles.length, people: people.length, topics: topics.length,
      characters: articles.reduce((sum, article) => sum + article.wordCount, 0),
    },
    pages: pagesFigure(archive),
    people: peopleFigure(archive),
    topics: topicsFigure(archive),
    company: companyFigure(archive),
  }
}

/** Reports by time and 版. */
function pagesFigure({ articles }: Archive): FigureView {
  const axis = timeAxis(articles.map(({ issue }) => issue.date))
  const byPage = [...groupBy(articles, ({ page }) => String(page ?? ''))].sort(([a], [b]) => (Number(a) || Infinity) - (Number(b) || Infinity) || 0)
  const rows = byPage.map(([page, onPage]) => ({
    label: pageLabel(page === '' ? undefined : Number(page)) ?? PAGE_UNKNOWN,
    cells: cellsOf(axis, onPage, ({ issue }) => issue.date, addressOfReports),
    total: onPage.length,
  }))
  return { columns: axis.columns, rows, totals: cellsOf(axis, articles, ({ issue }) => issue.date, addressOfReports), more: 0 }
}

/** The report, the issue, or the year behind a number. */
function addressOfReports(articles: readonly Article[]): string | undefined {
  const [first] = articles
  if (!first) return undefined
  if (articles.length === 1) return articleAddress(first.id)
  const { date } = first.issue
  if (articles.every(({ issue }) => issue === first.issue)) return issueAddress(date)
  const years = new Set(articles.map(({ issue }) => issue.date.slice(0, 4)))
  return years.size === 1 ? yearAddress(date.slice(0, 4)) : '/calendar/'
}

/** People most often met, over time by the day of the event. */
function peopleFigure({ people }: Archive): FigureView {
  const { shown, axis } = fitting(mostFirst(people, ({ appearances }) => appearances.length), ({ appearances }) => appearances.map(({ article }) => dayOf(article)))
  return {
    columns: axis.columns,
    more: people.length - shown.length,
    rows: shown.map((person) => ({
      label: person.name,
      address: personAddress(person.slug),
      total: person.appearances.length,
      cells: cellsOf(axis, person.appearances.map(({ article }) => article), dayOf, (articles) => addressOnList(
        articles, dayOf, personPages(person), (period) => personAddress(person.slug, period || undefined),
      )),
    })),
  }
}

function topicsFigure({ topics }: Archive): FigureView {
  const day = ({ issue }: Article): string => issue.date
  const { shown, axis } = fitting(mostFirst(topics, ({ articles }) => articles.length), ({ articles }) => articles.map(day))
  return {
    columns: axis.columns,
    more: topics.filter(({ articles }) => articles.length > 0).length - shown.length,
    rows: shown.map((topic) => ({
      label: topic.name,
      address: topicAddress(topic.slug),
      total: topic.articles.length,
      cells: cellsOf(axis, topic.articles, day, (articles) => addressOnList(
        articles, day, topicPages(topic), (period) => topicAddress(topic.slug, period || undefined),
      )),
    })),
  }
}

/** The report itself when it is one; else the page of a long list that begins with these reports. */
function addressOnList<T>(articles: readonly Article[], day: (article: Article) => string, pages: readonly ListPage<T>[], address: (period: string) => string): string | undefined {
  const [first] = articles
  if (!first) return undefined
  if (articles.length === 1) return articleAddress(first.id)
  const period = pages.find((page) => isWithin(day(first), page.period))?.period ?? ''
  return address(period)
}

function cellsOf(axis: TimeAxis, articles: readonly Article[], day: (article: Article) => string, address: (articles: readonly Article[]) => string | undefined): FigureCell[] {
  const columns = axis.columns.map((): Article[] => [])
  for (const article of articles) columns[axis.at(day(article))]?.push(article)
  return columns.map((inColumn) => (inColumn.length === 0 ? { count: 0 } : { count: inColumn.length, address: address(inColumn) }))
}

/** As many rows of a list as there is room for beside the columns their days make. */
function fitting<T>(list: readonly T[], days: (row: T) => readonly CalendarDate[]): { shown: readonly T[]; axis: TimeAxis } {
  const shown = list.slice(0, Math.floor(NUMBERS / timeAxis(list.flatMap(days)).columns.length))
  return { shown, axis: timeAxis(shown.flatMap(days)) }
}

/** Equals stay in pinyin order. */
function mostFirst<T extends Person | Topic>(list: readonly T[], count: (item: T) => number, most = ROWS): T[] {
  return list.filter((item) => count(item) > 0).sort((a, b) => count(b) - count(a)).slice(0, most)
}

/** Who appears with whom. */
function companyFigure({ people }: Archive): FiguresView['company'] {
  const known = mostFirst(people.filter(({ appearances }) => appearances.some(({ article }) => article.appearances.length > 1)), ({ appearances }) => appearances.length, COMPANY)
  const between = known.map((person) => new Map(companionsOf(person).map(({ person: other, count }) => [other, count])))
  return {
    names: known.map(personLink),
    counts: between.map((counts) => known.map((other) => counts.get(other) ?? 0)),
    pairs: pairsOf(people),
  }
}

function pairsOf(people: readonly Person[]): PairView[] {
  const order = new Map(people.map((person, index) => [person, index]))
  const pairs = mostFirst(people, ({ appearances }) => appearances.length, PAIRS * 2).flatMap((person) => companionsOf(person)
    .filter(({ person: other }) => isFirstOf(person, other, order))
    .map(({ person: other, count }) => ({ person, other, count })))
  return pairs.sort((a, b) => b.count - a.count).slice(0, PAIRS).map(({ person, other, count }) => ({
    people: [personLink(person), personLink(other)],
    count,
    articles: reportsOfBoth(person, other).map(articleLink),
  }))
}

/** The newest; of a person in thousands of reports not all are looked at. */
function reportsOfBoth(person: Person, other: Person): Article[] {
  const reports: Article[] = []
  for (const { article } of person.appearances) {
    if (article.appearances.some((appearance) => appearance.person === other)) reports.push(article)
    if (reports.length === REPORTS) break
  }
  return reports
}

/** A pair is told once, under the one more often met. */
function isFirstOf(person: Person, other: Person, order: ReadonlyMap<Person, number>): boolean {
  const difference = person.appearances.length - other.appearances.length
  return difference > 0 || (difference === 0 && (order.get(person) ?? 0) < (order.get(other) ?? 0))
}

function personLink(person: Person): LinkView {
  return { address: personAddress(person.slug), text: person.name }
}
