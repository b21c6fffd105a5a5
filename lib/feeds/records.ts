import {
  articleAddress, dayOf, pageName, personAddress, titlesOf, topicAddress,
  type Archive, type Article, type Person,
} from '../archive'

/** A report as open data: everything the archive knows of it, with names where the model has references. */
export interface ArticleData extends Omit<Article, 'slug' | 'issue' | 'appearances' | 'topics' | 'draft' | 'digest'> {
  /** Absolute. */
  readonly url: string
  readonly date: string
  readonly dateCertainty: 'printed' | 'inferred'
  readonly issueNumber?: string
  readonly pageName?: string
  readonly people: readonly {
    readonly slug: string
    readonly name: string
    readonly url: string
    readonly title?: string
    readonly sentence?: string
    readonly named?: readonly [start: number, end: number]
    readonly anchor?: string
  }[]
  readonly topics: readonly { readonly slug: string; readonly name: string; readonly url: string }[]
}

/** In the order a person would tell it. Fields that are not known are absent. */
export function articleData({ site }: Pick<Archive, 'site'>, article: Article): ArticleData {
  const { id, page, order, title, text, blocks, issue, appearances, topics } = article
  const section = pageName(article)
  return {
    id,
    url: site.url + articleAddress(id),
    date: issue.date,
    dateCertainty: issue.dateCertainty,
    ...(issue.number === undefined ? {} : { issueNumber: issue.number }),
    ...(page === undefined ? {} : { page }),
    ...(section === undefined ? {} : { pageName: section }),
    ...(order === undefined ? {} : { order }),
    title,
    ...plain(article),
    people: appearances.map(({ person, title: printed, sentence, named, anchor }) => ({
      slug: person.slug,
      name: person.name,
      url: site.url + personAddress(person.slug),
      ...(printed === undefined ? {} : { title: printed }),
      ...(sentence === undefined ? {} : { sentence }),
      ...(named === undefined ? {} : { named }),
      ...(anchor === undefined ? {} : { anchor }),
    })),
    topics: topics.map(({ slug, name }) => ({ slug, name, url: site.url + topicAddress(slug) })),
    text,
    blocks,
  }
}

/** What a record takes from the model as it is. */
const PLAIN = [
  'titleSupplied', 'kicker', 'subtitle', 'column', 'byline', 'dateline', 'eventDate', 'incomplete', 'photos', 'corrections', 'source', 'note',
  'wordCount', 'excerpt', 'formerly', 'file',
] as const

function plain(article: Article): Pick<Article, (typeof PLAIN)[number]> {
  return Object.fromEntries(PLAIN.flatMap((key) => (article[key] === undefined ? [] : [[key, article[key]]]))) as Pick<Article, (typeof PLAIN)[number]>
}

/** All the archive says of a report, on one line: a line of `articles.jsonl`, and what its other files are made of. */
export function articleRecordText(archive: Pick<Archive, 'site'>, article: Article): string {
  return JSON.stringify(articleData(archive, article))
}

/** A person as open data. */
export interface PersonData extends Omit<Person, 'appearances'> {
  readonly url: string
  readonly reports: number
  /** First and last day seen. */
  readonly first?: string
  readonly last?: string
  readonly titles: readonly { readonly title: string; readonly reports: number; readonly first: string; readonly last: string }[]
}

export function personData({ site }: Pick<Archive, 'site'>, person: Person): PersonData {
  const { appearances, ...fields } = person
  return {
    ...fields,
    url: site.url + personAddress(person.slug),
    reports: appearances.length,
    ...span(appearances.map(({ article }) => article)),
    titles: titlesOf(person).map(({ title, appearances: held }) => ({
      title,
      reports: held.length,
      ...(span(held.map(({ article }) => article)) as { first: string; last: string }),
    })),
  }
}

function span(articles: readonly Article[]): { first?: string; last?: string } {
  const days = articles.map(dayOf).sort()
  const [first, last] = [days[0], days.at(-1)]
  return first === undefined || last === undefined ? {} : { first, last }
}

/** ISO 8601: a day, or two with a slash. */
function eventText({ eventDate }: Article): string {
  if (!eventDate) return ''
  return eventDate.start === eventDate.end ? eventDate.start : `${eventDate.start}/${eventDate.end}`
}

/** One line of `articles.csv`. */
export function articleRow({ site }: Archive, article: Article): Row {
  const { issue, byline, dateline } = article
  return {
    id: article.id,
    url: site.url + articleAddress(article.id),
    date: issue.date,
    date_certainty: issue.dateCertainty,
    issue_number: issue.number ?? '',
    page: article.page ?? '',
    order: article.order ?? '',
    column: article.column ?? '',
    kicker: article.kicker ?? '',
    title: article.title,
    subtitle: article.subtitle ?? '',
    byline: byline.map(({ role, names }) => [role, ...names].filter(Boolean).join(' ')).join('；'),
    dateline: dateline?.agency ?? '',
    event_date: eventText(article),
    people: article.appearances.map(({ person }) => person.name).join('；'),
    topics: article.topics.map(({ name }) => name).join('；'),
    word_count: article.wordCount,
    incomplete: article.incomplete ?? '',
    corrections: article.corrections.length,
    text: article.text || article.photos.map(({ caption }) => caption ?? '').join('\n'),
  }
}

/** Lines of `appearances.csv`: one person in one report each. */
export function appearanceRows(article: Article): Row[] {
  return article.appearances.map(({ person, title, anchor, sentence }) => ({
    article: article.id,
    date: article.issue.date,
    event_date: eventText(article),
    person: person.name,
    person_slug: person.slug,
    title: title ?? '',
    paragraph: anchor ?? '',
    sentence: sentence ?? '',
  }))
}

/** Lines of `corrections.csv`. */
export function correctionRows({ site }: Archive, article: Article): Row[] {
  return article.corrections.map(({ number, in: field, printed, corrected, reason }) => ({
    article: article.id,
    url: `${site.url}${articleAddress(article.id)}#n${number}`,
    date: article.issue.date,
    number,
    field,
    paragraph: (field === 'text' && article.blocks.find((block) => block.text.includes(corrected))?.anchor) || '',
    printed,
    corrected,
    reason,
  }))
}

/** Cells by column. */
export type Row = Readonly<Record<string, string | number>>
