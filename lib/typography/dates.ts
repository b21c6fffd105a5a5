import { format, parseISO } from 'date-fns'
import { zhCN } from 'date-fns/locale/zh-CN'
import { Solar } from 'lunar-typescript'
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

/** The calendar has had its rules since the reform of 1645 (时宪历), and its tables end with 2100. */
const LUNAR = { from: '1646', to: '2101' }

/**
 * `辛丑年十一月十四`: year, month and day of the Chinese calendar; none outside the years it is known for. Node's own
 * calendar (ICU 78) is a day or a month off on 269 days from 1949 to 2030. The library's agrees with the tables of the
 * Hong Kong Observatory on every day from 1901 to 2100 but those of one month of 2057, of which the Observatory is not sure.
 */
export function lunarDate(date: CalendarDate): string | undefined {
  if (date < LUNAR.from || date >= LUNAR.to) return undefined
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const lunar = Solar.fromYmd(year, month, day).getLunar()
  // 冬月 is a name of the eleventh; of the twelfth 腊月 is the usual one.
  return `${lunar.getYearInGanZhi()}年${lunar.getMonthInChinese().replace('冬', '十一')}月${lunar.getDayInChinese()}`
}
