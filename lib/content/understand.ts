import { createArchive, type Archive, type ArchiveRecords } from '../archive'
import { reporter, inReadingOrder, START, type Diagnostic } from './diagnostic'
import { asAddress, checkPermanence, readLedger } from './addresses'
import { parseIssue, parsePerson, parseSite, parseTopic, type IssueEntry, type PersonEntry, type SiteEntry, type TopicEntry } from './entries'
import type { ContentFolder } from './folder'
import type { Asset } from './images'
import { layoutOf } from './layout'
import { linkReports } from './link'
import type { ContentMemory } from './memory'
import { once } from './once'
import type { Collision } from './register'
import { parseReport, type Parsed, type ParsedReport } from './report'
import { compareSources } from './sources'

export interface LoadOptions {
  /** Drafts too, as preview shows them. */
  readonly drafts?: boolean
  /** `YYYY-MM-DD`; dates after it are doubtful. The day on this machine's calendar unless given. */
  readonly today?: string
  /** What earlier runs read: saves time and changes nothing else. */
  readonly memory?: ContentMemory
}

export interface LoadResult {
  /** Absent if and only if there is an error among the diagnostics. */
  readonly archive?: Archive
  /** What the archive was linked from; absent with it. */
  readonly records?: ArchiveRecords
  /** In reading order. */
  readonly diagnostics: readonly Diagnostic[]
  /** Pictures to publish. */
  readonly assets: readonly Asset[]
  /** Every address ever published, as the ledger has them. */
  readonly ledger: readonly string[]
  /** The folder's texts by path, as they were read. */
  readonly texts: ReadonlyMap<string, Uint8Array>
}

/** Everything read from a content folder, for tools that look further than publishing does. */
export interface Understanding extends LoadResult {
  readonly folder: ContentFolder
  /** All that could be read, drafts and withdrawn ones too. */
  readonly reports: readonly ParsedReport[]
  readonly issues: readonly IssueEntry[]
  readonly people: readonly PersonEntry[]
  readonly topics: readonly TopicEntry[]
  readonly collisions: readonly Collision[]
}

/** `loadContent` without the disk: a pure function of the folder's names and bytes. Never throws for anything in them. */
export function understand(folder: ContentFolder, options: LoadOptions = {}): Understanding {
  const diagnostics: Diagnostic[] = []
  const layout = layoutOf(folder, diagnostics)
  const read = <T>(files: readonly string[], parse: (file: string, bytes: Uint8Array) => Parsed<T>): T[] => files.flatMap((file) => {
    const parsed = parse(file, folder.bytes.get(file) ?? new Uint8Array())
    diagnostics.push(...parsed.diagnostics)
    return parsed.value ?? []
  })
  const [site] = layout.site ? read([layout.site], parseSite) : missingSite(diagnostics)
  const issues = read([...layout.issues.values()], parseIssue)
  const people = read(layout.people, parsePerson).map((entry) => entryWithAddresses(entry, site?.fields.url))
  const topics = read(layout.topics, parseTopic).map((entry) => entryWithAddresses(entry, site?.fields.url))
  const reports = read(layout.reports, options.memory?.parse ?? parseReport).map((report) => withAddresses(report, site?.fields.url))
  const ledger = readLedger(folder, diagnostics)

  compareSources(folder, reports, reports.length === layout.reports.length, diagnostics, options.memory)
  const linked = linkReports({
    folder, site, issues, people, topics, ledger,
    memory: options.memory,
    reports: reports.filter((report) => options.drafts || !report.draft),
    today: options.today ?? localToday(),
  }, diagnostics)
  const claimed = [...people, ...topics].flatMap(({ fields }) => fields.formerly)
  checkPermanence({ ledger, reports, claimed, files: layout.reports }, diagnostics)

  const found = diagnostics.sort(inReadingOrder).map((diagnostic) => ({ ...diagnostic, file: `${folder.name}/${diagnostic.file}` }))
  const rest = { diagnostics: found, assets: linked.assets, ledger, folder, texts: folder.bytes, reports, issues, people, topics, collisions: linked.collisions }
  if (!site || found.some(({ severity }) => severity === 'error')) return rest
  const records = once((): ArchiveRecords => ({ site: site.fields, ...linked.records() }))
  const archive = once(() => createArchive(records()))
  // Made when they are asked for: a check asks for neither.
  return { ...rest, get records() { return records() }, get archive() { return archive() } }
}

/** Former addresses as the archive writes addresses. */
function withAddresses(report: ParsedReport, siteUrl: string | undefined): ParsedReport {
  return report.formerly.length === 0 ? report : { ...report, formerly: report.formerly.map((written) => asAddress(written, siteUrl)) }
}

function entryWithAddresses<T extends PersonEntry | TopicEntry>(entry: T, siteUrl: string | undefined): T {
  return { ...entry, fields: { ...entry.fields, formerly: entry.fields.formerly.map((written) => asAddress(written, siteUrl)) } }
}

function missingSite(diagnostics: Diagnostic[]): SiteEntry[] {
  reporter('archive.yaml', diagnostics)('site-missing', START, '没有 archive.yaml')
  return []
}

/** Today on this machine's calendar; an editor's evening is not yet the next day. */
function localToday(): string {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}
