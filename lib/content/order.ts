import { reporter, type Diagnostic } from './diagnostic'
import { placeOf } from './places'
import type { ParsedReport } from './report'

/** Reports two reports of one 版 that are told to stand in one place. */
export function checkOrders(reports: readonly ParsedReport[], diagnostics: Diagnostic[]): void {
  const taken = new Map<string, ParsedReport>()
  for (const report of reports) {
    const { file, page, order } = report
    if (order === undefined) continue
    const key = `${file.slice(0, file.lastIndexOf('/'))} ${page ?? ''} ${order}`
    const other = taken.get(key)
    if (other) reporter(file, diagnostics)('place-taken', placeOf(report.places(), 'order'), `${page === undefined ? '' : `第${page}版`}第${order}篇已经是 ${other.file.slice(other.file.lastIndexOf('/') + 1)}`)
    taken.set(key, report)
  }
}
