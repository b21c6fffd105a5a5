import { basename, resolve } from 'node:path'
import { createArchive, type Archive, type ArchiveRecords, type IssueRecord, type Site } from '../archive'
import { articleRecord, withdrawalOf } from './article'
import { readBody } from './body'
import { decode } from './decode'
import { inReadingOrder, reporter, START, type Diagnostic, type Report } from './diagnostic'
import { compareWithSource } from './fidelity'
import { readContentFiles, type ContentFiles, type FolderFiles, type NamedFile } from './files'
import { readFrontmatter } from './frontmatter'
import { resolvePeople, resolveTopics, type PersonFile, type TopicFile, type Usage } from './people'
import { renderBlocks } from './render'
import { parseReport, type ParsedReport } from './report'
import { issueSchema, personSchema, siteSchema, topicSchema, typed } from './schema'
import { readYaml } from './yaml'

export interface LoadOptions {
  /** Drafts too, as preview shows them. */
  readonly drafts?: boolean
}

export interface LoadResult {
  /** Absent if and only if there is an error among the diagnostics. */
  readonly archive?: Archive
  /** What the archive was linked from. */
  readonly records?: ArchiveRecords
  /** In reading order. */
  readonly diagnostics: readonly Diagnostic[]
  /** Pictures to publish: path below the content folder, path below `out/`. */
  readonly assets: readonly { readonly from: string; readonly to: string }[]
}

/** The content folder: CONTENT_DIR, else `content`. */
export function contentDir(): string {
  return process.env.CONTENT_DIR || 'content'
}

/** Reads a content folder into an Archive, or says everything that is wrong with it. */
export async function loadContent(root: string, options: LoadOptions = {}): Promise<LoadResult> {
  return understand(await readContentFiles(root), basename(resolve(root)), options)
}

/** `loadContent` without the disk: a pure function of the files. `folder` names the content folder in messages. */
export function understand(files: ContentFiles, folder: string, options: LoadOptions = {}): LoadResult {
  const diagnostics: Diagnostic[] = []
  const to = (path: string): Report => reporter(`${folder}/${path}`, diagnostics)
  const site = readSite(files.site, to('archive.yaml'))
  const issues = files.issues.map((issue) => readIssue(issue, folder, to, diagnostics))
  const parsed = issues.flatMap((issue) => issue.reports)
  const kept = parsed.filter((report) => options.drafts || !report.draft)
  checkTogether(files, kept, folder, to, diagnostics)
  const linked = link(files, kept, folder, to, diagnostics)
  diagnostics.sort(inReadingOrder)
  const assets = issues.flatMap((issue) => issue.assets)
  if (!site || diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics, assets }
  const records: ArchiveRecords = { site, issues: issueRecords(issues, kept), ...linked }
  return { archive: createArchive(records), records, diagnostics, assets }
}

function readSite(bytes: Uint8Array | undefined, report: Report): Site | undefined {
  if (!bytes) return void report('site-missing', START, '没有 archive.yaml')
  const text = decode(bytes, report)
  const data = text === undefined ? undefined : readYaml(text, 0, text, report)
  return data && typed(siteSchema, data, report)
}

interface ReadIssue {
  readonly record: IssueRecord
  readonly reports: readonly ParsedReport[]
  readonly assets: LoadResult['assets']
}

