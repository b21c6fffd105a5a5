/**
 * View models: plain JSON, each exactly the slice of the Archive one page shows.
 * A page is a pure function of its view, so the hash of a view tells whether its page must be rendered again.
 */

/** A piece of a headline: text, a place where the line may break, a corrected reading, or the mark of its note. */
export type Run =
  | { readonly kind: 'text' | 'corrected'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'note'; readonly number: number }

export type Headline = readonly Run[]

export interface DateView {
  /** For `<time datetime>`. */
  readonly iso: string
  /** `2021年12月17日` */
  readonly text: string
}

export interface LinkView {
  readonly address: string
  readonly text: string
}

/** The archive's name drawn; absent where the face lacks a character, and the page shows text. */
export interface DrawnName {
  readonly path: string
  readonly viewBox: string
}

/** What stands around every page. */
export interface FrameView {
  readonly name: string
  /** Small, for the bar. */
  readonly logo?: DrawnName
  readonly language: string
  readonly rights?: string
  /** A mail or form to report an error, filled in; absent where the newsroom gives no contact. */
  readonly report?: string
  readonly current?: 'home' | 'calendar' | 'people' | 'topics' | 'search'
}

/** What stands in `<head>`. */
export interface HeadView {
  readonly title: string
  readonly description: string
  /** Absolute. */
  readonly canonical: string
  readonly noindex?: boolean
  readonly kind: 'website' | 'article' | 'profile'
  /** Further `<meta>` of name (or property) and content, in order. */
  readonly meta?: readonly (readonly [name: string, content: string])[]
  readonly alternates?: readonly { readonly type: string; readonly title: string; readonly address: string }[]
  /** Root-relative address of the share picture, with its text. */
  readonly picture?: { readonly address: string; readonly alt: string }
  /** Linked data as an object; embedded as `application/ld+json`. */
  readonly data?: unknown
}

export interface BaseView {
  readonly head: HeadView
  readonly frame: FrameView
}

export interface PhotoView {
  readonly src?: string
  readonly alt?: string
  readonly caption?: string
  readonly credit?: string
}

/** A report as an issue page shows it. */
export interface StoryView {
  readonly address: string
  readonly column?: string
  readonly kicker?: Headline
  readonly title: Headline
  readonly subtitle?: Headline
  /** 电头, shown on wide screens only. */
  readonly dateline?: { readonly agency: string; readonly rest: string }
  readonly paragraphs: readonly string[]
  readonly photo?: PhotoView
  /** Whether it is photographs alone. */
  readonly isPhoto: boolean
  readonly names: string
  readonly wordCount: number
  readonly lacuna?: string
  readonly fragment: boolean
  readonly draft: boolean
}

/** Columns of twelve a story takes on a wide screen. */
export type Span = 3 | 4 | 6 | 8 | 12

export interface PlacedStory {
  readonly span: Span
  readonly story: StoryView
}

/** 版 */
export interface SheetView {
  readonly id: string
  /** Absent where the only 版 is one nobody knows. */
  readonly label?: string
  /** Those before and after on this page. */
  readonly previous?: LinkView
  readonly next?: LinkView
  readonly lead?: PlacedStory
  readonly rail: readonly StoryView[]
  readonly bands: readonly (readonly PlacedStory[])[]
}

export interface CountedLink extends LinkView {
  readonly count: number
}

export interface IssueView extends BaseView {
  /** Absent when the archive holds no issue yet. */
  readonly issue?: {
    readonly date: DateView
    /** The archive's name, large. */
    readonly masthead?: DrawnName
    readonly weekday: string
    /** Absent of years the Chinese calendar is not known for. */
    readonly lunar?: string
    readonly number?: string
    readonly summary: string
    readonly inferred?: string
    readonly noteHtml?: string
    readonly sheets: readonly SheetView[]
    readonly people: readonly CountedLink[]
    readonly previous?: LinkView
    readonly next?: LinkView
  }
}

export interface CorrectionView {
  readonly number: number
  readonly field: string
  readonly printed: string
  readonly corrected: string
  readonly reason: string
  /** Whether the text carries a mark to go back to. */
  readonly marked: boolean
}

