import { personAddress, topicAddress, type Archive, type Person, type Topic } from '../archive'
import { atom } from './atom'
import { feedAddresses, type Feed } from './channel'
import { correctionEntries, newestFirst, reportEntry } from './entries'
import type { SiteFile } from './file'
import { jsonFeed } from './jsonFeed'

/** A feed holds the newest entries; the whole archive is in the open data. */
const LONGEST = { archive: 60, list: 30 }

/** A feed without entries has nothing to say when it was changed, which Atom demands; there is none. */
function feedFiles(feed: Feed): SiteFile[] {
  if (feed.entries.length === 0) return []
  const { atom: atomAddress, json } = feedAddresses(feed.page)
  return [{ path: atomAddress.slice(1), bytes: atom(feed) }, { path: json.slice(1), bytes: jsonFeed(feed) }]
}

/** `feed.xml`, `feed.json`: the newest reports of the archive. */
export function archiveFeed(archive: Archive): SiteFile[] {
  const { site } = archive
  const newest = archive.issues.toReversed().flatMap((issue) => issue.articles).slice(0, LONGEST.archive)
  return feedFiles({
    site, title: site.name, description: site.description, page: '/',
    entries: newest.map((article) => reportEntry(archive, article)),
  })
}

/** `people/wang-hui-jie/feed.xml`, `feed.json` */
export function personFeed(archive: Archive, person: Person): SiteFile[] {
  const articles = person.appearances.map(({ article }) => article).sort(newestFirst)
  return feedFiles({
    site: archive.site,
    title: `${person.name}｜${archive.site.name}`,
    description: `${archive.site.name}中${person.name}见报的报道。`,
    page: personAddress(person.slug),
    entries: articles.slice(0, LONGEST.list).map((article) => reportEntry(archive, article)),
  })
}

/** `topics/gong-ye-jing-ji/feed.xml`, `feed.json` */
export function topicFeed(archive: Archive, topic: Topic): SiteFile[] {
  return feedFiles({
    site: archive.site,
    title: `${topic.name}｜${archive.site.name}`,
    description: topic.description ?? `${archive.site.name}关于${topic.name}的报道。`,
    page: topicAddress(topic.slug),
    entries: topic.articles.slice(0, LONGEST.list).map((article) => reportEntry(archive, article)),
  })
}

/** `corrections/feed.xml`, `feed.json` */
export function correctionsFeed(archive: Archive): SiteFile[] {
  const { site } = archive
  const corrected = archive.issues.toReversed().flatMap((issue) => issue.articles)
  return feedFiles({
    site, title: `校勘｜${site.name}`, description: `${site.name}改正的底本误字。`, page: '/corrections/',
    entries: corrected.flatMap((article) => correctionEntries(archive, article)).slice(0, LONGEST.archive),
  })
}
