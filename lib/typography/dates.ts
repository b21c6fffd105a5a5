import { format, parseISO } from 'date-fns'
import { zhCN } from 'date-fns/locale/zh-CN'
import type { CalendarDate } from '../archive'

// parseISO reads a date without time as local midnight and format writes local fields: no zone can shift the day.
const formatted = (date: CalendarDate, pattern: string): string => format(parseISO(date), pattern, { locale: zhCN })

/** `2021年12月17日` */
export const longDate = (date: CalendarDate): string => formatted(date, 'y年M月d日')

/** `12月17日` */
export const dayMonth = (date: CalendarDate): string => formatted(date, 'M月d日')

/** `12月14日、16日、2022年1月3日`: oldest first; what two dates have in common is said once, and the year `known` to the reader not at all. */
export function listedDays(dates: readonly CalendarDate[], known = ''): string {
  let last = known
  return [...dates].sort().map((date) => {
    const pattern = date.slice(0, 4) !== last.slice(0, 4) ? 'y年M月d日' : date.slice(0, 7) !== last.slice(0, 7) ? 'M月d日' : 'd日'
    last = date
    return formatted(date, pattern)
  }).join('、')
}

/** `星期五` */
export const weekday = (date: CalendarDate): string => formatted(date, 'EEEE')

/** `十二月` for 12. */
export const monthName = (month: number): string => formatted(`2000-${String(month).padStart(2, '0')}-01`, 'LLLL')

const LUNAR = new Intl.DateTimeFormat('zh-u-ca-chinese', { timeZone: 'UTC', year: 'numeric', month: 'long', day: 'numeric' })
const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** `辛丑年十一月十四`: the Chinese calendar's own year, month and day (CLDR `zh-u-ca-chinese`). */
export function lunarDate(date: CalendarDate): string {
  const parts = new Map(LUNAR.formatToParts(new Date(`${date}T00:00:00Z`)).map(({ type, value }) => [type as string, value]))
  return `${parts.get('yearName') ?? ''}年${parts.get('month') ?? ''}${lunarDay(Number(parts.get('day')))}`
}

/** 初一 to 初十, 十一 to 十九, 二十, 廿一 to 廿九, 三十. */
function lunarDay(day: number): string {
  if (day <= 10) return `初${DIGITS[day] ?? ''}`
  if (day === 20) return '二十'
  if (day === 30) return '三十'
  return `${day < 20 ? '十' : '廿'}${DIGITS[day % 10] ?? ''}`
}
