import type { Archive } from '../archive'
import { dateView } from './frame'

/** Titles of the pages there is one of: a report may be called the same. */
const TAKEN = ['日历', '专题', '人物索引', '统计', '数据', '检索', '校勘', '体例']

interface Titled {
  readonly id: string
  readonly title: string
  readonly date: string
}

const known = new WeakMap<Archive, ReadonlyMap<string, string>>()

/**
 * By id, the title of each report's page. A page's title is unique (WCAG 2.4.2 asks that it tells pages apart), but
 * newspapers print 《简讯》 every day: where it is another's too, the day is added, and within a day the place.
 */
export function pageTitles(archive: Archive): ReadonlyMap<string, string> {
  const existing = known.get(archive)
  if (existing) return existing
  const all: Titled[] = [
    ...archive.articles.map(({ id, title, issue: { date } }) => ({ id, title, date })),
    ...archive.withdrawals.map(({ id, title, issueDate }) => ({ id, title: `稿件已撤回：${title}`, date: issueDate })),
  ]
  const dayTexts = new Map(archive.issues.map(({ date }) => [date, dateView(date).text]))
  const dated = ({ title, date }: Titled): string => `${title}（${dayTexts.get(date) ?? dateView(date).text}）`
  const titles = counted([...TAKEN, archive.site.name, ...all.map(({ title }) => title)])
  const days = counted(all.filter(({ title }) => titles.get(title) !== 1).map(dated))
  const places = new Map<string, number>()
  const made = new Map(all.map((report) => {
    if (titles.get(report.title) === 1) return [report.id, report.title]
    const day = dated(report)
    if (days.get(day) === 1) return [report.id, day]
    places.set(day, (places.get(day) ?? 0) + 1)
    return [report.id, `${day.slice(0, -1)}之${places.get(day) ?? 1}）`]
  }))
  known.set(archive, made)
  return made
}

function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}
