import { fullTitle, type Citation } from './citation'

/** Signs of one edition of the standard. */
interface Signs {
  readonly comma: string
  readonly colon: string
  readonly page: (page: number) => string
  /** Stands before the address: the day of consultation, which only the reader knows. */
  readonly consulted: string
}

/** GB/T 7714—2025: full-width `，：（）`, half-width `.` and `[]`; the day of consultation is no longer asked for. */
const EDITION_2025: Signs = { comma: '，', colon: '：', page: (page) => `（${page}）`, consulted: '' }
/** GB/T 7714—2015: half-width signs, each followed by a space. */
const EDITION_2015: Signs = { comma: ', ', colon: ': ', page: (page) => `(${page})`, consulted: '[引用日期]' }

/** Over three authors, the first three and 等 (GB/T 7714 §8.1.2). */
const NAMED = 3

/** `刘威，李钱乾，周浪. 主题[N/OL]. 报名，2021-12-17（1）. https://…` */
export function gbt2025(citation: Citation): string {
  return reference(citation, EDITION_2025)
}

/** `刘威, 李钱乾, 周浪. 主题[N/OL]. 报名, 2021-12-17(1)[引用日期]. https://…` */
export function gbt2015(citation: Citation): string {
  return reference(citation, EDITION_2015)
}

function reference(citation: Citation, signs: Signs): string {
  const { authors, newspaper, date, inferred, page, url } = citation
  const named = [...authors.slice(0, NAMED), ...(authors.length > NAMED ? ['等'] : [])].join(signs.comma)
  const day = inferred ? `[${date}]` : date
  return [
    ...(named ? [named] : []),
    `${fullTitle(citation, signs.colon)}[N/OL]`,
    `${newspaper}${signs.comma}${day}${page === undefined ? '' : signs.page(page)}${signs.consulted}`,
    url,
  ].join('. ')
}
