/**
 * What publishing costs: `npm run bench -- --articles 1000,10000 [--json] [--no-stock]`. Invented archives of each
 * size are built from nothing, after an edit of one character, with a new issue of eight reports and after a removal,
 * as an editor would; beside them stands a plain `next build` of the same pages. Prints a Markdown table, or JSON.
 */
import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { loadContent } from '../../lib/content'
import { indexFiles, SearchEngine } from '../../lib/search'
import { ended, start } from '../command'
import { writeFictionalContent, writeFictionalIssue } from './fictionalContent'

const root = join(import.meta.dirname, '../..')
const { values } = parseArgs({ options: { articles: { type: 'string', default: '100,1000,10000' }, json: { type: 'boolean' }, 'no-stock': { type: 'boolean' } } })

/** One run of a build. */
interface Run {
  readonly seconds: number
  readonly pages: number
  /** By phase, as the build says them; phases overlap. */
  readonly phases?: string
  /** Most memory resident at a time in all processes of the build, in MB; absent where `ps` is not there. */
  readonly memory?: number
}

interface Row {
  readonly articles: number
  readonly full: Run
  readonly stock?: Run
  /** In the middle of the archive. */
  readonly edit: Run
  /** In its newest issue. */
  readonly newest: Run
  readonly issue: Run
  readonly removal: Run
  readonly disk: { readonly files: number; readonly bytes: number }
  /** The page with most HTML. */
  readonly largest: { readonly file: string; readonly bytes: number }
  readonly page: Readonly<Record<'html' | 'css', { readonly raw: number; readonly gzip: number; readonly brotli: number }>>
  readonly search: { readonly cpuSeconds: number; readonly files: number; readonly bytes: number; readonly queryBytes: number }
}

const rows: Row[] = []
for (const articles of values.articles.split(',').map(Number)) rows.push(await measure(articles))
process.stdout.write(values.json ? `${JSON.stringify(rows, null, 1)}\n` : table(rows))

async function measure(articles: number): Promise<Row> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const [content, out] = [join(dir, 'content'), join(dir, 'out')]
    const { middle, newest: last, next } = writeFictionalContent(content, articles)
    const full = await publish(content, out)
    const state = { ...filesOf(out), page: pageOf(out, middle), search: await searchOf(content, out) }
    change(join(content, middle), (text) => text.replace('昨日', '前日'))
    const edit = await publish(content, out)
    change(join(content, last), (text) => text.replace('昨日', '前日'))
    const newest = await publish(content, out)
    writeFictionalIssue(content, next, 8)
    const issue = await publish(content, out)
    change(join(content, middle), (text) => text.replace('\n---\n\n', '\nwithdrawn: {date: 2021-01-01, reason: 测量用}\n---\n\n'))
    const removal = await publish(content, out)
    const stock = values['no-stock'] ? undefined : await stockNext(content)
    return { articles, full, ...(stock && { stock }), edit, newest, issue, removal, ...state }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function change(file: string, edit: (text: string) => string): void {
  writeFileSync(file, edit(readFileSync(file, 'utf8')))
}

async function publish(content: string, out: string, ...options: string[]): Promise<Run> {
  const { seconds, memory, said } = await timed(start('build', options, { env: { CONTENT_DIR: content, OUT_DIR: out } }))
  return { seconds, pages: Number(/生成 (\d+) 页，/u.exec(said)?.[1]), phases: /用时 .*（(.*)）/u.exec(said)?.[1] ?? '', ...(memory !== undefined && { memory }) }
}

/** The same app as Next by itself builds it: every worker reads the content, and nothing is taken out of the pages. */
async function stockNext(content: string): Promise<Run> {
  const exported = join(root, '.publish/stock')
  const { seconds, memory, said } = await timed(spawn(process.execPath, [join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: root, env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', CONTENT_DIR: content, EXPORT_DIR: relative(root, exported) },
  }))
  rmSync(exported, { recursive: true, force: true })
  return { seconds, pages: Math.max(...[...said.matchAll(/\((\d+)\/\1\)/g)].map(([, pages]) => Number(pages))), ...(memory !== undefined && { memory }) }
}

async function timed(child: ChildProcessWithoutNullStreams): Promise<{ seconds: number; memory: number | undefined; said: string }> {
  const began = performance.now()
  let memory: number | undefined
  const watch = setInterval(() => { void residentBelow(child.pid ?? 0).then((now) => { if (now !== undefined) memory = Math.max(memory ?? 0, now) }) }, 500)
  const { code, said } = await ended(child)
  clearInterval(watch)
  if (code !== 0) throw new Error(said)
  return { seconds: (performance.now() - began) / 1000, memory, said }
}