/** How to cite a report and take it along. */
export interface CitationView {
  readonly gbt2025: string
  readonly gbt2015: string
  /** SHA-256 of the text; absent where there is none. */
  readonly digest?: string
  /** Anchors of the report's paragraphs, for citing a sentence: `p3`. */
  readonly paragraphs: readonly string[]
  /** The report's address as a QR code of `size` by `size` modules: a line one unit wide through the middles of its rows, dashed. */
  readonly qr: { readonly size: number; readonly path: string; readonly dashes: string }
}

export interface ArticleView extends BaseView {
  readonly date: DateView
  readonly inferred: boolean
  readonly issueAddress: string
  readonly place?: string
  readonly column?: Headline
  readonly kicker?: Headline
  readonly title: Headline
  readonly subtitle?: Headline
  readonly byline?: string
  readonly wordCount: number
  /** `标题与上文未存` */
  readonly lostBefore?: string
  /** `下文未存` */
  readonly lostAfter?: string
  /** HTML of each block, already safe. */
  readonly blocks: readonly string[]
  /** Those of a text that breaks off, apart from it. */
  readonly footnotes?: string
  readonly photos: readonly PhotoView[]
  readonly people: readonly (LinkView & { readonly title?: string })[]
  readonly topics: readonly LinkView[]
  readonly corrections: readonly CorrectionView[]
  readonly note?: string
  readonly source?: string
  readonly draft: boolean
  /** `同版上一篇`, or at the beginning of a 版 `上一版`. */
  readonly previous?: { readonly label: string; readonly address: string; readonly title: Headline }
  readonly next?: { readonly label: string; readonly address: string; readonly title: Headline }
  readonly related: readonly { readonly topic: LinkView; readonly articles: readonly LinkView[] }[]
  /** Absent for a draft, which has no address yet. */
  readonly citation?: CitationView
}

/** The page a withdrawn report leaves behind. */
export interface WithdrawnView extends BaseView {
  readonly withdrawn: { readonly title: string; readonly date: DateView; readonly reason: string; readonly issueAddress?: string; readonly issueDate: DateView }
}

export interface AppearanceView {
  readonly address: string
  readonly day: DateView
  readonly title?: string
  readonly headline: Headline
  /** The sentence cut at the name: before, name, after. */
  readonly sentence?: readonly [string, string, string]
}

/** One year of a long list, or one month of a very long one. */
export interface PeriodView {
  readonly label: string
  readonly address?: string
  /** Told on the page of the whole list alone. */
  readonly count?: number
}

export interface PersonView extends BaseView {
  readonly slug: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly count: number
  readonly span: string
  readonly years: readonly { readonly year: string; readonly appearances: readonly AppearanceView[] }[]
  readonly periods: readonly PeriodView[]
  readonly titles: readonly { readonly title: string; readonly count: number; readonly days: string; readonly address: string }[]
  readonly companions: readonly CountedLink[]
}

export interface IndexGroup {
  readonly letter: string
  /** Set when the group has a page of its own. */
  readonly address?: string
  readonly entries: readonly CountedLink[]
}

export interface PeopleView extends BaseView {
  /** What all names on the page begin with; absent on the page of all. */
  readonly letter?: string
  readonly count: number
  /** Longer lists this one is a part of, the longest first. */
  readonly above: readonly LinkView[]
  readonly groups: readonly IndexGroup[]
}

export interface ArticleEntry {
  readonly address: string
  readonly date: DateView
  readonly place?: string
  readonly headline: Headline
  readonly excerpt?: string
}

export interface TopicView extends BaseView {
  readonly slug: string
  readonly name: string
  readonly description?: string
  /** Of which the page tells, where it is not of all. */
  readonly period?: string
  readonly count: number
  readonly years: readonly { readonly year: string; readonly articles: readonly ArticleEntry[] }[]
  readonly periods: readonly PeriodView[]
  readonly people: readonly CountedLink[]
}

