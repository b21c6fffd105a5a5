/**
 * What `createArchive` links: the same things as in the model, flat, with slugs where the Archive has references.
 * Plain JSON, so a loaded archive can be written to disk and linked again without reading the content folder.
 */
import type {
  Appearance, Article, CalendarDate, Issue, Person, Redirect, Site, Topic, Withdrawal,
} from './model'

export interface AppearanceRecord extends Pick<Appearance, 'title'> {
  readonly person: string
}

/** Where a person is first named in a report. */
export type Mention = Pick<Appearance, 'sentence' | 'named' | 'anchor'>

/**
 * What only the report's own pages and files tell; lists and tables of all reports do with the rest. Of many reports it
 * is read only where somebody asks for it.
 */
export interface ArticleBody extends Pick<
  Article, 'kicker' | 'subtitle' | 'column' | 'dateline' | 'photos' | 'note' | 'blocks' | 'text' | 'excerpt'
> {
  /** Of the people who appear, in their order. */
  readonly mentions: readonly Mention[]
}

export interface ArticleRecord extends Omit<Article, 'issue' | 'appearances' | 'topics' | keyof ArticleBody> {
  readonly body: ArticleBody
  readonly issueDate: CalendarDate
  readonly appearances: readonly AppearanceRecord[]
  readonly topics: readonly string[]
}

export interface IssueRecord extends Omit<Issue, 'pages' | 'articles'> {
  readonly pageNames: Readonly<Record<number, string>>
}

export type PersonRecord = Omit<Person, 'appearances'>
export type TopicRecord = Omit<Topic, 'articles'>

export interface ArchiveRecords {
  readonly site: Site
  readonly issues: readonly IssueRecord[]
  readonly articles: readonly ArticleRecord[]
  readonly withdrawals: readonly Withdrawal[]
  readonly redirects?: readonly Redirect[]
  readonly people: readonly PersonRecord[]
  readonly topics: readonly TopicRecord[]
}

