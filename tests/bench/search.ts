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
import { SearchSite } from './searchNetwork'

/** Queries asked by a browser. */
const BROWSER_QUERIES = 40

/** What the script of the search page weighs, for queries asked without a browser. */
const SCRIPT = 12_000

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

export interface Answers {
  /** How many of the queries are answered exactly: as many reports as hold the phrase, and only such among the first. */
  readonly exact: number
  /** What each reads of the index, for ten snippets. */
  readonly bytes: readonly number[]
}

/** Asks random phrases, each of an engine that has read nothing before, and compares the answers with a plain scan. */
export async function answersTo(archive: Archive, files: readonly IndexFile[], queries: number): Promise<Answers> {
  const byPath = new Map(files.map(({ path, bytes }) => [path, typeof bytes === 'string' ? Buffer.from(bytes) : bytes]))
  const scan = new PlainScan(archive)
  const phrases = scan.phrases(11)
  let exact = 0
  const bytes: number[] = []
  for (let nth = 0; nth < queries; nth++) {
    const text = phrases.next().value as string
    let read = 0
    const engine = new SearchEngine(async (path) => {
      const file = byPath.get(path) ?? await Promise.reject<Uint8Array>(new Error(path))
      read += file.length
      return file
    })
    const { total, hits } = await engine.search({ text })
    const first = (await hits(0, 10)).map(({ report }) => report.id)
    bytes.push(read)
    const expected = new Set(scan.reportsWith(text))
    if (expected.size === total && first.every((id) => expected.has(id))) exact++
    else console.error(`${JSON.stringify(text)}: ${total} found, ${expected.size} there`)
  }
  return { exact, bytes }
}

function phrasesOf(archive: Archive, count: number): string[] {
  const phrases = new PlainScan(archive).phrases(11)
  return Array.from({ length: count }, () => phrases.next().value as string)
}

const kb = (bytes: number): string => `${(bytes / 1000).toFixed(0)} KB`

/** Median, a part near the most, and most. */
function spread<T>(costs: readonly T[], of: (cost: T) => number, part = 0.9): [number, number, number] {
  const ascending = costs.map(of).sort((a, b) => a - b)
  const at = (share: number): number => ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? 0
  return [at(0.5), at(part), at(1)]
}

async function row(site: SearchSite, reports: number): Promise<string> {
  const archive = fictionalArchive(reports)
  const { cpuSeconds, memoryBytes } = indexCosts(archive)
  const files = indexFiles(archive)
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const queries = reports === 10_000 ? 10_000 : 1000
  const answers = await answersTo(archive, files, queries)
  const costs = await site.costs(files, phrasesOf(archive, BROWSER_QUERIES))
  const [bytes, headers, requests] = [spread(costs, (cost) => cost.bytes), spread(costs, ({ headerBytes }) => headerBytes), spread(costs, (cost) => cost.requests)]
  return `| ${[
    reports, `${(size / 1e6).toFixed(1)} MB, ${files.length} files`, `${cpuSeconds.toFixed(1)} s, ${(memoryBytes / 1e6).toFixed(0)} MB`,
    bytes.map(kb).join(' / '), kb(headers[0]), requests.join(' / '), `${answers.exact} of ${queries}`, spread(answers.bytes, (read) => read, 0.99).map(kb).join(' / '),
    `${answers.bytes.filter((read) => read + SCRIPT > 100_000).length} of ${queries}`,
  ].join(' | ')} |`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const sizes = process.argv.slice(2).map(Number)
  const site = await SearchSite.build()
  try {
    console.log('| reports | index | CPU and memory to build it | script and index of a first answer: median / 90 % / most | headers on top | requests | right | index read for each of these: median / 99 % / most | over 100 KB, script included |')
    console.log('|---|---|---|---|---|---|---|---|---|')
    for (const reports of sizes.length > 0 ? sizes : [100, 1000, 10_000, 25_000]) console.log(await row(site, reports))
  } finally {
    await site.close()
  }
  for (const reports of [1000, 10_000]) console.log(`\n${dayCosts(reports)}`)
}
