import { articleAddress, contactOf, issueAddress, personAddress, topicAddress, yearAddress, type ArchiveRecords, type ArticleRecord } from '../archive'
import type { Reference } from './body'
import { reporter, type Diagnostic, type Position, type Report } from './diagnostic'
import type { IssueEntry, SiteEntry } from './entries'
import { identityOf } from './identity'
import { didYouMean, nearest } from './near'
import { once } from './once'
import { placeOf } from './places'
import type { ParsedReport } from './report'

/**
 * Feeds and data, files beside a report and the parts of long lists are made of the archive after it has been read;
 * publishing holds links to them to what it has written.
 */
const MADE_LATER = /\.(?:xml|json|csv|jsonl|zip)$|^\/articles\/[^/]+\/[^/]+\/.+\.[a-z\d]+$|^\/(?:people|topics)\/[^/]+\/\d{4}(?:-\d\d(?:-[a-z]+)?)?\/$|^\/people\/initial\/.+\/$/u

/** What holds links. */
interface WithLinks {
  readonly site?: SiteEntry | undefined
  readonly reports: readonly ParsedReport[]
  readonly issues: readonly IssueEntry[]
}

/** Holds links inside the archive, of reports, of the notes of issues and to whoever is told of errors, to the addresses there are and were. */
export function checkLinks({ site, reports, issues }: WithLinks, addresses: ReadonlySet<string>, diagnostics: Diagnostic[]): void {
  const siteUrl = site?.fields.url
  const byAddress = once(() => new Map(reports.map((report) => [articleAddress(identityOf(report.file).id), report])))
  const check = (file: string, links: readonly Reference[], own: string | undefined): void => {
    const say = reporter(file, diagnostics)
    for (const { target: written, ...at } of links) {
      const target = withinSite(written, siteUrl)
      if (target === undefined) continue
      const [path = '', fragment] = target.split('#')
      if (MADE_LATER.test(path)) continue
      const address = path === '' ? own : path.split('?')[0] ?? ''
      const linked = address === undefined || fragment === undefined ? undefined : byAddress().get(address)
      const length = linked?.body().blocks.length
      if (path !== '' && !addresses.has(path.split('?')[0] ?? '')) sayBroken(say, at, path, addresses)
      else if (path === '' && !isAnchor(fragment ?? '', length ?? 0)) say('body-link-broken', at, `这篇里没有“#${fragment ?? ''}”这一处`)
      else if (/^p\d+$/u.test(fragment ?? '') && length !== undefined && !isAnchor(fragment ?? '', length)) say('body-link-broken', at, `“${path}”里没有“#${fragment}”这一处`)
    }
  }
  for (const { file, links } of reports) check(file, links, articleAddress(identityOf(file).id))
  // The blocks of a note have no anchors.
  for (const { file, links } of issues) check(file, links, undefined)
  if (site) checkContact(site, addresses, diagnostics)
}

/** The archive publishes all there is at its address: a page of another program there would be gone with the next build. */
function checkContact({ file, fields: { contact = '', url }, places }: SiteEntry, addresses: ReadonlySet<string>, diagnostics: Diagnostic[]): void {
  const path = contactOf(contact)?.kind === 'web' ? withinSite(contact, url)?.split(/[?#]/u)[0] : undefined
  if (path === undefined || addresses.has(path) || MADE_LATER.test(path)) return
  reporter(file, diagnostics)('body-link-broken', placeOf(places, 'contact'), `“${contact.slice(0, 60)}”用的是本站的域名，站内却没有“${path}”这个网址`, '写信箱、电话、别的域名上的网址，或站内有的一页')
}

/** A link as it is written within the archive, also where it begins with the site's name; `undefined` where it leads elsewhere. */
function withinSite(written: string, siteUrl: string | undefined): string | undefined {
  if (!/^https?:/iu.test(written)) return written
  const url = siteUrl !== undefined && URL.canParse(written) ? new URL(written) : undefined
  return url?.origin === (siteUrl && new URL(siteUrl).origin) ? url && url.pathname + url.search + url.hash : undefined
}

/** With the address that was meant; one without its last slash is meant for sure. */
function sayBroken(say: Report, at: Position, path: string, addresses: ReadonlySet<string>): void {
  const near = addresses.has(`${path}/`) ? `${path}/` : nearest(path, [...addresses])
  say('body-link-broken', at, `站内没有“${path}”这个网址${didYouMean(near)}`, near && `改成 ${near}`)
}

function isAnchor(fragment: string, blocks: number): boolean {
  const [, number] = /^p([1-9]\d*)$/u.exec(fragment) ?? []
  return number !== undefined && Number(number) <= blocks
}

/** The pages content can be known to make; those of long lists come with publishing. */
export function addressesOf(records: Pick<ArchiveRecords, 'issues' | 'withdrawals' | 'people' | 'topics'> & { readonly articles: readonly Pick<ArticleRecord, 'id'>[] }): Set<string> {
  const { issues, articles, withdrawals, people, topics } = records
  return new Set([
    '/', '/people/', '/topics/', '/calendar/', '/search/', '/about/', '/corrections/', '/figures/', '/data/',
    ...issues.flatMap(({ date }) => [issueAddress(date), yearAddress(date.slice(0, 4))]),
    ...[...articles, ...withdrawals].map(({ id }) => articleAddress(id)),
    ...people.map(({ slug }) => personAddress(slug)),
    ...topics.map(({ slug }) => topicAddress(slug)),
  ])
}
