import { articleAddress, type ArchiveRecords, type ArticleRecord, type IssueRecord, type PersonRecord, type TopicRecord, type Withdrawal } from '../archive'
import { articleRecord, readingOf, type Linking, type Reading } from './article'
import { digestOf } from './digest'
import { reporter, type Diagnostic, type Position } from './diagnostic'
import type { IssueEntry, PersonEntry, SiteEntry, TopicEntry } from './entries'
import type { ContentFolder } from './folder'
import { findImage, type Asset } from './images'
import { identityOf } from './identity'
import { checkIssue, issueRecord } from './issues'
import { addressesOf, checkLinks } from './links'
import type { ContentMemory } from './memory'
import type { ListedPerson } from './mentions'
import { parseName, syllables } from './names'
import { once } from './once'
import { checkOrders } from './order'
import { placeOf } from './places'
import { aliasRedirects, claimsOf, redirectsOf } from './redirects'
import { createRegister, type Collision, type Register, type Registered, type Use } from './register'
import type { ParsedReport } from './report'

export interface Unlinked {
  readonly folder: ContentFolder
  readonly site?: SiteEntry | undefined
  readonly reports: readonly ParsedReport[]
  readonly issues: readonly IssueEntry[]
  readonly people: readonly PersonEntry[]
  readonly topics: readonly TopicEntry[]
  readonly today: string
  /** Every address ever published. */
  readonly ledger: readonly string[]
  readonly memory?: ContentMemory | undefined
}

export interface Linked {
  /** Made when they are asked for: the HTML of all reports takes longer than finding what is wrong with them. */
  readonly records: () => Omit<ArchiveRecords, 'site'>
  readonly assets: readonly Asset[]
  readonly collisions: readonly Collision[]
}

/** Puts what the files say together into records; whatever does not fit together is reported. */
export function linkReports(unlinked: Unlinked, diagnostics: Diagnostic[]): Linked {
  const { folder, reports, today, memory } = unlinked
  const addresses = new Set(unlinked.ledger)
  const earlier = reports.filter((report) => wasPublished(report, addresses))
  const people = createRegister('people', unlinked.people.map(registeredPerson), { addresses, uses: earlier.flatMap(peopleIn) }, diagnostics)
  const topics = createRegister('topics', unlinked.topics.map(registeredTopic), { addresses, uses: earlier.flatMap(topicsIn) }, diagnostics)
  const files = new Set(folder.files)
  const assets = new Map<string, Asset>()
  for (const report of reports) checkDates(report, today, diagnostics)
  for (const entry of unlinked.issues) checkIssue(entry, diagnostics)

  const published = reports.filter((report) => !report.withdrawn)
  checkOrders(published, diagnostics)
  const namesOf = namesIn(people)
  const linkings = published.map((report): Linking => {
    const { id, slug, date } = identityOf(report.file)
    return {
      id, slug, issueDate: date,
      images: findImages(report, id, files, assets, diagnostics),
      people: listedPeople(report, people, namesOf, diagnostics),
      topics: slugsOf(report, topics),
    }
  })
  const shown = {
    withdrawals: reports.flatMap(withdrawalOf),
    issues: issueRecords(linkings, unlinked.issues),
    people: peopleRecords(linkings, people, unlinked.people),
    topics: topicRecords(linkings, topics, unlinked.topics),
  }
  const live = addressesOf({ ...shown, articles: linkings })
  const claimed = redirectsOf(claimsOf(unlinked, shown), live, diagnostics)
  const redirects = [...claimed, ...aliasRedirects(shown.people, claimed, live, unlinked.ledger)]
  checkLinks({ site: unlinked.site, issues: unlinked.issues, reports: published }, new Set([...live, ...redirects.map(({ from }) => from)]), diagnostics)
  const articles = once(() => published.map((report, index) => recordOf(report, linkings[index], unlinked)))
  // What was read is remembered also when a fault elsewhere stops the build.
  if (memory) articles()
  return { records: () => ({ ...shown, redirects, articles: articles() }), assets: [...assets.values()], collisions: [...people.collisions, ...topics.collisions] }
}

function recordOf(report: ParsedReport, linking: Linking | undefined, { memory }: Unlinked): ArticleRecord {
  if (!linking) throw new Error(`${report.file} was not linked`)
  // All a record is made of; former addresses are made of the site's address too.
  const digest = digestOf(JSON.stringify([report.file, report.digest, linking, report.formerly]))
  const make = (): Reading => readingOf(report, linking)
  return articleRecord(report, linking, digest, memory ? memory.reading(report.file, digest, make) : make())
}

const baseName = (file: string): string => file.slice(file.lastIndexOf('/') + 1).replace(/\.md$/iu, '')

const registeredPerson = ({ file, fields }: PersonEntry): Registered => ({ file, name: fields.name, aliases: fields.aliases, slug: fields.slug ?? baseName(file) })
const registeredTopic = ({ file, fields }: TopicEntry): Registered => ({ file, name: fields.name, aliases: [], slug: baseName(file) })

const wasPublished = (report: ParsedReport, addresses: ReadonlySet<string>): boolean => (
  addresses.has(articleAddress(identityOf(report.file).id)) || report.formerly.some((address) => addresses.has(address))
)
const peopleIn = (report: ParsedReport): Use[] => report.people.map(({ name }, index) => ({ name, at: () => ({ ...placeOf(report.places(), 'people', index), file: report.file }) }))
const topicsIn = (report: ParsedReport): Use[] => report.topics.map((name, index) => ({ name, at: () => ({ ...placeOf(report.places(), 'topics', index), file: report.file }) }))

