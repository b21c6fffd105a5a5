import { formatISO, isValid, parseISO, subDays, subMonths } from 'date-fns'

const CHINESE_DIGITS = '〇一二三四五六七八九'
const NUMBER = '(\\d{1,2}|[一二三四五六七八九十]{1,3})'
const TO = '(?:至|到|[-—–~～―]+)'

const DAY = new RegExp([
  `(?<year>\\d{4}|[〇零○一二三四五六七八九]{4})年${NUMBER.replace('(', '(?<fullMonth>')}月${NUMBER.replace('(', '(?<fullDay>')}日`,
  `(?<![\\d一二三四五六七八九十])${NUMBER.replace('(', '(?<month>')}月${NUMBER.replace('(', '(?<day>')}(?:日|(?=${TO}\\d{1,2}日))`,
  `(?<![\\d月年第])(?<dayOnly>\\d{1,2})日(?=[，、上下中晚凌早一清夜傍]|${TO}\\d)`,
  '(?<relative>昨日|昨天|昨晚|昨夜|今日|今天|今晨|今早|今晚|前日|前天)',
  '(?<vague>近日|日前|近期|连日来|近年来|今年以来|截至|截止|去年|上月|近段时间|年初|年底|上半年|下半年)',
].join('|'), 'gu')

const TAIL = new RegExp(`^(?:${TO}|、)(?:(?<month>\\d{1,2}|[一二三四五六七八九十]{1,2})月)?${NUMBER.replace('(', '(?<day>')}日`, 'u')

const BACK: Readonly<Record<string, number>> = { 今: 0, 昨: 1, 前: 2 }

/** Characters at the head of a text where its event is dated. */
const SEARCHED = 140

/** The day a 电头 was sent, 新华社北京12月27日电: 今天 in the text is that day. Else the issue's. */
function dayTold(head: string, issueDate: string): string {
  const { month, day, only } = /(?:(?<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?<day>\d{1,2}|[一二三四五六七八九十]{1,3})|(?<only>\d{1,2}|[一二三四五六七八九十]{1,3}))日[电讯]/u.exec(head)?.groups ?? {}
  const told = month && day ? nearest(numberOf(month), numberOf(day), issueDate) : only ? lastSuchDay(numberOf(only), issueDate) : null
  return told ?? issueDate
}

/**
 * When what is reported happened, read from a report's 电头 and the opening after it: an ISO 8601 date or interval, else
 * null. A date without a year is the last such day up to the issue's, or one shortly after it.
 */
export function eventDateOf(head: string, opening: string, date: string): string | null {
  const issueDate = dayTold(head, date)
  const text = opening.slice(0, SEARCHED)
  const sentences = /^(?:[^。]*。){1,2}/u.exec(text)?.[0] ?? text
  for (const match of sentences.matchAll(DAY)) {
    const groups = match.groups ?? {}
    if (groups.vague) return null
    const before = sentences.slice(0, match.index)
    const after = sentences.slice(match.index + match[0].length)
    if (/(?:截至|截止|截止到|自|从|将于|定于|计划于|预计|不晚于)$/u.test(before) || /^(?:起|前|以前|之前|以来|前后|开始)/u.test(after)) continue
    const start = dayOf(groups, issueDate)
    if (start === null) continue
    return withEnd(start, after, issueDate)
  }
  return null
}

function dayOf(groups: Record<string, string | undefined>, issueDate: string): string | null {
  const { year, fullMonth, fullDay, month, day, dayOnly, relative } = groups
  if (relative) return formatISO(subDays(parseISO(issueDate), BACK[relative[0] ?? ''] ?? 0), { representation: 'date' })
  if (year && fullMonth && fullDay) return dated(yearOf(year), numberOf(fullMonth), numberOf(fullDay))
  if (month && day) return nearest(numberOf(month), numberOf(day), issueDate)
  return dayOnly ? lastSuchDay(Number(dayOnly), issueDate) : null
}

function lastSuchDay(day: number, issueDate: string): string | null {
  const sameMonth = dated(Number(issueDate.slice(0, 4)), Number(issueDate.slice(5, 7)), day)
  if (sameMonth && sameMonth <= issueDate) return sameMonth
  const last = formatISO(subMonths(parseISO(`${issueDate.slice(0, 7)}-01`), 1), { representation: 'date' })
  return dated(Number(last.slice(0, 4)), Number(last.slice(5, 7)), day)
}

/** 12月14日至15日, 12月30日至1月2日, 14日、15日. */
function withEnd(start: string, after: string, issueDate: string): string {
  const { month, day } = TAIL.exec(after)?.groups ?? {}
  if (!day) return start
  const startMonth = Number(start.slice(5, 7))
  const endMonth = month ? numberOf(month) : startMonth
  const year = Number(start.slice(0, 4)) + (endMonth < startMonth ? 1 : 0)
  const end = dated(year, endMonth, numberOf(day))
  return end && end > start && end <= `${Number(issueDate.slice(0, 4)) + 1}-12-31` ? `${start}/${end}` : start
}

/** How far ahead a paper tells a date without its year. */
const AHEAD = 100

function nearest(month: number, day: number, issueDate: string): string | null {
  const year = Number(issueDate.slice(0, 4))
  const thisYear = dated(year, month, day)
  const latest = formatISO(subDays(parseISO(issueDate), -AHEAD), { representation: 'date' })
  if (thisYear && thisYear <= latest) return thisYear
  return dated(year - 1, month, day)
}

function dated(year: number, month: number, day: number): string | null {
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isValid(parseISO(date)) ? date : null
}

const yearOf = (text: string): number => Number([...text].map((digit) => (CHINESE_DIGITS.includes(digit) ? CHINESE_DIGITS.indexOf(digit) : /[零○]/u.test(digit) ? 0 : digit)).join(''))

/** 16, 十六, 二十, 三十一. */
function numberOf(text: string): number {
  if (/^\d+$/u.test(text)) return Number(text)
  const [tens = '', units = ''] = text.includes('十') ? text.split('十') : ['0', text]
  const digit = (character: string): number => Math.max(0, CHINESE_DIGITS.indexOf(character))
  return text.includes('十') ? (tens === '' ? 1 : digit(tens)) * 10 + (units === '' ? 0 : digit(units)) : digit(units)
}
