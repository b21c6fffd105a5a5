import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import pMap from 'p-map'
import type { PublishState } from '../state'
import type { PageFacts, Reference } from './facts'
import type { Fault } from './faults'
import { chosen, invalidities } from './html'
import { inspectPage } from './inspect'
import { Resolver } from './references'

/** A page of the site that is about to be published. */
export interface SitePage {
  readonly address: string
  readonly route: Fault['page']['route']
  readonly sources: readonly string[]
  /** Path below the site. */
  readonly file: string
  readonly title: string
}

export interface CheckedSite {
  /** Folder the site is put together in. */
  readonly folder: string
  /** Folder of the site before it. */
  readonly before: string
  /** What that was made of, and what this one is. */
  readonly last: PublishState['units'] | undefined
  readonly now: PublishState['units']
  /** `https://example.org` */
  readonly url: string
  readonly pages: readonly SitePage[]
  /** Facts of the pages that are new or changed. */
  readonly rendered: ReadonlyMap<string, PageFacts>
  readonly has: (file: string) => boolean
}

/** KB of HTML. A report of sixty thousand characters stays below; a list as long as that is no longer one to read. */
const LARGEST = { report: 256, list: 1024 }
/** Bytes of a report, gzipped, beside its words: references, names, the frame. Its stylesheet is held to what is left of 8 KB by the tests. */
const FRAME = 6 * 1024
/** More for each person and place in the text a report links to: a list of those elected names hundreds. A name takes about 22 bytes. */
const FOR_LINK = 32

/**
 * Holds every page a build renders, and those that point to what is no more, to what a reader and a browser expect of
 * it. Pages that did not change were held to it when they did.
 */
export async function checkPages(site: CheckedSite): Promise<Fault[]> {
  const resolver = new Resolver(site.url)
  const rendered = site.pages.filter(({ address }) => site.rendered.has(address))
  const doubtful = await pointingToLost(site, rendered)
  const idsOf = idReader(site)
  const faults: Fault[] = [...repeatedTitles(site.pages)]
  for (const page of rendered) {
    const facts = site.rendered.get(page.address)
    if (facts) faults.push(...ownFaults(page, facts), ...await referenceFaults(page, facts, site, resolver, idsOf))
  }
  for (const page of doubtful) {
    const { facts } = inspectPage(await readFile(join(site.folder, page.file), 'utf8'))
    faults.push(...await referenceFaults(page, facts, site, resolver, idsOf))
  }
  return [...faults, ...await closelyRead(site, rendered)]
}

function ownFaults(page: SitePage, facts: PageFacts): Fault[] {
  const fault = (rule: Fault['rule'], message: string, trace?: string): Fault => ({ page, rule, message, ...(trace !== undefined && { trace }) })
  const largest = LARGEST[page.route === 'article' ? 'report' : 'list']
  return [
    ...(facts.language === '' ? [fault('page-lang', '没有写明语言（html 的 lang）')] : []),
    ...(facts.headings === 1 ? [] : [fault('page-heading', `有 ${facts.headings} 个一级标题（h1），应当正好一个`)]),
    ...(facts.titles.length === 1 && facts.titles[0]?.trim() !== '' ? [] : [fault('page-title', facts.titles.length > 1 ? '有几个标题（title）' : '没有标题（title）')]),
    ...facts.repeated.map((id) => fault('page-id', `有两处编号（id）都是“${id}”`)),
    ...facts.parseErrors.map((code) => fault('page-html', `的 HTML 有错：${code}`)),
    ...(facts.bytes > largest * 1024 ? [fault('page-size', `有 ${Math.ceil(facts.bytes / 1024)} KB，最多 ${largest} KB`)] : []),
  ]
}

/** Titles of all pages, as their views have them. */
function* repeatedTitles(pages: readonly SitePage[]): Generator<Fault> {
  const first = new Map<string, SitePage>()
  for (const page of pages) {
    const other = first.get(page.title)
    if (other) yield { page, rule: 'page-title', message: `的标题与 ${other.address} 的一样：“${page.title}”` }
    else first.set(page.title, page)
  }
}

const KINDS: Readonly<Record<Reference['kind'], readonly [rule: Fault['rule'], what: string]>> = {
  link: ['page-link', '里的链接'], image: ['page-image', '里的图片'], feed: ['page-link', '里的订阅'], file: ['page-link', '引用的文件'],
}

