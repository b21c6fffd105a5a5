import { isValid, parseISO } from 'date-fns'
import type { RuleName } from './rules'

/** A date as written: read, or what is wrong with it and, where that is sure, how it was meant. */
export type WrittenDate =
  | { readonly date: string }
  | { readonly rule: RuleName; readonly message: string; readonly meant?: string }

const ISO = /^\d{4}-\d{2}-\d{2}$/u
/** The day of the week or an hour may follow. */
const SPELLED = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:\s*[(（]?(?:星期|周)[一二三四五六日天][)）]?|[T ]\d{1,2}:\d{2}\S*)?$/u
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/u
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/u
const SHORT_YEAR = /^['’]?\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?$/u

/** Reads an ISO 8601 calendar date, kept as text: no time zone ever touches it. */
export function readDate(written: string): WrittenDate {
  if (ISO.test(written)) return checked(written, written)
  const narrow = withDigits(written.normalize('NFKC').replace(/[—–−]/gu, '-').trim())
  const spelled = SPELLED.exec(narrow) ?? COMPACT.exec(narrow)
  if (spelled) {
    const [year = '', month = '', day = ''] = spelled.slice(1)
    const meant = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    const read = checked(meant, written)
    return 'date' in read ? { rule: 'date-spelling', message: `日期写成了“${written}”`, meant } : read
  }
  if (YEAR_LAST.test(narrow)) return { rule: 'date-order', message: `“${written}”的年份在后面，月和日分不清` }
  if (SHORT_YEAR.test(narrow)) return { rule: 'date-year', message: `“${written}”的年份只有两位` }
  return { rule: 'date-format', message: `“${written.slice(0, 30)}”不是日期` }
}

const DIGITS = '〇一二三四五六七八九'

/** 二〇二〇年五月十四日 → 2020年5月14日; other texts as they are. */
function withDigits(written: string): string {
  const [, year, month, day] = /^([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]$/u.exec(written) ?? []
  if (!year || !month || !day) return written
  const digit = (character: string): number => Math.max(0, DIGITS.indexOf(character))
  const count = (numeral: string): number => {
    const [tens = '', units = ''] = numeral.includes('十') ? numeral.split('十') : ['〇', numeral]
    return (tens === '' ? 1 : digit(tens)) * 10 + (units === '' ? 0 : digit(units))
  }
  return `${[...year].map(digit).join('')}年${count(month)}月${count(day)}日`
}

function checked(date: string, written: string): WrittenDate {
  if (date >= '1500-01-01' && isValid(parseISO(date))) return { date }
  return { rule: 'date-impossible', message: `日历上没有“${written}”这一天` }
}

/** An ISO 8601 interval `2021-12-14/2021-12-15`, or a single day. A slash also separates the parts of a badly spelt day. */
export function readInterval(written: string): { start: string; end: string } | Exclude<WrittenDate, { date: string }> {
  const whole = readDate(written)
  if ('date' in whole) return { start: whole.date, end: whole.date }
  const halves = intervalHalves(written)
  if (!halves) return whole
  const [first, second] = [readDate(halves[0]), readDate(wholeDate(halves[1], halves[0]))]
  if ('rule' in first && first.meant === undefined) return first
  if ('rule' in second && second.meant === undefined) return second
  const [start, end] = [meaning(first), meaning(second)]
  if (start > end) return { rule: 'date-interval', message: `起日 ${start} 在止日 ${end} 之后` }
  if (`${start}/${end}` === written) return { start, end }
  return { rule: 'date-spelling', message: `起止日期写成了“${written}”`, meant: `${start}/${end}` }
}

/** The year and month of 2020-05-01~03 or 2020年5月1日至3日 are written once. */
function wholeDate(written: string, before: string): string {
  const read = readDate(before)
  const start = 'date' in read ? read.date : read.meant
  const [, month = start?.slice(5, 7), day] = /^(?:(\d{1,2})\s*[-/.月]\s*)?(\d{1,2})\s*[日号]?$/u.exec(written.normalize('NFKC').trim()) ?? []
  return start === undefined || day === undefined ? written : `${start.slice(0, 4)}-${month ?? ''}-${day}`
}

const meaning = (read: WrittenDate): string => ('date' in read ? read.date : read.meant ?? '')

/** Two dates with one of the signs people put between them. */
function intervalHalves(written: string): [string, string] | undefined {
  const parts = written.split(/\s*(?:--|[~～至到]|——|—)\s*|(?<=\d{4}-\d{2}-\d{2})\s*\/\s*(?=\d{4})|(?<=日)[/-](?=\d{4})|(?<=月\s*\d{1,2}\s*[日号]?)\s*[-–−－]\s*(?=\d{1,2}\s*(?:[日号]|月|$))/u)
  return parts.length === 2 && parts[0] && parts[1] ? [parts[0], parts[1]] : undefined
}