const PICTURE = /\.(jpe?g|png|webp|avif|gif)$/i
const FILE_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*\.md$/
/** Windows cannot hold these, whatever the extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)\./i

function readIssue(issue: FolderFiles, folder: string, to: (path: string) => Report, diagnostics: Diagnostic[]): ReadIssue {
  const path = `issues/${issue.name}`
  if (!/^\d{4}-\d{2}-\d{2}$/.test(issue.name)) to(path)('folder-name', START, `“${issue.name}”不是出版日期`)
  const header = issue.markdown.find((file) => file.name === 'issue.md')
  const reports = issue.markdown.filter((file) => file !== header).flatMap((file) => {
    const report = to(`${path}/${file.name}`)
    if (!FILE_NAME.test(file.name) || RESERVED.test(file.name)) report('file-name', START, `文件名“${file.name}”不能用作网址`)
    return parseReport(`${folder}/${path}/${file.name}`, file.bytes, diagnostics) ?? []
  })
  for (const other of issue.others) {
    if (!PICTURE.test(other)) to(`${path}/${other}`)('file-unknown', START, `“${other}”不会被使用`)
  }
  return {
    record: { date: issue.name, dateCertainty: 'printed', pageNames: {}, ...(header && readIssueFile(header, issue.name, to(`${path}/issue.md`))) },
    reports,
    assets: picturesOf(reports, issue, path),
  }
}

function readIssueFile(file: NamedFile, date: string, report: Report): Partial<IssueRecord> {
  const text = decode(file.bytes, report)
  const parts = text === undefined ? undefined : readFrontmatter(text, report)
  const fields = parts && typed(issueSchema, parts.data, report)
  if (!parts || !fields) return {}
  if (fields.date && fields.date !== date) report('date-folder', START, `日期 ${fields.date} 与文件夹 ${date} 不一致`)
  const note = readBody(parts.body, 1, report)
  const html = renderBlocks(note.blocks, { people: [], corrections: [] }, (src) => src).map((block) => block.html.replace(/ id="p\d+"/, '')).join('\n')
  const { number, dateCertainty, dateReason, pageNames } = fields
  if (dateCertainty === 'inferred' && !dateReason) report('value-missing', START, '日期是推定的，却没有写 dateReason', '写明推定的理由：dateReason: ……')
  return { number, dateCertainty, dateReason, pageNames, ...(html ? { noteHtml: html } : {}) }
}

/** Pictures beside the reports that name them, published under the report's address. */
function picturesOf(reports: readonly ParsedReport[], issue: FolderFiles, path: string): LoadResult['assets'] {
  return reports.flatMap((report) => {
    const slug = slugOfFile(report.file)
    const named = [...report.photos.map((photo) => photo.src), ...report.body.images.map((image) => image.src)]
    return [...new Set(named)].flatMap((src) => src && issue.others.includes(src)
      ? [{ from: `${path}/${src}`, to: `articles/${issue.name}/${slug}/${src}` }]
      : [])
  })
}

export function slugOfFile(file: string): string {
  return basename(file, '.md')
}

function checkTogether(files: ContentFiles, reports: readonly ParsedReport[], folder: string, to: (path: string) => Report, diagnostics: Diagnostic[]): void {
  const taken = new Map<string, string>()
  const pictures = new Map(files.issues.map((issue) => [issue.name, new Set(issue.others)]))
  for (const report of reports) {
    const say = to(report.file.slice(folder.length + 1))
    const date = report.file.split('/').at(-2) ?? ''
    if (report.date !== date) say('date-folder', report.places.date, `日期 ${report.date} 与文件夹 ${date} 不一致`)
    const place = report.order === undefined ? undefined : `${date} 第${report.page ?? ''}版 第${report.order}篇`
    const other = place && taken.get(place)
    if (other) say('place-taken', report.places.order, `与 ${basename(other)} 同在${place}`)
    else if (place) taken.set(place, report.file)
    for (const { src, at } of namedPictures(report)) {
      if (/^https?:/i.test(src)) say('body-image', at, `图片“${src}”不在本库里`)
      else if (!pictures.get(date)?.has(src)) say('body-image', at, `找不到图片“${src}”`)
    }
  }
  compareSources(files, reports, folder, to, diagnostics)
}

function namedPictures(report: ParsedReport): ParsedReport['body']['images'][number][] {
  return [...report.body.images, ...report.photos.flatMap((photo) => (photo.src ? [{ src: photo.src, at: START }] : []))]
}

