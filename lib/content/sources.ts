import { decodeSource } from './decode'
import { reporter, type Diagnostic } from './diagnostic'
import { digestOf } from './digest'
import { compareWithSource } from './fidelity'
import type { ContentFolder } from './folder'
import type { ContentMemory } from './memory'
import { didYouMean, nearest } from './near'
import { placeOf } from './places'
import type { ParsedReport } from './report'

/**
 * Compares every source some report names with all reports that name it. `complete` tells that every report could be
 * read: else what seems left over in a source may stand in one that could not.
 */
export function compareSources(folder: ContentFolder, reports: readonly ParsedReport[], complete: boolean, diagnostics: Diagnostic[], memory?: ContentMemory): void {
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
    if (bytes) {
      for (const found of compared(file, bytes, users, complete, memory)) diagnostics.push(found)
      continue
    }
    for (const user of users) {
      if (folder.files.includes(file)) {
        reporter(user.file, diagnostics)('source-missing', placeOf(user.places(), 'source'), `“${name}”不是文本文件，不能作底本`, '把里面的文字复制到记事本，存为 sources 里的 .txt 文件，source 写那个文件名')
        continue
      }
      const near = nameMeant(name, folder)
      reporter(user.file, diagnostics)('source-missing', placeOf(user.places(), 'source'), `sources 文件夹里没有“${name}”${didYouMean(near)}`, near && `改成 ${near}`)
    }
  }
}

/** Reports are read to their last character for it, so that what came of it is remembered. */
function compared(file: string, bytes: Uint8Array, users: readonly ParsedReport[], complete: boolean, memory: ContentMemory | undefined): readonly Diagnostic[] {
  const compare = (): Diagnostic[] => {
    const found: Diagnostic[] = []
    compareWithSource({ file, text: decodeSource(bytes) }, users, complete, found)
    return found
  }
  return memory ? memory.comparison(file, digestOf(JSON.stringify([digestOf(bytes), complete, users.map((user) => [user.file, user.digest])])), compare) : compare()
}

/** The file below `sources/` that was meant, be it with a folder before it or another ending. */
function nameMeant(name: string, folder: ContentFolder): string | undefined {
  const names = folder.files.filter((file) => file.startsWith('sources/')).map((file) => file.slice('sources/'.length))
  const bare = name.split(/[\\/]/u).at(-1) ?? name
  const stem = bare.replace(/\.[^.]*$/u, '')
  return names.find((file) => file === bare || file.replace(/\.[^.]*$/u, '') === stem) ?? nearest(bare, names)
}
