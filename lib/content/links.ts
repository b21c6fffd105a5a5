import { articleAddress, issueAddress, personAddress, topicAddress, yearAddress, type ArchiveRecords } from '../archive'
import { reporter, type Diagnostic, type Position, type Report } from './diagnostic'
import { didYouMean, nearest } from './near'
import { placeOf } from './places'
import type { ParsedReport } from './report'

/** Feeds and data are made of the archive after it has been read; publishing holds links to them to what it has written. */
const DATA_FILE = /\.(?:xml|json|csv|jsonl|zip)$/u

/** Holds links inside the archive, and former addresses, to the addresses there are. */
export function checkLinks(reports: readonly ParsedReport[], records: Omit<ArchiveRecords, 'site'>, diagnostics: Diagnostic[]): void {
  const addresses = addressesOf(records)
  const anchors = new Map(records.articles.map((article) => [article.file, article.blocks.length]))
  for (const report of reports) {
    const say = reporter(report.file, diagnostics)
    for (const { target, ...at } of report.body.links) {
      const [path = '', fragment] = target.split('#')
      if (DATA_FILE.test(path)) continue
      if (path !== '' && !addresses.has(path.split('?')[0] ?? '')) sayBroken(say, at, path, addresses)
      else if (path === '' && !isAnchor(fragment ?? '', anchors.get(report.file) ?? 0)) say('body-link-broken', at, `这篇里没有“#${fragment ?? ''}”这一处`)
    }
    checkFormerly(report, addresses, diagnostics)
  }
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

function checkFormerly(report: ParsedReport, addresses: ReadonlySet<string>, diagnostics: Diagnostic[]): void {
  for (const [index, address] of report.formerly.entries()) {
    const say = reporter(report.file, diagnostics)
    const at = placeOf(report.places, 'formerly', index)
    if (!/^\/(?:[a-z0-9-]+\/)+$/u.test(address)) say('formerly-address', at, `“${address}”不是本站的网址`)
    else if (addresses.has(address)) say('formerly-address', at, `“${address}”现在是另一页的网址`)
  }
}

function addressesOf(records: Omit<ArchiveRecords, 'site'>): Set<string> {
  const { issues, articles, withdrawals, people, topics } = records
  return new Set([
    '/', '/people/', '/topics/', '/calendar/', '/search/', '/about/', '/figures/', '/corrections/', '/data/',
    ...issues.flatMap(({ date }) => [issueAddress(date), yearAddress(date.slice(0, 4))]),
    ...[...articles, ...withdrawals].map(({ id }) => articleAddress(id)),
    ...people.map(({ slug }) => personAddress(slug)),
    ...topics.map(({ slug }) => topicAddress(slug)),
  ])
}
