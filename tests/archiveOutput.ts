import type { Archive } from '../lib/archive'
import { articleFiles, personFeed, siteFiles, sitemapFiles, topicFeed } from '../lib/feeds'

/** All files machines and scholars read of an archive, by path, as text. */
export function filesOf(archive: Archive, today = '2030-01-01'): Map<string, string> {
  const { articles, people, topics } = archive
  const files = [
    ...articles.flatMap((article) => articleFiles(archive, article)), ...people.flatMap((person) => personFeed(archive, person)),
    ...topics.flatMap((topic) => topicFeed(archive, topic)), ...sitemapFiles(archive, { today }), ...siteFiles(archive),
  ]
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
