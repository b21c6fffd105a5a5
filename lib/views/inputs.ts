import { hash } from 'node:crypto'
import { neighbouringIssues, neighbouringPages, neighboursOnPage, pageName, pageOf, type Archive, type Article, type Issue, type Person, type Topic, type Withdrawal } from '../archive'
import { pageTitles } from './titles'

/** Reports on either side of one in a topic's list that its page may show. */
const NEAR = 5

/** First sixteen hexadecimal digits of SHA-256. */
const digest = (...parts: readonly unknown[]): string => hash('sha256', JSON.stringify(parts)).slice(0, 16)

/**
 * Hashes of everything a page or a file is made of. A view costs milliseconds, its inputs microseconds: while they are
 * the same, so is the view. They may change where the view does not; then the view tells.
 */
export class Inputs {
  readonly #articles = new Map<Article, string>()
  readonly #people = new Map<Person, string>()
  readonly #topics = new Map<Topic, string>()
  readonly #places = new Map<Topic, ReadonlyMap<Article, number>>()
  #whole: string | undefined
  readonly site: string

  constructor(private readonly archive: Archive) {
    this.site = digest(archive.site)
  }

  /** All a report says, with the names it links to and what its issue says of itself. */
  readonly article = (article: Article): string => known(this.#articles, article, this.#article)

  readonly #article = (article: Article): string => {
    const { digest: own, issue, appearances, topics } = article
    return digest(
      this.site, own, dayOfIssue(issue), pageName(article),
      appearances.map(({ person: { slug, name, printedName, noindex } }) => [slug, name, printedName, noindex]),
      topics.map(({ slug, name }) => [slug, name]),
    )
  }

  readonly person = (person: Person): string => known(this.#people, person, this.#person)

  readonly #person = ({ appearances, ...own }: Person): string => digest(own, appearances.map(({ article }) => this.article(article)))

  /** One period of a long list, with the names of all. */
  readonly personPeriod = ({ appearances: _, ...own }: Person, appearances: Person['appearances'], periods: readonly string[]): string => (
    digest(own, periods, appearances.map(({ article }) => this.article(article)))
  )

  readonly topic = (topic: Topic): string => known(this.#topics, topic, this.#topic)

  readonly #topic = ({ articles, ...own }: Topic): string => digest(own, articles.map(this.article))

  readonly topicPeriod = ({ articles: _, ...own }: Topic, articles: Topic['articles'], periods: readonly string[]): string => digest(own, periods, articles.map(this.article))

  readonly issue = (issue: Issue): string => {
    const { previous, next } = neighbouringIssues(this.archive, issue)
    return digest(dayOfIssue(issue), issue.noteHtml, issue.pages.map(({ number, name }) => [number, name]), issue.articles.map(this.article), previous?.date, next?.date)
  }

  /** A report's page shows its neighbours too: on its 版, at the near ends of the 版 on either side, and in the lists of its topics. */
  readonly articlePage = (article: Article): string => {
    const [beside, pages, page] = [neighboursOnPage(article), neighbouringPages(article), pageOf(article)]
    const shown = [article, beside.previous, beside.next, pages.previous?.articles.at(-1), pages.next?.articles[0]]
    return digest(
      pageTitles(this.archive).get(article.id),
      shown.map((other) => other && this.article(other)),
      [page?.articles[0]?.id, page?.articles.length],
      article.topics.map((topic) => this.#near(topic, article).map(this.article)),
    )
  }

  /** Everything there is. */
  readonly whole = (): string => this.#whole ??= digest(
    this.site, this.archive.issues.map(dayOfIssue), this.archive.articles.map(this.article),
    this.archive.people.map(this.person), this.archive.topics.map(this.topic), this.archive.withdrawals,
  )

  readonly withdrawal = (withdrawal: Withdrawal): string => digest(this.site, withdrawal, pageTitles(this.archive).get(withdrawal.id), this.archive.issueByDate.has(withdrawal.issueDate))

  #near(topic: Topic, article: Article): readonly Article[] {
    const places = known(this.#places, topic, placesIn)
    const at = places.get(article) ?? 0
    const end = Math.min(topic.articles.length, Math.max(at + NEAR, 2 * NEAR))
    return topic.articles.slice(Math.max(0, Math.min(at - NEAR, topic.articles.length - 2 * NEAR)), end)
  }
}

function dayOfIssue({ date, number, dateCertainty, dateReason }: Issue): readonly unknown[] {
  return [date, number, dateCertainty, dateReason]
}

const placesIn = ({ articles }: Topic): ReadonlyMap<Article, number> => new Map(articles.map((member, at) => [member, at]))

/** What is known of a key, or is made of it now. */
function known<K, V>(map: Map<K, V>, key: K, make: (key: K) => V): V {
  const value = map.get(key) ?? make(key)
  map.set(key, value)
  return value
}
