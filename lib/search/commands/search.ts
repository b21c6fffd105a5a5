import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { SearchEngine, SearchFailure, snippetOf } from '..'
import type { Query } from '../query'

const HELP = `用法：npm run search -- 土墩墓 [选项]
  --json            输出 JSON：{query,total,results:[{url,title,date,snippet}],bytes,requests,ms}
  --all             列出全部结果
  --batch 文件      {"queries":[{"q":"…"}]}，每个查询输出一行 JSON
  --newest          新的在前
  --person --topic --page --byline --from --to   筛选
  --out 文件夹      网站所在，默认 out`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' }, all: { type: 'boolean' }, newest: { type: 'boolean' }, help: { type: 'boolean' }, batch: { type: 'string' }, out: { type: 'string' },
    person: { type: 'string' }, topic: { type: 'string' }, page: { type: 'string' }, byline: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' },
  },
})
const root = values.out ?? (process.env.OUT_DIR || 'out')
/** Results shown unless all are asked for: what the page shows first. */
const FIRST = 10

interface Result {
  readonly query: string
  readonly total: number
  readonly results: readonly { readonly url: string; readonly title: string; readonly date: string; readonly snippet: string }[]
  /** Read from the index, as a browser would fetch it. */
  readonly bytes: number
  readonly requests: number
  readonly ms: number
}

/** One question by a reader who comes for the first time: nothing is kept from the one before. */
async function answer(query: Query): Promise<Result> {
  const began = performance.now()
  let bytes = 0
  let requests = 0
  const engine = new SearchEngine(async (path) => {
    const file = await readFile(join(root, path))
    bytes += file.length
    requests++
    return file
  })
  const { total, terms, hits } = await engine.search(query)
  const found = await hits(0, values.all ? total : FIRST)
  const results = await Promise.all(found.map(async ({ report }) => {
    const variants = await engine.variantsFor(report.title + report.text)
    return { url: `/articles/${report.id}/`, title: report.title, date: report.date, snippet: snippetOf(report, terms.wanted, variants).map(({ text }) => text).join('') }
  }))
  return { query: query.text, total, results, bytes, requests, ms: Math.round(performance.now() - began) }
}

function queryOf(text: string): Query {
  const { person, topic, page, byline, from, to } = values
  return { text, ...(person && { person }), ...(topic && { topic }), ...(page && { page }), ...(byline && { byline }), ...(from && { from }), ...(to && { to }), ...(values.newest && { order: 'newest' }) }
}

const say = (line: string): void => { process.stdout.write(`${line}\n`) }

async function run(): Promise<void> {
  if (values.batch !== undefined) {
    const { queries } = JSON.parse(await readFile(values.batch, 'utf8')) as { queries: { q: string }[] }
    for (const { q } of queries) say(JSON.stringify(await answer(queryOf(q))))
    return
  }
  const result = await answer(queryOf(positionals.join(' ')))
  if (values.json) return say(JSON.stringify(result, null, 2))
  say(result.total === 0 ? '没有找到。' : `找到 ${result.total} 篇${result.results.length < result.total ? `，先列 ${result.results.length} 篇（--all 列出全部）` : ''}`)
  for (const { url, title, date, snippet } of result.results) say(`\n${date}  ${title}\n  ${snippet}\n  ${url}`)
}

if (values.help || (positionals.length === 0 && values.batch === undefined && !Object.values(queryOf('')).some(Boolean))) say(HELP)
else {
  await run().catch((error: unknown) => {
    if (!(error instanceof SearchFailure)) throw error
    say(error.kind === 'outdated' ? '检索数据是另一个版本的，请重新发布。' : `检索数据不完整：${join(root, error.path)}。请先运行 npm run build。`)
    process.exitCode = 1
  })
}
