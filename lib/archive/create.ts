import { freeze } from './freeze'
import { LinkedAppearance, LinkedArticle } from './linked'
import type { Appearance, Archive, Article, Issue, Page, Person, Topic } from './model'
import type { ArchiveRecords, ArticleRecord, IssueRecord } from './records'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/**
 * Links records into one immutable Archive. Every slug and date a report names must be among the records:
 * a missing one is a programmer's error and throws.
 */
export function createArchive(records: ArchiveRecords): Archive {
  const people = new Map(records.people.map((record) => [record.slug, { ...record, appearances: [] as Appearance[] }]))
  const topics = new Map(records.topics.map((record) => [record.slug, { ...record, articles: [] as Article[] }]))
  const issues = new Map(records.issues.map((record) => [record.date, emptyIssue(record)]))
  const articles = [...records.articles].sort(inPageOrder).map((record) => linkArticle(record, issues, people, topics))

  for (const issue of issues.values()) issue.pages = pagesOf(issue.articles, issue.pageNames)
  for (const person of people.values()) person.appearances.sort(newestEventFirst)
  for (const topic of topics.values()) topic.articles.sort(newestIssueFirst)

  const archive: Archive = {
    site: records.site,
    issues: [...issues.values()].sort((a, b) => compare(a.date, b.date)).map(withoutPageNames),
    articles,
    withdrawals: records.withdrawals,
    redirects: [...records.redirects ?? []].sort((a, b) => compare(a.from, b.from)),
    people: [...people.values()].sort(inPinyinOrder),
    topics: [...topics.values()].sort(inPinyinOrder),
    issueByDate: issues,
    articleById: new Map(articles.map((article) => [article.id, article])),
    personBySlug: people,
    topicBySlug: topics,
  }
  return freeze(archive)
}

type OpenIssue = Mutable<Issue> & { articles: Article[]; pageNames?: Readonly<Record<number, string>> }

function emptyIssue(record: IssueRecord): OpenIssue {
  return { ...record, pages: [], articles: [] }
}

function withoutPageNames(issue: OpenIssue): Issue {
  delete issue.pageNames
  return issue
}

function linkArticle(
  record: ArticleRecord,
  issues: ReadonlyMap<string, OpenIssue>,
  people: ReadonlyMap<string, Person & { appearances: Appearance[] }>,
  topics: ReadonlyMap<string, Topic & { articles: Article[] }>,
): Article {
  const issue = known(issues, record.issueDate, record.file)
  const article = new LinkedArticle(record, issue)
  article.appearances = record.appearances.map((appearance, nth) => {
    const person = known(people, appearance.person, record.file)
    const linked = new LinkedAppearance(appearance, person, article, nth)
    person.appearances.push(linked)
    return linked
  })
  article.topics = record.topics.map((slug) => {
    const topic = known(topics, slug, record.file)
    topic.articles.push(article)
    return topic
  })
  issue.articles.push(article)
  return article
}

function known<T>(map: ReadonlyMap<string, T>, key: string, file: string): T {
  const value = map.get(key)
  if (value === undefined) throw new Error(`${file} refers to ${key}, which is not among the records`)
  return value
}

function pagesOf(articles: readonly Article[], names: Readonly<Record<number, string>> = {}): Page[] {
  const byNumber = new Map<number | undefined, Article[]>()
  for (const article of articles) {
    const onPage = byNumber.get(article.page)
    if (onPage) onPage.push(article)
    else byNumber.set(article.page, [article])
  }
  return [...byNumber].map(([number, onPage]) => ({
    ...(number === undefined ? {} : { number, ...(names[number] ? { name: names[number] } : {}) }),
    articles: onPage,
  }))
}

/** Code-unit order: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function inPageOrder(a: ArticleRecord, b: ArticleRecord): number {
  return compare(a.issueDate, b.issueDate)
    || onPageBefore(a, b)
    || compare(a.file, b.file)
}

/** Those nobody told the place of come last, by file name: an order of our own making would be told as the paper's. */
function onPageBefore(a: Pick<Article, 'page' | 'order'>, b: Pick<Article, 'page' | 'order'>): number {
  return (a.page ?? Infinity) - (b.page ?? Infinity) || (a.order ?? Infinity) - (b.order ?? Infinity) || 0
}

/** The day an appearance is told under: the event's first day, else the issue's date. */
export function dayOf(article: Article): string {
  return article.eventDate?.start ?? article.issue.date
}

function newestEventFirst(a: Appearance, b: Appearance): number {
  return compare(dayOf(b.article), dayOf(a.article)) || newestIssueFirst(a.article, b.article)
}

function newestIssueFirst(a: Article, b: Article): number {
  return compare(b.issue.date, a.issue.date) || onPageBefore(a, b)
}

function inPinyinOrder(a: Person | Topic, b: Person | Topic): number {
  return compare(a.pinyin.join(' '), b.pinyin.join(' ')) || compare(a.name, b.name)
}
