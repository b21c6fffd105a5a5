import type { Archive } from '../lib/archive'
import { archiveFiles } from '../lib/feeds'

/** All files of an archive by path, as text. */
export function filesOf(archive: Archive, today = '2030-01-01'): Map<string, string> {
  const files = [...archiveFiles(archive, { today })]
  const byPath = new Map(files.map(({ path, bytes }) => [path, typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString()]))
  if (byPath.size !== files.length) throw new Error('two files have one path')
  return byPath
}

/** A file that must be there. */
export function fileAt(files: ReadonlyMap<string, string>, path: string): string {
  const text = files.get(path)
  if (text === undefined) throw new Error(`there is no ${path}`)
  return text
}