async function referenceFaults(page: SitePage, facts: PageFacts, site: CheckedSite, resolver: Resolver, idsOf: IdReader): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const reference of facts.references) {
    const resolved = resolver.resolve(reference, page.address)
    if (!resolved) continue
    const [rule, what] = KINDS[reference.kind]
    if (!site.has(resolved.file)) faults.push({ page, rule, message: `${what} ${reference.target} 不存在`, trace: reference.target })
    else if (resolved.anchor !== undefined && resolved.file.endsWith('.html') && !(await idsOf(resolved.file)).has(resolved.anchor)) {
      faults.push({ page, rule: 'page-anchor', message: `里的链接 ${reference.target} 指到的地方不在那一页上`, trace: reference.target })
    }
  }
  return faults
}

type IdReader = (file: string) => Promise<ReadonlySet<string>>

/** The ids of any page of the new site; those of pages taken over are read when they are asked for. */
function idReader({ pages, rendered, folder }: CheckedSite): IdReader {
  const known = new Map<string, ReadonlySet<string>>()
  for (const { address, file } of pages) {
    const facts = rendered.get(address)
    if (facts) known.set(file, facts.ids)
  }
  return async (file) => {
    const ids = known.get(file) ?? idsIn(await readFile(join(folder, file), 'utf8'))
    known.set(file, ids)
    return ids
  }
}

/** Of a page that was finished before: its attributes are quoted and its ids need no unescaping. */
const idsIn = (html: string): Set<string> => new Set([...html.matchAll(/\sid="([^"]*)"/gu)].map(([, id]) => id ?? ''))

/** Pages taken over that name a page which lost files beside it, or ids. A former address is no loss: it leads on. */
async function pointingToLost({ folder, pages, rendered, last, now: units, before, has }: CheckedSite, changed: readonly SitePage[]): Promise<SitePage[]> {
  if (!last) return []
  const lost = new Set<string>()
  for (const [id, unit] of last) {
    if (units.get(id)?.filesText === unit.filesText) continue
    for (const [file] of unit.files) if (!has(file)) lost.add(`/${file.slice(0, file.lastIndexOf('/') + 1)}`)
  }
  for (const { address, file } of changed) {
    const now = rendered.get(address)?.ids
    const then = last.has(address) ? idsIn(await readFile(join(before, file), 'utf8').catch(() => '')) : new Set<string>()
    if (now && [...then].some((id) => !now.has(id))) lost.add(address)
  }
  // Stylesheets and parts of the index are named by their content: what took their place is named by pages that changed too.
  const addresses = [...lost].filter((address) => address !== '/' && !/^\/(?:styles|search)\//u.test(address))
  if (addresses.length === 0) return []
  return pages.filter(({ address, file }) => {
    if (rendered.has(address)) return false
    const html = readFileSync(join(folder, file))
    return addresses.some((lostAt) => html.includes(lostAt))
  })
}

/** Validity, and what a report weighs beside its words: too dear for all pages of a full export. */
async function closelyRead(site: CheckedSite, rendered: readonly SitePage[]): Promise<Fault[]> {
  return (await pMap(chosen(rendered), async (page): Promise<Fault[]> => {
    const html = await readFile(join(site.folder, page.file), 'utf8')
    const frame = page.route === 'article' ? gzipSync(html).length - gzipSync(wordsOf(html)).length : 0
    const most = FRAME + FOR_LINK * ownLinks(site.rendered.get(page.address))
    return [
      ...(await invalidities(html)).map((message): Fault => ({ page, rule: 'page-html', message: `的 HTML 有错：${message}` })),
      ...(frame > most ? [{ page, rule: 'page-size' as const, message: `除正文外有 ${inKB(frame)}（压缩后），最多 ${inKB(most)}`, alike: 'frame' }] : []),
    ]
  }, { concurrency: 4 })).flat()
}

const inKB = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`

/** Persons of a report, its paragraphs, corrections and notes: as many as its text has. */
function ownLinks({ references }: Pick<PageFacts, 'references'> = { references: [] }): number {
  return new Set(references.filter(({ target }) => /^(?:\/people\/.|#)/u.test(target)).map(({ target }) => target)).size
}

const wordsOf = (html: string): string => html.replace(/^[\s\S]*<article|<\/article>[\s\S]*$/gu, '').replace(/<[^>]*>/gu, '')
