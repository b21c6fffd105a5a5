import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { SearchEngine, SearchFailure, snippetOf, TooManyTerms, type Query } from '..'
import { MANIFEST } from '../layout'
import { MOST_TERMS } from '../query'

const HELP = `用法：npm run search -- 土墩墓 [选项]
  空格隔开的词都要有；词前加“-”的不要有：npm run search -- 土墩墓 -保护
  --json            输出 JSON：{query,total,results:[{url,title,date,snippet}],bytes,requests,ms}
  --all             列出全部结果（默认先列 10 篇）
  --batch 文件      {"queries":[{"q":"…"}]}，每个查询输出一行 JSON
  --newest          新的在前（默认标题中有的在前）
  --person 拼音  --topic 拼音  --page 版  --byline 姓名     筛选；人物与专题写网址里的拼音
  --from 2021-12-01  --to 2021-12-31                        只找这几天见报的
  --out 文件夹      网站所在，默认 out，或环境变量 OUT_DIR`

/** What cannot be done, in words for whoever runs the command. */
class Refusal extends Error {}

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

/** What begins with one `-` is no option here but a word that must not be there. */
function given() {
  const args = process.argv.slice(2)
  const end = args.indexOf('--')
  const isUnwanted = (arg: string, at: number): boolean => /^-[^-]/.test(arg) && (end === -1 || at < end)
  try {
    const { values, positionals } = parseArgs({
      args: args.filter((arg, at) => !isUnwanted(arg, at)),
      allowPositionals: true,
      options: {
        json: { type: 'boolean' }, all: { type: 'boolean' }, newest: { type: 'boolean' }, help: { type: 'boolean' }, batch: { type: 'string' }, out: { type: 'string' },
        person: { type: 'string' }, topic: { type: 'string' }, page: { type: 'string' }, byline: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' },
      },
    })
    return { values, words: [...positionals, ...args.filter(isUnwanted)].join(' ') }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new Refusal(`选项写得不对（${args.filter((arg) => arg.startsWith('--')).join(' ')}）。\n\n${HELP}`)
  }
}

type Options = ReturnType<typeof given>['values']

/** One question by a reader who comes for the first time: nothing is kept from the one before. */
async function answer(root: string, query: Query, all: boolean): Promise<Result> {
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
  const results = (await hits(0, all ? total : FIRST)).map(({ report }) => (
    { url: `/articles/${report.id}/`, title: report.title, date: report.date, snippet: snippetOf(report, terms.wanted).map(({ text }) => text).join('') }
  ))
  return { query: query.text, total, results, bytes, requests, ms: Math.round(performance.now() - began) }
}

function queryOf(text: string, { person, topic, page, byline, from, to, newest }: Options): Query {
  for (const date of [from, to]) if (date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new Refusal(`日期写成 2021-12-17 这样：${date}`)
  return { text, ...(person && { person }), ...(topic && { topic }), ...(page && { page }), ...(byline && { byline }), ...(from && { from }), ...(to && { to }), ...(newest && { order: 'newest' }) }
}

async function queriesIn(file: string): Promise<string[]> {
  let content: unknown
  try {
    content = JSON.parse((await readFile(file, 'utf8')).replace(/^\ufeff/u, ''))
  } catch {
    throw new Refusal(`读不出 ${file}：要一个 JSON 文件，内容如 {"queries":[{"q":"土墩墓"}]}。`)
  }
  const queries = content !== null && typeof content === 'object' && 'queries' in content ? content.queries : undefined
  if (!Array.isArray(queries) || !queries.every((entry: unknown): entry is { q: string } => entry !== null && typeof entry === 'object' && 'q' in entry && typeof entry.q === 'string')) {
    throw new Refusal(`${file} 的内容要写成 {"queries":[{"q":"土墩墓"}]}。`)
  }
  return queries.map(({ q }) => q)
}

const say = (line: string): void => { process.stdout.write(`${line}\n`) }

const wordFor = (error: unknown, root: string): string | undefined => {
  if (error instanceof Refusal) return error.message
  if (error instanceof TooManyTerms) return `一次最多找 ${MOST_TERMS} 个词。`
  if (!(error instanceof SearchFailure)) return undefined
  if (error.kind === 'outdated') return '检索数据与程序不是同一个版本，请重新发布：npm run build'
  return `检索数据不完整，没有结果可以显示：${join(root, error.path)}。请重新发布：npm run build`
}

/** A line for each query; one that cannot be answered says why, and the others are answered all the same. */
async function batch(root: string, file: string, options: Options): Promise<void> {
  for (const text of await queriesIn(file)) {
    try {
      say(JSON.stringify(await answer(root, queryOf(text, options), options.all === true)))
    } catch (error) {
      const word = wordFor(error, root)
      if (word === undefined) throw error
      say(JSON.stringify({ query: text, error: word }))
      process.exitCode = 1
    }
  }
}

async function single(root: string, words: string, options: Options): Promise<void> {
  const result = await answer(root, queryOf(words, options), options.all === true)
  if (options.json) return say(JSON.stringify(result, null, 2))
  say(result.total === 0 ? '没有找到。' : `找到 ${result.total} 篇${result.results.length < result.total ? `，先列 ${result.results.length} 篇（--all 列出全部）` : ''}`)
  for (const { url, title, date, snippet } of result.results) say(`\n${date}  ${title}\n  ${snippet}\n  ${url}`)
}

async function run(): Promise<void> {
  let root = 'out'
  try {
    const { values, words } = given()
    root = values.out ?? (process.env.OUT_DIR || 'out')
    const asks = words !== '' || Object.values(queryOf('', { ...values, newest: false })).some(Boolean)
    if (values.help || (!asks && values.batch === undefined)) return say(HELP)
    if (!existsSync(join(root, MANIFEST))) throw new Refusal(`${root} 里没有网站，请先运行 npm run build。`)
    if (values.batch !== undefined) await batch(root, values.batch, values)
    else await single(root, words, values)
  } catch (error) {
    const word = wordFor(error, root)
    if (word === undefined) throw error
    process.stderr.write(`${word}\n`)
    process.exitCode = 1
  }
}

// Whoever reads only the first lines (`| head`) closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error; process.exit() })
await run()