function compareSources(files: ContentFiles, reports: readonly ParsedReport[], folder: string, to: (path: string) => Report, diagnostics: Diagnostic[]): void {
  const bySource = new Map<string, ParsedReport[]>()
  for (const report of reports) {
    if (!report.source || report.withdrawn) continue
    bySource.set(report.source, [...(bySource.get(report.source) ?? []), report])
  }
  for (const [name, users] of bySource) {
    const source = files.sources.find((candidate) => candidate.name === name)
    const file = `${folder}/sources/${name}`
    const text = source && decode(source.bytes, reporter(file, diagnostics))
    if (text !== undefined) compareWithSource({ file, text }, users, diagnostics)
    else if (!source) for (const user of users) to(user.file.slice(folder.length + 1))('source-missing', user.places.source, `sources 文件夹里没有“${name}”`)
  }
}

function link(files: ContentFiles, reports: readonly ParsedReport[], folder: string, to: (path: string) => Report, diagnostics: Diagnostic[]): Omit<ArchiveRecords, 'site' | 'issues'> {
  const shown = reports.filter((report) => !report.withdrawn)
  const say = (report: ParsedReport): Report => reporter(report.file, diagnostics)
  const peopleUsed = shown.flatMap((report) => report.people.map(({ name }, index): Usage => ({ name, report: say(report), at: report.places.people[index] ?? START })))
  const topicsUsed = shown.flatMap((report) => report.topics.map((name, index): Usage => ({ name, report: say(report), at: report.places.topics[index] ?? START })))
  const people = resolvePeople(files.people.flatMap((file) => readPersonFile(file, to(`people/${file.name}`))), peopleUsed)
  const topics = resolveTopics(files.topics.flatMap((file) => readTopicFile(file, to(`topics/${file.name}`))), topicsUsed)
  const appearing = new Set(peopleUsed.map(({ name }) => people.get(name)))
  return {
    articles: inOrder(shown).map(({ report, order }) => articleRecord(report, order, people, topics, folder, say(report))),
    withdrawals: reports.filter((report) => report.withdrawn).map((report) => withdrawalOf(report, folder)),
    people: [...new Set(people.values())].filter((person) => appearing.has(person)),
    topics: [...topics.values()],
  }
}

/** Reports without an `order` follow those with one, by file name. */
function inOrder(reports: readonly ParsedReport[]): { report: ParsedReport; order: number }[] {
  const last = new Map<string, number>()
  const place = (report: ParsedReport): string => `${report.date} ${report.page ?? ''}`
  for (const report of reports) last.set(place(report), Math.max(last.get(place(report)) ?? 0, report.order ?? 0))
  return reports.map((report) => {
    if (report.order !== undefined) return { report, order: report.order }
    const order = (last.get(place(report)) ?? 0) + 1
    last.set(place(report), order)
    return { report, order }
  })
}

function readPersonFile(file: NamedFile, report: Report): PersonFile[] {
  const text = decode(file.bytes, report)
  const parts = text === undefined ? undefined : readFrontmatter(text, report)
  const fields = parts && typed(personSchema, parts.data, report)
  return fields ? [{ ...fields, slug: fields.slug ?? slugOfFile(file.name) }] : []
}

function readTopicFile(file: NamedFile, report: Report): TopicFile[] {
  const text = decode(file.bytes, report)
  const parts = text === undefined ? undefined : readFrontmatter(text, report)
  const fields = parts && typed(topicSchema, parts.data, report)
  return fields ? [{ ...fields, slug: slugOfFile(file.name) }] : []
}

function issueRecords(issues: readonly ReadIssue[], reports: readonly ParsedReport[]): IssueRecord[] {
  const dates = new Set(reports.filter((report) => !report.withdrawn).map((report) => report.date))
  return issues.map((issue) => issue.record).filter((record) => dates.has(record.date))
}
