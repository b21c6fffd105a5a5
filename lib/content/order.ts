import { reporter, type Diagnostic } from './diagnostic'
import { placeOf } from './places'
import type { ParsedReport } from './report'

/**
 * The place of every report on its page. Those without an `order` follow those with one, by file name.
 * Two reports told to stand in one place are reported.
 */
export function ordersOf(reports: readonly ParsedReport[], diagnostics: Diagnostic[]): Map<ParsedReport, number> {
  const orders = new Map<ParsedReport, number>()
  const pages = new Map<string, { last: number; taken: Map<number, ParsedReport> }>()
  const pageOf = (report: ParsedReport) => {
    const key = `${report.file.slice(0, report.file.lastIndexOf('/'))} ${report.page ?? ''}`
    const page = pages.get(key) ?? { last: 0, taken: new Map<number, ParsedReport>() }
    pages.set(key, page)
    return page
  }
  for (const report of reports) {
    if (report.order === undefined) continue
    const page = pageOf(report)
    const other = page.taken.get(report.order)
    if (other) reporter(report.file, diagnostics)('place-taken', placeOf(report.places, 'order'), `${report.page === undefined ? '' : `第${report.page}版`}第${report.order}篇已经是 ${other.file.slice(other.file.lastIndexOf('/') + 1)}`)
    page.taken.set(report.order, report)
    page.last = Math.max(page.last, report.order)
    orders.set(report, report.order)
  }
  for (const report of reports) {
    if (report.order !== undefined) continue
    const page = pageOf(report)
    page.last += 1
    orders.set(report, page.last)
  }
  return orders
}
