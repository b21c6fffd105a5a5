import { articleAddress, issueAddress, personAddress, topicAddress, yearAddress, type Archive } from '../archive'
import { aboutView } from './about'
import { articleView, withdrawnView } from './article'
import { calendarView, yearView, yearsOf } from './calendar'
import { correctionsView } from './corrections'
import { dataView } from './data'
import { figuresView } from './figures'
import type { Inputs } from './inputs'
import { homeView, issueView } from './issue'
import type { BaseView } from './model'
import { peopleListPages, peopleView } from './people'
import type { ListPage } from './periods'
import { personPages, personView } from './person'
import { searchView } from './search'
import { topicPages, topicView, topicsView } from './topic'

export type RouteName =
  | 'home' | 'issue' | 'article' | 'person' | 'people' | 'topic' | 'topics' | 'calendar' | 'year' | 'about' | 'search'
  | 'corrections' | 'figures' | 'data'

/** Route parameters as Next has them. */
export type Params = Readonly<Record<string, string | string[]>>

/** One HTML page of the site. */
export interface PageRef {
  readonly route: RouteName
  readonly params: Params
  /** Root-relative, with trailing slash. */
  readonly address: string
  /** Content files a fault in this page would be mended in. */
  readonly sources: readonly string[]
  /** Its view takes seconds: it is made late, and never only to find out whether it changed. */
  readonly isCostly?: boolean
}

/** A page with the function that makes its view. */
interface Page extends PageRef {
  readonly view: () => BaseView
  /** Absent where the view is as quickly made. */
  readonly inputs?: (inputs: Inputs) => string
}

/** Every HTML page of the archive but Next's own not-found page. */
export function listPages(archive: Archive): PageRef[] {
  return pagesOf(archive).pages
}

/** Exactly the slice a page shows, as plain JSON. Throws for a page that is not this archive's. */
export function viewOf(archive: Archive, { address }: Pick<PageRef, 'address'>): BaseView {
  const page = pagesOf(archive).byAddress.get(address)
  if (!page) throw new Error(`the archive has no page at ${address}`)
  return page.view()
}

/** Hash of everything the view of a page is made of; `undefined` where only the view itself tells. */
export function inputsOf(archive: Archive, { address }: Pick<PageRef, 'address'>, inputs: Inputs): string | undefined {
  return pagesOf(archive).byAddress.get(address)?.inputs?.(inputs)
}

interface Pages {
  readonly pages: readonly Page[] & PageRef[]
  readonly byAddress: ReadonlyMap<string, Page>
}

const known = new WeakMap<Archive, Pages>()

function pagesOf(archive: Archive): Pages {
  const existing = known.get(archive)
  if (existing) return existing
  const pages = [
    ...singlePages(archive), ...issuePages(archive), ...articlePages(archive),
    ...peoplePages(archive), ...topicListPages(archive), ...yearPages(archive),
  ]
  const made = { pages, byAddress: new Map(pages.map((page) => [page.address, page])) }
  known.set(archive, made)
  return made
}

function singlePages(archive: Archive): Page[] {
  const newest = archive.issues.at(-1)
  const single = (route: RouteName, address: string, view: () => BaseView, sources: readonly string[] = []): Page =>
    ({ route, params: {}, address, sources, view })
  return [
    single('home', '/', () => homeView(archive), newest?.articles.map((article) => article.file)),
    single('people', '/people/', () => peopleView(archive)),
    single('topics', '/topics/', () => topicsView(archive)),
    single('calendar', '/calendar/', () => calendarView(archive)),
    single('about', '/about/', () => aboutView(archive)),
    single('corrections', '/corrections/', () => correctionsView(archive)),
    single('figures', '/figures/', () => figuresView(archive)),
    { ...single('data', '/data/', () => dataView(archive)), inputs: (inputs) => inputs.whole(), isCostly: true },
    single('search', '/search/', () => searchView(archive)),
  ]
}

function issuePages(archive: Archive): Page[] {
  return archive.issues.map((issue) => ({
    route: 'issue',
    params: { date: issue.date },
    address: issueAddress(issue.date),
    sources: issue.articles.map((article) => article.file),
    view: () => issueView(archive, issue),
    inputs: (inputs) => inputs.issue(issue),
  }))
}

function articlePages(archive: Archive): Page[] {
  const page = (id: string, file: string, view: () => BaseView, inputs: NonNullable<Page['inputs']>): Page => {
    const [date = '', slug = ''] = id.split('/')
    return { route: 'article', params: { date, slug }, address: articleAddress(id), sources: [file], view, inputs }
  }
  return [
    ...archive.articles.map((article) => page(article.id, article.file, () => articleView(archive, article), (inputs) => inputs.articlePage(article))),
    ...archive.withdrawals.map((withdrawal) => page(withdrawal.id, withdrawal.file, () => withdrawnView(archive, withdrawal), (inputs) => inputs.withdrawal(withdrawal))),
  ]
}

/** A person or a topic with its list. */
interface Listed<T> {
  readonly route: 'person' | 'topic'
  readonly slug: string
  readonly pages: readonly ListPage<T>[]
  readonly sources: readonly string[]
  readonly address: (slug: string, period?: string) => string
  readonly view: (period: string) => BaseView
  readonly inputs: (inputs: Inputs) => string
  readonly inputsOfPeriod: (inputs: Inputs, items: readonly T[], periods: readonly string[]) => string
}

function pagesOfList<T>({ route, slug, pages, sources, address, view, inputs, inputsOfPeriod }: Listed<T>): Page[] {
  const periods = pages.map(({ period }) => period)
  return pages.map(({ period, items }): Page => ({
    route,
    params: { slug, period: period ? [period] : [] },
    address: address(slug, period || undefined),
    sources,
    view: () => view(period),
    inputs: (known) => (period ? inputsOfPeriod(known, items, periods) : inputs(known)),
  }))
}

function peoplePages(archive: Archive): Page[] {
  const ofPeople = archive.people.flatMap((person) => pagesOfList({
    route: 'person', slug: person.slug, pages: personPages(person), sources: person.appearances.map(({ article }) => article.file), address: personAddress,
    view: (period) => personView(archive, person, period),
    inputs: (inputs) => inputs.person(person), inputsOfPeriod: (inputs, items, periods) => inputs.personPeriod(person, items, periods),
  }))
  const ofLists = peopleListPages(archive).map((page): Page => ({ route: 'person', sources: [], ...page }))
  return [...ofPeople, ...ofLists]
}

function topicListPages(archive: Archive): Page[] {
  return archive.topics.filter((topic) => topic.articles.length > 0).flatMap((topic) => pagesOfList({
    route: 'topic', slug: topic.slug, pages: topicPages(topic), sources: topic.articles.map((article) => article.file), address: topicAddress,
    view: (period) => topicView(archive, topic, period),
    inputs: (inputs) => inputs.topic(topic), inputsOfPeriod: (inputs, items, periods) => inputs.topicPeriod(topic, items, periods),
  }))
}

function yearPages(archive: Archive): Page[] {
  return yearsOf(archive).map((year) => ({
    route: 'year', params: { year }, address: yearAddress(year), sources: [], view: () => yearView(archive, year),
  }))
}