/** Resident memory of a process and all below it, in MB. A page they share counts once, in parts, where Linux tells; elsewhere for each. */
async function residentBelow(pid: number): Promise<number | undefined> {
  const listed = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,rss=']).catch(() => undefined)
  if (!listed) return undefined
  const processes = listed.stdout.trim().split('\n').map((line) => line.trim().split(/\s+/u).map(Number))
  const tree = new Set([pid])
  for (let size = 0; size !== tree.size;) {
    size = tree.size
    for (const [own = 0, parent = 0] of processes) if (tree.has(parent)) tree.add(own)
  }
  return processes.reduce((sum, [own = 0, , rss = 0]) => sum + (tree.has(own) ? proportional(own) ?? rss : 0), 0) / 1024
}

/** Resident memory of a process in KB, what it shares with others divided among them (proc(5), `Pss`). */
function proportional(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^Pss:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? []
    return kilobytes === undefined ? undefined : Number(kilobytes)
  } catch {
    return undefined
  }
}

function filesOf(out: string): Pick<Row, 'disk' | 'largest'> {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({ file: relative(out, join(parentPath, name)), bytes: statSync(join(parentPath, name)).size }))
  return {
    disk: { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) },
    largest: files.filter(({ file }) => file.endsWith('.html')).reduce((a, b) => (b.bytes > a.bytes ? b : a)),
  }
}

function pageOf(out: string, report: string): Row['page'] {
  const html = readFileSync(join(out, report.replace('issues/', 'articles/').replace('.md', ''), 'index.html'))
  const css = readFileSync(join(out, /<link rel="stylesheet" href="\/([^"]+)"/u.exec(html.toString())?.[1] ?? ''))
  const sizes = (bytes: Buffer): Row['page']['html'] => ({ raw: bytes.length, gzip: gzipSync(bytes).length, brotli: brotliCompressSync(bytes).length })
  return { html: sizes(html), css: sizes(css) }
}

/** The index built once more for its CPU time, and queries of phrases of the reports, each by a reader who comes for the first time. */
async function searchOf(content: string, out: string): Promise<Row['search']> {
  const { archive } = await loadContent(content)
  if (!archive) throw new Error('the invented content has faults')
  const before = process.cpuUsage()
  const files = indexFiles(archive)
  const { user, system } = process.cpuUsage(before)
  const spent: number[] = []
  for (let nth = 0; nth < 40; nth++) {
    const { text } = archive.articles[Math.floor(nth * archive.articles.length / 40)] ?? { text: '' }
    const line = text.split('\n').at(-1) ?? ''
    let bytes = 0
    const engine = new SearchEngine(async (path) => {
      const file = readFileSync(join(out, path))
      bytes += file.length
      return file
    })
    await (await engine.search({ text: line.slice(3, 5 + nth % 8) })).hits(0, 10)
    spent.push(bytes)
  }
  return {
    cpuSeconds: (user + system) / 1e6, files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + Buffer.byteLength(bytes), 0),
    queryBytes: spent.sort((a, b) => a - b)[spent.length >> 1] ?? 0,
  }
}

function table(measured: readonly Row[]): string {
  const said = ({ seconds, pages, memory }: Run): string => `${seconds.toFixed(1)} s, ${pages} pages${memory === undefined ? '' : `, ${memory.toFixed(0)} MB`}`
  const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`
  const lines: readonly (readonly [string, (row: Row) => string])[] = [
    ['full build', ({ full }) => said(full)],
    ['stock `next build`', ({ stock }) => (stock ? said(stock) : '–')],
    ['one character edited, in the middle of the archive', ({ edit }) => said(edit)],
    ['the same in its newest issue', ({ newest }) => said(newest)],
    ['new issue of eight reports', ({ issue }) => said(issue)],
    ['a report withdrawn', ({ removal }) => said(removal)],
    ['files, bytes on disk', ({ disk }) => `${disk.files}, ${(disk.bytes / 1e6).toFixed(0)} MB`],
    ['largest page', ({ largest }) => `${largest.file}, ${kb(largest.bytes)}`],
    ['report page: HTML raw, gzip, brotli', ({ page: { html } }) => [html.raw, html.gzip, html.brotli].map(kb).join(', ')],
    ['its CSS: raw, gzip, brotli', ({ page: { css } }) => [css.raw, css.gzip, css.brotli].map(kb).join(', ')],
    ['its scripts', () => '0'],
    ['search index', ({ search }) => `${search.cpuSeconds.toFixed(1)} CPU s, ${search.files} files, ${(search.bytes / 1e6).toFixed(1)} MB`],
    ['a first query with ten snippets, median', ({ search }) => kb(search.queryBytes)],
  ]
  const phases = measured.map(({ articles, full, edit, newest, issue }) => `${articles} by phase: full ${full.phases ?? ''}; edit ${edit.phases ?? ''}; newest ${newest.phases ?? ''}; issue ${issue.phases ?? ''}`)
  return [
    `| reports | ${measured.map(({ articles }) => articles.toLocaleString('en')).join(' | ')} |`, `|---|${measured.map(() => '---|').join('')}`,
    ...lines.map(([name, tell]) => `| ${name} | ${measured.map(tell).join(' | ')} |`), '', ...phases, '',
  ].join('\n')
}