function checkDates(report: ParsedReport, today: string, diagnostics: Diagnostic[]): void {
  const say = reporter(report.file, diagnostics)
  const { date } = identityOf(report.file)
  if (report.date !== date) say('date-folder', placeOf(report.places(), 'date'), `日期 ${report.date} 与文件夹 ${date || '（无）'} 不一致`)
  else if (date > today) say('date-future', placeOf(report.places(), 'date'), `${date} 还没有到`)
  if (report.withdrawn && report.withdrawn.date > today) say('date-future', placeOf(report.places(), 'withdrawn', 'date'), `${report.withdrawn.date} 还没有到`)
  if (report.eventDate && report.eventDate.start > today) say('date-future', placeOf(report.places(), 'eventDate'), `${report.eventDate.start} 还没有到`)
}

function findImages(report: ParsedReport, id: string, files: ReadonlySet<string>, assets: Map<string, Asset>, diagnostics: Diagnostic[]): Record<string, string> {
  const say = reporter(report.file, diagnostics)
  const named = [
    ...report.photos.flatMap(({ src }, index) => (src === undefined ? [] : [{ src, at: (): Position => placeOf(report.places(), 'photos', index, 'src') }])),
    ...report.images.map(({ target, ...at }) => ({ src: target, at: (): Position => at })),
  ]
  const addresses = new Map<string, string>()
  for (const { src, at } of named) {
    const found = findImage(src, report.file, id, files)
    if ('rule' in found) say(found.rule, at(), found.message)
    else {
      assets.set(found.to, found)
      addresses.set(src, `/${found.to}`)
    }
  }
  return Object.fromEntries(addresses)
}

type NamesOf = (slug: string, name: string) => readonly string[]

/** What a person listed under some name may be called in the text. A few people make up most of the lists. */
function namesIn(register: Register): NamesOf {
  const known = new Map<string, readonly string[]>()
  return (slug, name) => {
    // One name is one person's.
    const names = known.get(name) ?? [...new Set([register.nameOf(slug) ?? name, name].map((full) => parseName(full).printedName).concat(register.aliasesOf(slug)))]
    known.set(name, names)
    return names
  }
}

function listedPeople(report: ParsedReport, register: Register, namesOf: NamesOf, diagnostics: Diagnostic[]): ListedPerson[] {
  const listed = new Map<string, ListedPerson>()
  for (const [index, { name, title }] of report.people.entries()) {
    const at = (): Position => placeOf(report.places(), 'people', index)
    const slug = register.slugFor(name, () => ({ ...at(), file: report.file }))
    if (slug === undefined) continue
    if (listed.has(slug)) {
      reporter(report.file, diagnostics)('person-duplicate', at(), `“${name}”写了两次`)
      continue
    }
    listed.set(slug, { slug, names: namesOf(slug, name), ...(title !== undefined && { title }) })
  }
  return [...listed.values()]
}

function slugsOf(report: ParsedReport, register: Register): string[] {
  return [...new Set(topicsIn(report).flatMap(({ name, at }) => register.slugFor(name, at) ?? []))]
}

function withdrawalOf(report: ParsedReport): Withdrawal[] {
  if (!report.withdrawn) return []
  const { id, slug, date } = identityOf(report.file)
  return [{ id, slug, issueDate: date, title: report.title, date: report.withdrawn.date, reason: report.withdrawn.reason, formerly: report.formerly, file: report.file, ...(report.source !== undefined && { source: report.source }) }]
}

/** An issue is there when something of it is; an `issue.md` alone makes none. */
function issueRecords(linkings: readonly Linking[], entries: readonly IssueEntry[]): IssueRecord[] {
  const byDate = new Map(entries.map((entry) => [identityOf(entry.file).date, entry]))
  return [...new Set(linkings.map(({ issueDate }) => issueDate))].map((date) => issueRecord(date, byDate.get(date)))
}

function peopleRecords(linkings: readonly Linking[], register: Register, entries: readonly PersonEntry[]): PersonRecord[] {
  const files = new Map(entries.map(({ fields }) => [fields.name, fields]))
  const slugs = new Set(linkings.flatMap(({ people }) => people.map(({ slug }) => slug)))
  return [...slugs].map((slug) => {
    const name = register.nameOf(slug) ?? slug
    const file = files.get(name)
    const { printedName, disambiguation = file?.disambiguation } = parseName(name)
    return {
      slug, name, printedName,
      aliases: file?.aliases ?? [],
      ...(disambiguation !== undefined && { disambiguation }),
      pinyin: syllables(printedName, 'person'),
      noindex: file?.noindex ?? false,
    }
  })
}

function topicRecords(linkings: readonly Linking[], register: Register, entries: readonly TopicEntry[]): TopicRecord[] {
  const files = new Map(entries.map(({ fields }) => [fields.name, fields]))
  return [...new Set(linkings.flatMap(({ topics }) => topics))].map((slug) => {
    const name = register.nameOf(slug) ?? slug
    const description = files.get(name)?.description
    return { slug, name, ...(description !== undefined && { description }), pinyin: syllables(name, 'topic') }
  })
}
