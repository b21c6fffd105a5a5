/**
 * What a search costs: `npm run bench:search [-- reports …]`. Invented reports; queries are phrases of one to twelve
 * characters taken from them at random, each by a reader who comes for the first time. Prints a Markdown table.
 */
import { gzipSync } from 'node:zlib'
import { allVariants, fold, indexFiles, searchScript, SearchEngine } from '../../lib/search'
import { fictionalArchive, randomFrom } from '../fictionalArchive'

const sizes = process.argv.slice(2).map(Number)
const script = gzipSync(await searchScript()).length
console.log('| reports | index | files | CPU s | memory | first query with ten snippets: median | 90 % | most | requests, median | recall and precision |')
console.log('|---|---|---|---|---|---|---|---|---|---|')
for (const reports of sizes.length > 0 ? sizes : [100, 1000, 10_000, 25_000]) console.log(await row(reports))
console.log(`\nThe script is ${(script / 1000).toFixed(1)} KB, gzipped, and not in the table.`)

async function row(reports: number): Promise<string> {
  const archive = fictionalArchive(reports)
  const before = process.cpuUsage()
  const files = new Map(indexFiles(archive).map(({ path, bytes }) => [path, typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes]))
  const { user, system } = process.cpuUsage(before)
  const memory = process.resourceUsage().maxRSS / 1024
  const size = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0)
  const costs: { bytes: number; requests: number }[] = []
  let right = 0
  const random = randomFrom(11)
  const variants = allVariants()
  const texts = archive.articles.map(({ title, kicker, subtitle, text, photos }) => [title, kicker ?? '', subtitle ?? '', ...text.split('\n'), ...photos.map(({ caption }) => caption ?? '')].map((part) => fold(part, variants)).join('\n'))
  const queries = 200
  for (let nth = 0; nth < queries; nth++) {
    const lines = texts[Math.floor(random() * texts.length)]!.split('\n').filter((line) => line.length > 12)
    const line = lines[Math.floor(random() * lines.length)]!
    const start = Math.floor(random() * (line.length - 12))
    const phrase = line.slice(start, start + 1 + Math.floor(random() * 12)).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$|^-/gu, '') || line.slice(0, 2)
    let bytes = 0
    let requests = 0
    const engine = new SearchEngine(async (path) => {
      const file = files.get(path)
      if (!file) throw new Error(path)
      bytes += file.length
      requests++
      return file
    })
    const answer = await engine.search({ text: phrase })
    await answer.hits(0, 10)
    costs.push({ bytes, requests })
    if (answer.total === texts.filter((text) => text.includes(phrase)).length) right++
  }
  const at = (list: number[], part: number): number => list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))] ?? 0
  const bytes = costs.map((cost) => cost.bytes / 1000)
  return `| ${reports} | ${(size / 1e6).toFixed(1)} MB | ${files.size} | ${((user + system) / 1e6).toFixed(1)} | ${memory.toFixed(0)} MB | ${at(bytes, 0.5).toFixed(0)} KB | ${at(bytes, 0.9).toFixed(0)} KB | ${at(bytes, 1).toFixed(0)} KB | ${at(costs.map((cost) => cost.requests), 0.5)} | ${right} of ${queries} exact |`
}
