import { getDay, getDaysInMonth, parseISO } from 'date-fns'
import { issueAddress, yearAddress, type Archive, type Issue } from '../archive'
import { dayMonth, monthName, weekday } from '../typography'
import { frame, head } from './frame'
import { headline } from './headline'
import { summary } from './issue'
import type { CalendarView, DayView, LinkView, MonthView, YearView } from './model'
import { groupBy } from './periods'

/** A year with no more issues than this also lists them with their leading report. */
const SPARSE_YEAR = 12

/** Years that have issues, oldest first. */
export function yearsOf(archive: Archive): string[] {
  return [...groupBy(archive.issues, yearOf).keys()]
}

function yearOf(issue: Issue): string {
  return issue.date.slice(0, 4)
}

/** `/calendar/` */
export function calendarView(archive: Archive): CalendarView {
  const years = [...groupBy(archive.issues, yearOf)].reverse().map(([year, issues]) => ({
    year,
    address: yearAddress(year),
    issues: issues.length,
    articles: issues.reduce((sum, issue) => sum + issue.articles.length, 0),
  }))
  return {
    head: head(archive, { address: '/calendar/', title: '日历', description: `按日期查阅：本库存报${archive.issues.length}期。` }),
    frame: frame(archive, 'calendar'),
    years,
  }
}

/** `/calendar/2021/` */
export function yearView(archive: Archive, year: string): YearView {
  const issues = archive.issues.filter((issue) => yearOf(issue) === year)
  const years = yearsOf(archive)
  const at = years.indexOf(year)
  return {
    head: head(archive, {
      address: yearAddress(year), title: `${year}年存报日历`, description: `${year}年存报${issues.length}期，按日期查阅。`,
    }),
    frame: frame(archive, 'calendar'),
    year,
    issues: issues.length,
    months: monthsOf(year, issues),
    list: issues.length > SPARSE_YEAR ? [] : issues.map((issue) => ({
      address: issueAddress(issue.date),
      label: `${dayMonth(issue.date)}　${summary(issue)}`,
      headline: issue.articles[0] ? headline(issue.articles[0]) : [],
    })),
    previous: yearLink(years[at - 1]),
    next: yearLink(years[at + 1]),
  }
}

function yearLink(year: string | undefined): LinkView | undefined {
  return year === undefined ? undefined : { address: yearAddress(year), text: `${year}年` }
}

/** Twelve months; neighbouring months without issues are one entry: 一月至十一月. */
function monthsOf(year: string, issues: readonly Issue[]): MonthView[] {
  const byMonth = groupBy(issues, (issue) => issue.date.slice(5, 7))
  const months: MonthView[] = []
  let emptyFrom: number | undefined
  for (let month = 1; month <= 13; month++) {
    const inMonth = month <= 12 ? byMonth.get(String(month).padStart(2, '0')) : undefined
    if (month <= 12 && !inMonth) {
      emptyFrom ??= month
      continue
    }
    if (emptyFrom !== undefined) months.push({ name: runName(emptyFrom, month - 1), issues: 0, weeks: [] })
    emptyFrom = undefined
    if (inMonth) months.push({ name: monthName(month), issues: inMonth.length, weeks: weeksOf(year, month, inMonth) })
  }
  return months
}

function runName(from: number, to: number): string {
  return from === to ? monthName(from) : `${monthName(from)}至${monthName(to)}`
}

/** Weeks from Monday (GB/T 7408). */
function weeksOf(year: string, month: number, issues: readonly Issue[]): (DayView | null)[][] {
  const first = parseISO(`${year}-${String(month).padStart(2, '0')}-01`)
  const byDay = new Map(issues.map((issue) => [Number(issue.date.slice(8)), issue]))
  const days: (DayView | null)[] = Array.from({ length: (getDay(first) + 6) % 7 }, () => null)
  for (let day = 1; day <= getDaysInMonth(first); day++) days.push(dayView(day, byDay.get(day)))
  while (days.length % 7 !== 0) days.push(null)
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7))
}

function dayView(day: number, issue: Issue | undefined): DayView {
  if (!issue) return { day }
  return { day, address: issueAddress(issue.date), label: `${dayMonth(issue.date)} ${weekday(issue.date)}，${summary(issue).replace('　', '，')}` }
}