export interface TopicsView extends BaseView {
  readonly topics: readonly { readonly address: string; readonly name: string; readonly description?: string; readonly count: number; readonly latest: DateView }[]
}

export interface CalendarView extends BaseView {
  readonly years: readonly { readonly year: string; readonly address: string; readonly issues: number; readonly articles: number }[]
}

export interface MonthView {
  /** `十二月`, or `一月至十一月` for a run of months without issues. */
  readonly name: string
  readonly issues: number
  /** Weeks from Monday; absent days are null. Empty for a run without issues. */
  readonly weeks: readonly (readonly (DayView | null)[])[]
}

export interface DayView {
  readonly day: number
  readonly address?: string
  readonly label?: string
}

export interface YearView extends BaseView {
  readonly year: string
  readonly issues: number
  readonly months: readonly MonthView[]
  /** The issues of a sparse year, with their leading report. */
  readonly list: readonly { readonly address: string; readonly label: string; readonly headline: Headline }[]
  readonly previous?: LinkView
  readonly next?: LinkView
}

/** The head of a list, and how many more there are. */
export interface Excerpt<T> {
  readonly entries: readonly T[]
  readonly more: number
}

export interface AboutView extends BaseView {
  readonly counts: { readonly issues: number; readonly articles: number; readonly people: number; readonly topics: number; readonly corrections: number }
  readonly span?: string
  readonly inferred: Excerpt<{ readonly issue: LinkView; readonly reason: string }>
  readonly corrections: Excerpt<{ readonly article: LinkView; readonly printed: string; readonly corrected: string; readonly reason: string }>
  readonly lacunae: Excerpt<{ readonly article: LinkView; readonly what: string }>
  readonly publisher?: string
  /** Where to report an error, as the newsroom writes it. */
  readonly contact?: LinkView
}


/** 校勘 of the whole archive. */
export interface CorrectionsView extends BaseView {
  readonly count: number
  /** The newest; all of them are in the open data. */
  readonly entries: readonly {
    readonly article: LinkView
    readonly date: DateView
    readonly place?: string
    readonly field: string
    readonly printed: string
    readonly corrected: string
    readonly reason: string
  }[]
  readonly feed?: string
  readonly report?: string
}

/** A number with the reports behind it. */
export interface FigureCell {
  readonly count: number
  readonly address?: string
}

/** Counts over time: one row a page, person or topic, one column a month, year or decade. */
export interface FigureView {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly label: string; readonly address?: string; readonly cells: readonly FigureCell[]; readonly total: number }[]
  /** Sums of the columns, where they are sums. */
  readonly totals?: readonly FigureCell[]
  /** Rows there are beyond those shown. */
  readonly more: number
}

export interface PairView {
  readonly people: readonly [LinkView, LinkView]
  readonly count: number
  /** The newest reports both are in. */
  readonly articles: readonly LinkView[]
}

export interface FiguresView extends BaseView {
  readonly counts: { readonly issues: number; readonly articles: number; readonly people: number; readonly topics: number; readonly characters: number }
  readonly pages: FigureView
  readonly people: FigureView
  readonly topics: FigureView
  /** Who appears with whom: counts between the people most often met, and the pairs with their reports. */
  readonly company: { readonly names: readonly LinkView[]; readonly counts: readonly (readonly number[])[]; readonly pairs: readonly PairView[] }
}

export interface DataView extends BaseView {
  readonly files: readonly { readonly address: string; readonly title: string; readonly records: number; readonly size: string; readonly sha256: string }[]
  readonly dictionary: readonly {
    readonly title: string
    readonly file: LinkView
    readonly schema: string
    readonly fields: readonly { readonly name: string; readonly type: string; readonly optional: boolean; readonly description: string }[]
  }[]
  readonly example?: string
  readonly feeds: readonly LinkView[]
  readonly rights?: string
}

export interface SearchView extends BaseView {
  readonly reports: number
  /** Dates of the oldest and newest issue, in words and as ISO 8601; absent while there is none. */
  readonly span?: string
  readonly oldest?: string
  readonly newest?: string
}
