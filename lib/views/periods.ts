import type { PeriodView } from './model'

/**
 * A list longer than this is paged by year, and a year longer than this by month. A month is never split: an entry is
 * about 0.5 KB of HTML, so one report a day makes a page of 15 KB, and a topic in ten reports a day one of 150 KB.
 */
const LONGEST_LIST = 120

/** A list page: all of a short list, one year or one month of a long one. */
export interface ListPage<T> {
  /** '' for the whole or newest part; `2021`; `2021-03`. */
  readonly period: string
  readonly items: readonly T[]
}

/** Splits a list, newest first, into pages; `day` gives the date an item is listed under. */
export function paginate<T>(items: readonly T[], day: (item: T) => string): ListPage<T>[] {
  if (items.length <= LONGEST_LIST) return [{ period: '', items }]
  const pages = [...groupBy(items, (item) => day(item).slice(0, 4))].flatMap(([year, inYear]) =>
    inYear.length <= LONGEST_LIST ? [{ period: year, items: inYear }] : monthsOf(inYear, day),
  )
  const [newest] = pages
  return newest ? [{ period: '', items: newest.items }, ...pages] : pages
}

function monthsOf<T>(items: readonly T[], day: (item: T) => string): ListPage<T>[] {
  return [...groupBy(items, (item) => day(item).slice(0, 7))].map(([period, inMonth]) => ({ period, items: inMonth }))
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

/** `2021年`, `2021年3月` */
export function periodLabel(period: string): string {
  const [year, month] = period.split('-')
  return month === undefined ? `${year}年` : `${year}年${Number(month)}月`
}
