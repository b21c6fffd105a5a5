import type { Archive } from '../archive'
import { dataFiles } from './data'
import { archiveFeed, correctionsFeed, personFeed, topicFeed } from './feed'
import type { SiteFile } from './file'
import { articleFiles } from './reportFiles'
import { llmsTxt, robotsTxt, speculationRules, webManifest } from './signposts'
import { sitemapFiles, type SitemapOptions } from './sitemaps'

/** Every file machines and scholars read, one after another: what each report, person and topic has, then the archive's own. */
export function* archiveFiles(archive: Archive, options: SitemapOptions): Generator<SiteFile> {
  for (const article of archive.articles) yield* articleFiles(archive, article)
  for (const person of archive.people) yield* personFeed(archive, person)
  for (const topic of archive.topics) yield* topicFeed(archive, topic)
  yield* sitemapFiles(archive, options)
  yield* siteFiles(archive)
}

/** The files there is one of in an archive, but for the sitemaps: those hang on the day. */
export function* siteFiles(archive: Archive): Generator<SiteFile> {
  yield* archiveFeed(archive)
  yield* correctionsFeed(archive)
  yield robotsTxt(archive)
  yield llmsTxt(archive)
  yield webManifest(archive)
  yield speculationRules()
  yield* dataFiles(archive)
}
