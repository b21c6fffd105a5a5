import { decodeSource } from './decode'
import { reporter, type Diagnostic } from './diagnostic'
import { compareWithSource } from './fidelity'
import type { ContentFolder } from './folder'
import { placeOf } from './places'
import type { ParsedReport } from './report'

/**
 * Compares every source some report names with all reports that name it. `complete` tells that every report could be
 * read: else what seems left over in a source may stand in one that could not.
 */
export function compareSources(folder: ContentFolder, reports: readonly ParsedReport[], complete: boolean, diagnostics: Diagnostic[]): void {
  const bySource = new Map<string, ParsedReport[]>()
  for (const report of reports) {
    if (report.source === undefined) continue
    const users = bySource.get(report.source)
    if (users) users.push(report)
    else bySource.set(report.source, [report])
  }
  for (const [name, users] of bySource) {
    const file = `sources/${name}`
    const bytes = folder.bytes.get(file)
    if (bytes) compareWithSource({ file, text: decodeSource(bytes) }, users, complete, diagnostics)
    else for (const user of users) {
      reporter(user.file, diagnostics)('source-missing', placeOf(user.places, 'source'), `sources 文件夹里没有“${name}”`)
    }
  }
}
