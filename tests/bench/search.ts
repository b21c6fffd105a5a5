/**
 * What a search costs: `npm run bench:search [-- reports …]`. Invented reports whose words are as frequent as in real
 * news (`newsText.ts`); queries are phrases of one to twelve characters taken from them at random. Each answer is
 * compared with a plain scan; forty are asked by a browser that comes for the first time, of a site served as
 * `npm start` serves it, and what came over the network is counted. Prints Markdown tables.
 */
import { pathToFileURL } from 'node:url'
import type { Archive } from '../../lib/archive'
import { indexFiles, indexParts, SearchEngine, type IndexFile } from '../../lib/search'
import { fictionalArchive } from '../fictionalArchive'
import { PlainScan } from '../plainScan'
import { dayCosts } from './searchDays'
import { SearchSite, type NetworkCost } from './searchNetwork'

/** Queries asked by a browser. */
const BROWSER_QUERIES = 40

export interface IndexCosts {
  readonly cpuSeconds: number
  /** Peak of the process, archive and all. */
  readonly memoryBytes: number
}

/** As a build makes it: part by part, each written and let go; here it is not written. */
export function indexCosts(archive: Archive): IndexCosts {
  const before = process.cpuUsage()
  for (const { make } of indexParts(archive)) make()
  const { user, system } = process.cpuUsage(before)
  return { cpuSeconds: (user + system) / 1e6, memoryBytes: process.resourceUsage().maxRSS * 1024 }
}

/** How many of the queries are answered exactly: as many reports as hold the phrase, and only such among the first. */
export async function exactAnswers(archive: Archive, files: readonly IndexFile[], queries: number): Promise<number> {
  const byPath = new Map(files.map(({ path, bytes }) => [path, typeof bytes === 'string' ? Buffer.from(bytes) : bytes]))
  const scan = new PlainScan(archive)
  const phrases = scan.phrases(11)
  let exact = 0
  for (let nth = 0; nth < queries; nth++) {
    const text = phrases.next().value as string
    const engine = new SearchEngine(async (path) => byPath.get(path) ?? Promise.reject(new Error(path)))
    const { total, hits } = await engine.search({ text })
    const first = (await hits(0, 10)).map(({ report }) => report.id)
    const expected = new Set(scan.reportsWith(text))
    if (expected.size === total && first.every((id) => expected.has(id))) exact++
    else console.error(`${JSON.stringify(text)}: ${total} found, ${expected.size} there`)
  }
  return exact
}

function phrasesOf(archive: Archive, count: number): string[] {
  const phrases = new PlainScan(archive).phrases(11)
  return Array.from({ length: count }, () => phrases.next().value as string)
}

const kb = (bytes: number): string => `${(bytes / 1000).toFixed(0)} KB`

/** Median, 90 % and most. */
function spread(costs: readonly NetworkCost[], of: (cost: NetworkCost) => number): [number, number, number] {
  const ascending = costs.map(of).sort((a, b) => a - b)
  const at = (part: number): number => ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * part))] ?? 0
  return [at(0.5), at(0.9), at(1)]
}

async function row(site: SearchSite, reports: number): Promise<string> {
  const archive = fictionalArchive(reports)
  const { cpuSeconds, memoryBytes } = indexCosts(archive)
  const files = indexFiles(archive)
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const queries = reports === 10_000 ? 10_000 : 1000
  const exact = await exactAnswers(archive, files, queries)
  const costs = await site.costs(files, phrasesOf(archive, BROWSER_QUERIES))
  const [bytes, headers, requests] = [spread(costs, (cost) => cost.bytes), spread(costs, ({ headerBytes }) => headerBytes), spread(costs, (cost) => cost.requests)]
  return `| ${[
    reports, `${(size / 1e6).toFixed(1)} MB, ${files.length} files`, `${cpuSeconds.toFixed(1)} s, ${(memoryBytes / 1e6).toFixed(0)} MB`,
    bytes.map(kb).join(' / '), kb(headers[0]), requests.join(' / '), `${exact} of ${queries}`,
  ].join(' | ')} |`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const sizes = process.argv.slice(2).map(Number)
  const site = await SearchSite.build()
  try {
    console.log('| reports | index | CPU and memory to build it | script and index of a first answer: median / 90 % / most | headers on top | requests | right |')
    console.log('|---|---|---|---|---|---|---|')
    for (const reports of sizes.length > 0 ? sizes : [100, 1000, 10_000, 25_000]) console.log(await row(site, reports))
  } finally {
    await site.close()
  }
  for (const reports of [1000, 10_000]) console.log(`\n${dayCosts(reports)}`)
}
