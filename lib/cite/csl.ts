import { dateRemark, fullTitle, type Citation } from './citation'

/** An item of CSL-JSON (citation-style-language/schema 1.0.2), the fields a newspaper article has. */
interface CslItem {
  readonly id: string
  readonly type: 'article-newspaper'
  readonly title: string
  readonly 'title-short'?: string
  /** Whole names: no rule cuts 欧阳 or 本报评论员 into surname and given name. */
  readonly author?: readonly { readonly literal: string }[]
  readonly 'container-title': string
  readonly issued: { readonly 'date-parts': readonly [readonly [year: number, month: number, day: number]] }
  readonly page?: string
  readonly URL: string
  readonly language: string
  readonly abstract?: string
  readonly note?: string
}

function cslItem(citation: Citation): CslItem {
  const { key, authors, title, kicker, newspaper, date, page, url, language, abstract } = citation
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const remark = dateRemark(citation)
  return {
    id: key,
    type: 'article-newspaper',
    title: fullTitle(citation),
    ...(kicker ? { 'title-short': title } : {}),
    ...(authors.length > 0 ? { author: authors.map((literal) => ({ literal })) } : {}),
    'container-title': newspaper,
    issued: { 'date-parts': [[year, month, day]] },
    ...(page === undefined ? {} : { page: String(page) }),
    URL: url,
    language,
    ...(abstract ? { abstract } : {}),
    ...(remark ? { note: remark } : {}),
  }
}

/** CSL-JSON is a list of items. */
export function cslJson(citation: Citation): string {
  return `${JSON.stringify([cslItem(citation)], null, 2)}\n`
}
