import type { Incomplete } from '../../archive'

export interface ImportedCredit {
  /** `记者`, `通讯员`, `摄`; '' when none is printed. */
  readonly role: string
  readonly name: string
}

export interface ImportedPerson {
  readonly name: string
  /** As this report prints it. */
  readonly title: string | null
}

export interface ImportedPhoto {
  readonly caption: string | null
  /** As printed: `吕涵 王和忠/摄`. */
  readonly credit: string | null
}

/** The parts of a report an editor may have to look at. */
export type DoubtAbout = 'title' | 'kicker' | 'subtitle' | 'column' | 'byline' | 'eventDate' | 'people' | 'incomplete' | 'photos' | 'text'

/** What the import was not sure of, in Chinese, for an editor. */
export interface Doubt {
  readonly about: DoubtAbout
  readonly reason: string
}

/** One report as found on a page, plain JSON. What is not there is null. */
export interface ImportedArticle {
  /** In 〔〕 when the page has lost it. */
  readonly title: string
  readonly kicker: string | null
  readonly subtitle: string | null
  readonly column: string | null
  readonly byline: readonly ImportedCredit[]
  /** A byline that stands outside the text, on a line of its own, as printed. */
  readonly bylinePrinted: string | null
  /** `2021-12-14` or `2021-12-14/2021-12-15`. */
  readonly eventDate: string | null
  readonly people: readonly ImportedPerson[]
  readonly paragraphs: readonly string[]
  readonly photos: readonly ImportedPhoto[]
  readonly incomplete: Incomplete | null
  readonly doubts: readonly Doubt[]
}

/** Text of the page that is in no report. */
export interface Leftover {
  readonly text: string
  /** 1-based line of the page. */
  readonly line: number
  /** Why, in Chinese. */
  readonly reason: string
}

/** A page taken apart: every character of it but white space is in exactly one report or leftover. */
export interface ImportedPage {
  readonly articles: readonly ImportedArticle[]
  readonly leftovers: readonly Leftover[]
  /** The number of the page, if the page prints it. */
  readonly page: number | null
  /** The page's text rearranged so that every paragraph stands in one stretch: leftovers last. */
  readonly readingText: string
}

export interface ImportOptions {
  /** Date of the issue, `YYYY-MM-DD`: gives dates in the text their year. */
  readonly date: string
  /** Names of people the archive knows. */
  readonly knownNames?: Iterable<string>
}
