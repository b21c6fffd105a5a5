/**
 * What a search costs: `npm run bench:search [-- reports …]`. Invented reports whose words are as frequent as in real
 * news (`newsText.ts`); queries are phrases of one to twelve characters taken from them at random, each by a reader who
 * comes for the first time, and each answer is compared with a plain scan. Prints a Markdown table.
 */
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { indexFiles, SearchEngine, searchScript } from '../../lib/search'
import { fictionalArchive } from '../fictionalArchive'
import { PlainScan } from '../plainScan'

export interface SearchCosts {
  readonly reports: number
  readonly indexBytes: number
  readonly files: number
  readonly cpuSeconds: number
  /** Peak of the process, archive and all. */
  readonly memoryBytes: number
  /** By query, ascending: bytes and requests of an answer with ten snippets. */
  readonly bytes: readonly number[]
  readonly requests: readonly number[]
  readonly exact: number
  readonly queries: number
}

export async function searchCosts(reports: number, queries: number): Promise<SearchCosts> {
  const archive = fictionalArchive(reports)
  const before = process.cpuUsage()
  const files = new Map(indexFiles(archive).map(({ path, bytes }) => [path, typeof bytes === 'string' ? Buffer.from(bytes) : bytes]))
  const { user, system } = process.cpuUsage(before)
  const memoryBytes = process.resourceUsage().maxRSS * 1024
  const costs: { bytes: number; requests: number }[] = []
  const scan = new PlainScan(archive)
  const phrases = scan.phrases(11)
  let exact = 0
  for (let nth = 0; nth < queries; nth++) {
    const text = phrases.next().value as string
    let [bytes, requests] = [0, 0]
    const engine = new SearchEngine(async (path) => {
      const file = files.get(path)
      if (!file) throw new Error(path)
      bytes += file.length
      requests++
      return file
    })
    const { total, hits } = await engine.search({ text })
    const first = (await hits(0, 10)).map(({ report }) => report.id)
    costs.push({ bytes, requests })
    const expected = new Set(scan.reportsWith(text))
    if (expected.size === total && first.every((id) => expected.has(id))) exact++
    else console.error(`${JSON.stringify(text)}: ${total} found, ${expected.size} there`)
  }
  const ascending = (numbers: number[]): number[] => numbers.sort((a, b) => a - b)
  return {
    reports, files: files.size, indexBytes: [...files.values()].reduce((sum, { length }) => sum + length, 0), cpuSeconds: (user + system) / 1e6, memoryBytes,
    bytes: ascending(costs.map(({ bytes }) => bytes)), requests: ascending(costs.map(({ requests }) => requests)), exact, queries,
  }
}

const at = (numbers: readonly number[], part: number): number => numbers[Math.min(numbers.length - 1, Math.floor(numbers.length * part))] ?? 0
const kb = (bytes: number): string => `${(bytes / 1000).toFixed(0)} KB`

function row({ reports, indexBytes, files, cpuSeconds, memoryBytes, bytes, requests, exact, queries }: SearchCosts): string {
  return `| ${reports} | ${(indexBytes / 1e6).toFixed(1)} MB, ${files} files | ${cpuSeconds.toFixed(1)} s, ${(memoryBytes / 1e6).toFixed(0)} MB | ${kb(at(bytes, 0.5))} | ${kb(at(bytes, 0.9))} | ${kb(at(bytes, 1))} | ${at(requests, 0.5)} | ${exact} of ${queries} |`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const sizes = process.argv.slice(2).map(Number)
  console.log('| reports | index | CPU and memory to build it | first answer with ten snippets: median | 90 % | most | requests | right |')
  console.log('|---|---|---|---|---|---|---|---|')
  for (const reports of sizes.length > 0 ? sizes : [100, 1000, 10_000, 25_000]) console.log(row(await searchCosts(reports, reports === 10_000 ? 10_000 : 1000)))
  const script = await searchScript()
  console.log(`\nThe script comes once more: ${kb(Buffer.byteLength(script))}, gzipped ${kb(gzipSync(script).length)}.`)
}
