import type { Archive, Redirect } from '../archive'
import { listPages, viewOf, type PageRef } from '../views'
import { artefactGroups, type ArtefactGroup } from './artefacts'
import { bagGroup, type Sources } from './bag'
import { redirectGroup, redirectsOf } from './redirects'
import { hashOf, type PublishState } from './state'

/** A page with the JSON of its view: all it shows. */
export interface PlannedPage {
  readonly page: PageRef
  readonly json: string
  readonly title: string
  readonly fingerprint: string
}

/** All the site is made of. */
export interface SitePlan {
  readonly code: string
  readonly pages: readonly PlannedPage[]
  readonly groups: readonly ArtefactGroup[]
  /** Former addresses and where they lead. */
  readonly redirects: readonly Redirect[]
  readonly reports: PublishState['reports']
  /** Text gets `.br` and `.gz` beside it. */
  readonly precompress: boolean
}

/** The page hosts show for an address that is not there; Next makes it in every build. It shows the frame of the site only. */
export const NOT_FOUND = '/404.html'

/** `ledger` is every address ever published: those that are no pages now lead on. Without `sources` there is nothing to take home. */
export function planSite(archive: Archive, code: string, ledger: readonly string[], sources?: Sources): SitePlan {
  const pages = planPages(archive)
  const redirects = redirectsOf(archive, ledger, new Set(pages.map(({ page }) => page.address)))
  return {
    code, pages, redirects, reports: partsOfReports(archive),
    groups: [...artefactGroups(archive), redirectGroup(archive, redirects), ...(sources ? [bagGroup(archive, sources)] : [])],
    precompress: archive.site.precompress ?? false,
  }
}

export function planPages(archive: Archive): PlannedPage[] {
  return listPages(archive).map((page) => {
    const view = viewOf(archive, page)
    const json = JSON.stringify(view)
    return { page, json, title: view.head.title, fingerprint: hashOf(json) }
  })
}

/** Fingerprint of the not-found page, from the frame every view carries. */
export function notFoundFingerprint(pages: readonly PlannedPage[]): string {
  const home = pages.find(({ page }) => page.route === 'home')
  const { frame } = JSON.parse(home?.json ?? '{}') as { frame?: object }
  return hashOf(JSON.stringify(frame ?? null))
}

/** What has to be done to make `out/` what the plan says. */
export interface Changes {
  readonly render: readonly PlannedPage[]
  /** The not-found page is to be taken from Next's build. */
  readonly notFound: boolean
  readonly make: readonly ArtefactGroup[]
  /** Ids of units that stay as they are. */
  readonly keep: readonly string[]
  /** Ids of units that are no more. */
  readonly remove: readonly string[]
}

export function changesBetween(plan: SitePlan, last: PublishState | undefined): Changes {
  const known = last && last.code === plan.code ? last.units : {}
  const isKept = (id: string, fingerprint: string): boolean => known[id]?.fingerprint === fingerprint
  const render = plan.pages.filter(({ page, fingerprint }) => !isKept(page.address, fingerprint))
  const make = plan.groups.filter(({ id, fingerprint }) => !isKept(id, fingerprint))
  const notFound = !isKept(NOT_FOUND, notFoundFingerprint(plan.pages))
  const made = new Set([...render.map(({ page }) => page.address), ...make.map(({ id }) => id), ...(notFound ? [NOT_FOUND] : [])])
  const all = new Set([...plan.pages.map(({ page }) => page.address), ...plan.groups.map(({ id }) => id), NOT_FOUND])
  return {
    render, make, notFound,
    keep: [...all].filter((id) => !made.has(id)),
    remove: Object.keys(last?.units ?? {}).filter((id) => !all.has(id)),
  }
}

const PARTS = ['title', 'kicker', 'subtitle', 'column', 'page', 'order', 'byline', 'eventDate', 'appearances', 'topics', 'photos', 'corrections', 'incomplete', 'note', 'blocks'] as const

/** A hash of each part of each report, to tell later which of them an edit touched. */
function partsOfReports(archive: Archive): PublishState['reports'] {
  return Object.fromEntries(archive.articles.map((article) => [article.file, Object.fromEntries(PARTS.flatMap((part) => {
    const value = article[part]
    if (value === undefined || (Array.isArray(value) && value.length === 0)) return []
    const plain: unknown = part === 'appearances' ? article.appearances.map(({ person, title }) => [person.name, title]) : part === 'topics' ? article.topics.map(({ name }) => name) : value
    return [[part, hashOf(JSON.stringify(plain)).slice(0, 8)]]
  }))]))
}

const PART_NAMES: Readonly<Record<string, string>> = {
  title: '标题', kicker: '引题', subtitle: '副题', column: '栏题', page: '版次', order: '次序', byline: '署名', eventDate: '事件日期',
  appearances: '人物', topics: '专题', photos: '照片', corrections: '校勘', incomplete: '缺文', note: '编者说明', blocks: '正文',
}

/** Why a page is to be made again, in an editor's words. */
export function reasonsOf(plan: SitePlan, last: PublishState | undefined): (page: PageRef) => string {
  if (!last) return () => '没有上一次发布的记录'
  if (last.code !== plan.code) return () => '程序或样式变了'
  const changed = new Map([...new Set([...Object.keys(last.reports), ...Object.keys(plan.reports)])].flatMap((file) => {
    const what = changeOf(last.reports[file], plan.reports[file])
    return what === undefined ? [] : [[file, what] as const]
  }))
  return (page) => {
    if (!last.units[page.address]) return '新的一页'
    const own = page.sources.flatMap((file) => (changed.has(file) ? [`报道 ${file} ${changed.get(file) ?? ''}`] : []))
    if (own.length > 0) return own.slice(0, 3).join('；')
    const [file, what] = [...changed][0] ?? []
    return file === undefined ? '报库说明、人物或专题文件变了' : `受 ${file} 影响（${what ?? ''}）`
  }
}

function changeOf(before: Readonly<Record<string, string>> | undefined, after: Readonly<Record<string, string>> | undefined): string | undefined {
  if (!before) return '是新加的'
  if (!after) return '撤下了'
  const parts = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((part) => before[part] !== after[part])
  return parts.length === 0 ? undefined : `改了${parts.map((part) => PART_NAMES[part] ?? part).join('、')}`
}

/** Path below `out/` of a page's HTML. */
export function pageFile(page: Pick<PageRef, 'address'>): string {
  return `${page.address.slice(1)}index.html`
}

