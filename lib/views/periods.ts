import type { PeriodView } from './model'

/**
 * A list longer than this is paged by year, a year longer than this by month, and a month by its 旬 (ten days): an entry
 * has up to 0.8 KB of HTML, and no page is to have more than 100 KB.
 */
const LONGEST_LIST = 100

/** A list page: all of a short list, or of a long one what is of one year, month or 旬. */
export interface ListPage<T> {
  /** '' for the whole or newest part; `2021`; `2021-03`; `2021-03-xia`. */
  readonly period: string
  readonly items: readonly T[]
}

/** The parts Chinese cuts a month into: days 1 to 10, 11 to 20, and the rest. */
const XUN = [{ key: 'shang', name: '上旬' }, { key: 'zhong', name: '中旬' }, { key: 'xia', name: '下旬' }] as const

const xunOf = (day: string): string => XUN[Math.min(Math.floor((Number(day.slice(8, 10)) - 1) / 10), 2)]?.key ?? ''

/** Years, months and 旬 of a day, the longest first. */
const PERIODS: readonly ((day: string) => string)[] = [
  (day) => day.slice(0, 4),
  (day) => day.slice(0, 7),
  (day) => `${day.slice(0, 7)}-${xunOf(day)}`,
]

/** Whether a day is in a period. */
export const isWithin = (day: string, period: string): boolean => PERIODS.some((periodOf) => periodOf(day) === period)

/** Splits a list, newest first, into pages; `day` gives the date an item is listed under. */
export function paginate<T>(items: readonly T[], day: (item: T) => string): ListPage<T>[] {
  if (items.length <= LONGEST_LIST) return [{ period: '', items }]
  const pages = cut(items, day, PERIODS)
  const [newest] = pages
  return newest ? [{ period: '', items: newest.items }, ...pages] : pages
}

function cut<T>(items: readonly T[], day: (item: T) => string, [periodOf, ...shorter]: typeof PERIODS): ListPage<T>[] {
  if (!periodOf) return []
  return [...groupBy(items, (item) => periodOf(day(item)))].flatMap(([period, within]) => (
    within.length <= LONGEST_LIST || shorter.length === 0 ? [{ period, items: within }] : cut(within, day, shorter)
  ))
}

/** In order of first occurrence. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

/**
 * Links to the periods of a paged list; the one shown has no address. Empty for a list of one page. How long each is, is
 * told on the first page alone: a report that is new in one period leaves the pages of the others as they are.
 */
export function periodViews<T>(pages: readonly ListPage<T>[], shown: string, address: (period?: string) => string): PeriodView[] {
  const current = shown === '' ? pages[1]?.period : shown
  const periods = pages.filter(({ period }) => period !== '').map(({ period, items }): PeriodView => ({
    label: periodLabel(period),
    ...(shown === '' && { count: items.length }),
    ...(period !== current && { address: address(period) }),
  }))
  return shown === '' ? periods : [{ label: '总览', address: address() }, ...periods]
}

/** `2021年`, `2021年3月`, `2021年3月下旬` */
export function periodLabel(period: string): string {
  const [year, month, xun] = period.split('-')
  const name = XUN.find(({ key }) => key === xun)?.name ?? ''
  return month === undefined ? `${year}年` : `${year}年${Number(month)}月${name}`
}
