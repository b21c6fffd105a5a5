import type { Archive } from '../archive'
import { dataFiles } from './data'
import { archiveFeed, correctionsFeed, personFeed, topicFeed } from './feed'
import type { SiteFile } from './file'
import { articleFiles } from './reportFiles'
import { llmsTxt, robotsTxt, webManifest } from './signposts'
import { sitemapFiles, type SitemapOptions } from './sitemaps'

/** Every file machines and scholars read, one after another: what each report, person and topic has, then the archive's own. */
export function* archiveFiles(archive: Archive, options: SitemapOptions): Generator<SiteFile> {
  for (const article of archive.articles) yield* articleFiles(archive, article)
  for (const person of archive.people) yield* personFeed(archive, person)
  for (const topic of archive.topics) yield* topicFeed(archive, topic)
  yield* siteFiles(archive, options)
}

/** The files there is one of in an archive. */
export function* siteFiles(archive: Archive, options: SitemapOptions): Generator<SiteFile> {
  yield* archiveFeed(archive)
  yield* correctionsFeed(archive)
  yield* sitemapFiles(archive, options)
  yield robotsTxt(archive)
  yield llmsTxt(archive)
  yield webManifest(archive)
  yield* dataFiles(archive)
}
