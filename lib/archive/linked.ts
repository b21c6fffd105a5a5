import { freeze } from './freeze'
import type { Appearance, Article, Issue, Person, Topic } from './model'
import type { AppearanceRecord, ArticleBody, ArticleRecord, Mention } from './records'

type Head = Omit<Article, keyof ArticleBody>

/** A report in its place in the Archive. It asks its record for the body when a part of that is asked for; a spread copy has none of it. */
export class LinkedArticle implements Article {
  readonly digest: string
  readonly id: string
  readonly slug: string
  readonly page: Head['page']
  readonly order: Head['order']
  readonly title: string
  readonly titleSupplied: boolean
  readonly byline: Head['byline']
  readonly eventDate: Head['eventDate']
  readonly incomplete: Head['incomplete']
  readonly corrections: Head['corrections']
  readonly source: Head['source']
  readonly wordCount: number
  readonly draft: boolean
  readonly formerly: Head['formerly']
  readonly file: string
  /** Linked last. */
  appearances: readonly Appearance[] = []
  topics: readonly Topic[] = []
  readonly #record: Pick<ArticleRecord, 'body'>
  #body: ArticleBody | undefined

  constructor(record: ArticleRecord, readonly issue: Issue) {
    this.digest = record.digest
    this.id = record.id
    this.slug = record.slug
    this.page = record.page
    this.order = record.order
    this.title = record.title
    this.titleSupplied = record.titleSupplied
    this.byline = record.byline
    this.eventDate = record.eventDate
    this.incomplete = record.incomplete
    this.corrections = record.corrections
    this.source = record.source
    this.wordCount = record.wordCount
    this.draft = record.draft
    this.formerly = record.formerly
    this.file = record.file
    this.#record = record
  }

  /** Of the person who appears there in the list. */
  mention(nth: number): Mention {
    return this.#told.mentions[nth] ?? {}
  }

  get kicker(): Article['kicker'] { return this.#told.kicker }
  get subtitle(): Article['subtitle'] { return this.#told.subtitle }
  get column(): Article['column'] { return this.#told.column }
  get dateline(): Article['dateline'] { return this.#told.dateline }
  get photos(): Article['photos'] { return this.#told.photos }
  get note(): Article['note'] { return this.#told.note }
  get blocks(): Article['blocks'] { return this.#told.blocks }
  get text(): string { return this.#told.text }
  get excerpt(): string { return this.#told.excerpt }

  get #told(): ArticleBody {
    return this.#body ??= freeze(this.#record.body)
  }
}

/** A person in a report. */
export class LinkedAppearance implements Appearance {
  readonly title: Appearance['title']
  readonly #nth: number

  constructor({ title }: AppearanceRecord, readonly person: Person, readonly article: LinkedArticle, nth: number) {
    this.title = title
    this.#nth = nth
  }

  get sentence(): Appearance['sentence'] { return this.article.mention(this.#nth).sentence }
  get named(): Appearance['named'] { return this.article.mention(this.#nth).named }
  get anchor(): Appearance['anchor'] { return this.article.mention(this.#nth).anchor }
}
