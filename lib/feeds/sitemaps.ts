import { articleAddress, issueAddress, personAddress, topicAddress, yearAddress, type Archive, type CalendarDate, type Issue } from '../archive'
import { instant } from '../cite'
import type { SiteFile } from './file'
import { writeXml, xmlRoot, xmlText } from './xml'

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const NEWS = 'http://www.google.com/schemas/sitemap-news/0.9'

/** sitemaps.org: at most 50,000 addresses and 50 MB a file. An entry of ours is under 1,000 bytes, so the first rule is the stricter. */
const MOST = 50_000

/** News sitemaps hold what appeared in the last two days. */
const NEWS_DAYS = 2

export interface SitemapOptions {
  /** The day it is, in the newspaper's country: issues of the last two days are news. */
  readonly today: CalendarDate
}

/**
 * `sitemap.xml` and what it lists. A new issue changes the sitemap of its year, not those before. There is no `lastmod`:
 * nothing in the content tells on which day a page was changed.
 */
export function sitemapFiles(archive: Archive, { today }: SitemapOptions): SiteFile[] {
  const files = [...groups(archive)].flatMap(([name, addresses]) => chunks(addresses).map((chunk, index): SiteFile => ({
    path: `sitemaps/${name}${index === 0 ? '' : `-${index + 1}`}.xml`,
    bytes: urlset(archive, chunk),
  })))
  const news = newsSitemap(archive, today)
  const all = [...files, ...(news ? [news] : [])]
  return [{ path: 'sitemap.xml', bytes: sitemapIndex(archive, all.map(({ path }) => path)) }, ...all]
}

/**
 * Addresses worth finding, by file. Pages that ask to stay out of search engines, and drafts, are left out. So are the
 * further pages of long lists (`/people/x/2010/`, `/people/initial/x/`), which only what cuts the lists knows of: each is
 * linked from the first, and every report they list is named here itself.
 */
function groups(archive: Archive): Map<string, string[]> {
  const byYear = new Map<string, string[]>()
  for (const { date, articles } of archive.issues) {
    const year = date.slice(0, 4)
    const ofYear = byYear.get(year) ?? [yearAddress(year)]
    byYear.set(year, ofYear)
    ofYear.push(issueAddress(date), ...articles.filter(({ draft }) => !draft).map(({ id }) => articleAddress(id)))
  }
  const all: [string, string[]][] = [
    ['pages', ['/', '/calendar/', '/people/', '/topics/', '/corrections/', '/figures/', '/data/', '/search/', '/about/']],
    ...byYear,
    ['people', archive.people.filter(({ noindex }) => !noindex).map(({ slug }) => personAddress(slug))],
    ['topics', archive.topics.filter(({ articles }) => articles.length > 0).map(({ slug }) => topicAddress(slug))],
  ]
  return new Map(all.filter(([, addresses]) => addresses.length > 0))
}

function chunks(addresses: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(addresses.length / MOST) }, (_, index) => addresses.slice(index * MOST, (index + 1) * MOST))
}

function urlset({ site }: Archive, addresses: readonly string[]): string {
  const root = xmlRoot('urlset', SITEMAP)
  for (const address of addresses) root.ele('url').ele('loc').txt(site.url + address)
  return writeXml(root)
}

function sitemapIndex({ site }: Archive, paths: readonly string[]): string {
  const root = xmlRoot('sitemapindex', SITEMAP)
  for (const path of paths) root.ele('sitemap').ele('loc').txt(`${site.url}/${path}`)
  return writeXml(root)
}

/** `sitemaps/news.xml`, while there is an issue of today or yesterday. */
function newsSitemap(archive: Archive, today: CalendarDate): SiteFile | undefined {
  const { site } = archive
  const articles = newsIssues(archive, today).flatMap((issue) => issue.articles).filter(({ draft }) => !draft)
  if (articles.length === 0) return undefined
  const root = xmlRoot('urlset', SITEMAP, { 'xmlns:news': NEWS })
  for (const { id, title, issue } of articles) {
    const url = root.ele('url')
    url.ele('loc').txt(site.url + articleAddress(id))
    const news = url.ele(NEWS, 'news:news')
    const publication = news.ele(NEWS, 'news:publication')
    publication.ele(NEWS, 'news:name').txt(xmlText(site.name))
    publication.ele(NEWS, 'news:language').txt(newsLanguage(site.language))
    news.ele(NEWS, 'news:publication_date').txt(instant(issue.date))
    news.ele(NEWS, 'news:title').txt(xmlText(title))
  }
  return { path: 'sitemaps/news.xml', bytes: writeXml(root) }
}

/** Issues of the last two days. */
export function newsIssues({ issues }: Archive, today: CalendarDate): Issue[] {
  return issues.filter(({ date }) => date <= today && daysBetween(date, today) < NEWS_DAYS)
}

function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}

/** Two letters, but Chinese is told apart by its characters: `zh-cn`, `zh-tw` (Google News sitemaps). */
function newsLanguage(language: string): string {
  const { language: spoken, script } = new Intl.Locale(language).maximize()
  if (spoken === 'zh') return script === 'Hant' ? 'zh-tw' : 'zh-cn'
  return spoken
}
