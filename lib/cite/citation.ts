import { articleAddress, type Archive, type Article, type CalendarDate } from '../archive'

/** What every form of a reference is made from. Texts are on one line. */
export interface Citation {
  /** ASCII, unique in the archive: `2021-12-17-mengjiang-mounds`. */
  readonly key: string
  /** 主题 */
  readonly title: string
  /** 引题, without a colon at its end. */
  readonly kicker?: string
  /** Names alone, each once, in printed order; empty for an unsigned report. */
  readonly authors: readonly string[]
  readonly newspaper: string
  readonly date: CalendarDate
  /** The date is not in the source but concluded. */
  readonly inferred: boolean
  /** 版 */
  readonly page?: number
  /** Absolute. */
  readonly url: string
  /** BCP 47 without the script, as reference managers know it: `zh-CN`. */
  readonly language: string
  readonly abstract: string
}

/** The reference of a report, as the archive knows it. */
export function citationOf({ site }: Pick<Archive, 'site'>, article: Article): Citation {
  const { issue, kicker, page } = article
  return {
    key: article.id.replace('/', '-'),
    title: onOneLine(article.title),
    ...(kicker ? { kicker: withoutColon(onOneLine(kicker)) } : {}),
    authors: authorsOf(article).map(onOneLine),
    newspaper: onOneLine(site.name),
    date: issue.date,
    inferred: issue.dateCertainty === 'inferred',
    ...(page === undefined ? {} : { page }),
    url: site.url + articleAddress(article.id),
    language: shortLanguage(site.language),
    abstract: onOneLine(article.excerpt),
  }
}

/** The byline's names, each once: who is reporter and correspondent too is one author. */
export function authorsOf({ byline }: Article): string[] {
  return [...new Set(byline.flatMap((credit) => credit.names))]
}

/** 引题 and 主题 as one title; `colon` joins them, in place of one a 引题 ends in. */
export function fullTitle({ kicker, title }: Pick<Citation, 'kicker' | 'title'>, colon = '：'): string {
  return kicker ? withoutColon(kicker) + colon + title : title
}

function withoutColon(kicker: string): string {
  return kicker.replace(/[：:]$/u, '')
}

/** The standing remark of a reference whose day is concluded; the formats have no field for it. */
export function dateRemark({ inferred }: Citation): string | undefined {
  return inferred ? '出版日期系推定' : undefined
}

export function onOneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

function shortLanguage(language: string): string {
  const { language: spoken, region } = new Intl.Locale(language)
  return region ? `${spoken}-${region}` : spoken
}
