import type { Archive } from '../archive'
import { dataFiles } from './data'
import { archiveFeed, correctionsFeed } from './feed'
import type { SiteFile } from './file'
import { llmsTxt, robotsTxt, speculationRules, webManifest } from './signposts'

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
