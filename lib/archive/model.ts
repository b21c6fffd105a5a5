/**
 * The Archive: everything the newsroom's `content/` says, read once, linked and frozen.
 * Pages, search, feeds and citations are pure functions of it.
 */

/** A calendar date `YYYY-MM-DD` (ISO 8601). It is a day on a newspaper, never an instant: no time zone applies. */
export type CalendarDate = string

/** Both ends inclusive; a single day has `start === end`. Written `2021-12-14/2021-12-15` (ISO 8601 interval). */
export interface DateInterval {
  readonly start: CalendarDate
  readonly end: CalendarDate
}

/** What `archive.yaml` says of the archive as a whole. */
export interface Site {
  readonly name: string
  /** Origin the archive is published at, without trailing slash: `https://example.org`. */
  readonly url: string
  readonly description: string
  /** BCP 47, `zh-Hans-CN` unless told otherwise. */
  readonly language: string
  readonly publisher?: string
  /** Where readers report errors, as the newsroom writes it: a mail or web address or a telephone number; `contactOf` tells which. */
  readonly contact?: string
  /** Rights statement of the content, in the newsroom's words. */
  readonly rights?: string
  /** Write `.br` and `.gz` beside text, for hosts that send them. */
  readonly precompress?: boolean
}

/** People credited in one role: `记者 刘威 李钱乾` → `{role: '记者', names: ['刘威', '李钱乾']}`; a bare name has role ''. A sign behind all names, 文/图, is nobody's. */
export interface Credit {
  readonly role: string
  readonly names: readonly string[]
}

/** 电头: `本报讯（记者 刘威）` at the head of the text; `printed` is an exact prefix of the first block's text, its indent with it. */
export interface Dateline {
  readonly printed: string
  /** The part before the bracket, without the indent: `本报讯`, `新华社北京12月1日电`. */
  readonly agency: string
}

/** The fields of a report a correction can stand in. */
export type CorrectionField = 'title' | 'kicker' | 'subtitle' | 'column' | 'text' | 'caption' | 'credit'

/** 校勘: what the source has, what stands now, where, and why. `corrected` occurs exactly once in its field. */
export interface Correction {
  readonly printed: string
  readonly corrected: string
  readonly in: CorrectionField
  readonly reason: string
  /** 1-based; its mark and its note carry this number. */
  readonly number: number
}

/** A photograph of the printed page. Without `src` the picture did not survive, and the page says so. */
export interface Photo {
  readonly src?: string
  readonly alt?: string
  readonly caption?: string
  /** As printed, `吕涵 王和忠/摄`. */
  readonly credit?: string
}

export type BlockKind = 'paragraph' | 'heading' | 'list' | 'quote' | 'table' | 'figure' | 'code' | 'rule' | 'notes'

/** One block of the text. */
export interface Block {
  /** Id of the element, permanent, for citing: `p1`, `p2`, … in reading order over all blocks. */
  readonly anchor: string
  readonly kind: BlockKind
  /** Plain text, after corrections, without markup. */
  readonly text: string
  /**
   * The whole element as safe HTML, id included; names linked to their pages at first mention in the report,
   * corrections marked, the 电头 wrapped. Addresses are root-relative.
   */
  readonly html: string
  /** 1-based line in the Markdown file, for messages to editors. */
  readonly line: number
}

/** One person in one report. */
export interface Appearance {
  readonly person: Person
  readonly article: Article
  /** Title as this report prints it; absent when none is printed. */
  readonly title?: string
  /** The sentence of the first mention, verbatim; absent when the name stands nowhere in the text or captions. */
  readonly sentence?: string
  /** Where in the sentence the name stands: offsets of its start and its end. */
  readonly named?: readonly [start: number, end: number]
  /** Anchor of the block of the first mention; absent for a caption or when nothing is found. */
  readonly anchor?: string
}

/** A person as the paper names them. One name may be two people: `disambiguation` tells known ones apart. */
export interface Person {
  readonly slug: string
  /** Unique in the archive: `王伟` or `王伟（公安）`. */
  readonly name: string
  /** As it stands in the text: `王伟`. */
  readonly printedName: string
  readonly aliases: readonly string[]
  readonly disambiguation?: string
  /** Toneless syllables, surname reading: `['wang', 'hui', 'jie']`. */
  readonly pinyin: readonly string[]
  /** Keep this page out of search engines. */
  readonly noindex: boolean
  /** Newest event first; within a day, in page order. */
  readonly appearances: readonly Appearance[]
}

export interface Topic {
  readonly slug: string
  readonly name: string
  readonly description?: string
  readonly pinyin: readonly string[]
  /** Newest first; within an issue, in page order. */
  readonly articles: readonly Article[]
}

export type Incomplete = 'start' | 'end' | 'both'

/** One report. */
export interface Article {
  /** Names all that is said here but for the names of its people and topics: reports of one digest say the same. */
  readonly digest: string
  /** `2021-12-17/mengjiang-mounds`: unique, and the path of the file below `issues/` without `.md`. */
  readonly id: string
  readonly slug: string
  readonly issue: Issue
  /** 版; absent when the source does not tell. */
  readonly page?: number
  /** Place on the page, 1-based, as the editors tell it: 1 is the 头条. Absent where they do not. */
  readonly order?: number
  /** 主题. In 〔〕 when supplied by the editors. */
  readonly title: string
  readonly titleSupplied: boolean
  /** 引题 */
  readonly kicker?: string
  /** 副题 */
  readonly subtitle?: string
  /** 栏题 */
  readonly column?: string
  /** From frontmatter, else read from the 电头; empty when unsigned. */
  readonly byline: readonly Credit[]
  readonly dateline?: Dateline
  /** When what is reported happened. */
  readonly eventDate?: DateInterval
  readonly appearances: readonly Appearance[]
  readonly topics: readonly Topic[]
  /** 缺文: text lost in the source. */
  readonly incomplete?: Incomplete
  readonly photos: readonly Photo[]
  readonly corrections: readonly Correction[]
  /** Name of the file below `content/sources/` this text was taken from. */
  readonly source?: string
  /** The editors' word on how this text was established, plain text, shown beside the corrections. */
  readonly note?: string
  readonly blocks: readonly Block[]
  /** Texts of all blocks, joined by '\n'. */
  readonly text: string
  /** Characters of text and captions without white space, as Chinese newsrooms count. */
  readonly wordCount: number
  /** Opening of the text without the 电头, whole sentences up to about 100 characters; a photograph's caption if there is no text. */
  readonly excerpt: string
  /** Not yet confirmed by an editor: shown by `npm run dev`, never published. */
  readonly draft: boolean
  /** Addresses (root-relative, trailing slash) this report was published at before. */
  readonly formerly: readonly string[]
  /** Path below the content folder, with forward slashes: `issues/2021-12-17/mengjiang-mounds.md`. */
  readonly file: string
}

/** A report taken back: its address stays and says so; its text is nowhere in the Archive. */
export interface Withdrawal {
  readonly id: string
  readonly slug: string
  readonly issueDate: CalendarDate
  readonly title: string
  readonly date: CalendarDate
  readonly reason: string
  /** File below `content/sources/` that holds its text. */
  readonly source?: string
  readonly formerly: readonly string[]
  readonly file: string
}

/** An address something was published at before, and where it is now; both root-relative with trailing slash. */
export interface Redirect {
  readonly from: string
  readonly to: string
}

/** 版: the reports of one page of an issue, in order. */
export interface Page {
  /** Absent for reports whose page the source does not tell. */
  readonly number?: number
  /** `要闻`, from `issue.md`. */
  readonly name?: string
  readonly articles: readonly Article[]
}

/** One issue of the newspaper. */
export interface Issue {
  readonly date: CalendarDate
  /** As printed, `第1234期`. */
  readonly number?: string
  /** `inferred` (推定) when the date is not in the source; then `dateReason` tells from what. */
  readonly dateCertainty: 'printed' | 'inferred'
  readonly dateReason?: string
  /** Safe HTML of the body of `issue.md`. */
  readonly noteHtml?: string
  readonly pages: readonly Page[]
  /** All reports, in page order. */
  readonly articles: readonly Article[]
}

export interface Archive {
  readonly site: Site
  /** Oldest first. */
  readonly issues: readonly Issue[]
  /** Oldest issue first; within an issue, in page order. Without withdrawn reports. */
  readonly articles: readonly Article[]
  readonly withdrawals: readonly Withdrawal[]
  /** Former addresses, in code-unit order; none of them is another page's. */
  readonly redirects: readonly Redirect[]
  /** In pinyin order. */
  readonly people: readonly Person[]
  /** In pinyin order. */
  readonly topics: readonly Topic[]
  readonly issueByDate: ReadonlyMap<CalendarDate, Issue>
  readonly articleById: ReadonlyMap<string, Article>
  readonly personBySlug: ReadonlyMap<string, Person>
  readonly topicBySlug: ReadonlyMap<string, Topic>
}
