import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { indexFiles } from '../lib/search'
import { run, type Ended } from './command'
import { fictionalArchive } from './fictionalArchive'
import { PlainScan } from './plainScan'

const folder = mkdtempSync(join(tmpdir(), 'search-'))
const archive = fictionalArchive(60)
const scan = new PlainScan(archive)

/** `npm run search -- …` over an index on disk. */
const search = (args: readonly string[], env: Readonly<Record<string, string>> = { OUT_DIR: join(folder, 'out') }): Promise<Ended> => run('search', args, { env })

function batchFile(content: unknown): string {
  const file = join(folder, 'batch.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

beforeAll(() => {
  for (const { path, bytes } of indexFiles(archive)) {
    const file = join(folder, 'out', path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }
})
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })

describe('npm run search', () => {
  test('--json says what was asked, how many there are, the first ten, and what it cost', async () => {
    const { code, out, err } = await search(['的', '--json'])
    expect([code, err]).toEqual([0, ''])
    const answer = JSON.parse(out) as { total: number; results: object[] }
    expect(Object.keys(answer)).toEqual(['query', 'total', 'results', 'bytes', 'requests', 'ms'])
    expect(answer).toMatchObject({ query: '的', total: scan.reportsWith('的').length, bytes: expect.any(Number) as number, requests: expect.any(Number) as number, ms: expect.any(Number) as number })
    expect(answer.results).toHaveLength(10)
    for (const result of answer.results) {
      expect(Object.keys(result)).toEqual(['url', 'title', 'date', 'snippet'])
      expect(result).toMatchObject({ url: expect.stringMatching(/^\/articles\/\d{4}-\d\d-\d\d\/[^/]+\/$/) as string, date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string, snippet: expect.stringContaining('的') as string })
    }
  }, 120_000)

  test('--batch answers a line for each query, in order, hostile ones too; --all lists every hit', async () => {
    const asked = ['的', '恐龙化石骨架', '', ' ', '\u0000', '\ud800', '.*', '[', '\\', '-甲', '“', 'a'.repeat(1_000_000), '甲'.repeat(300_000), archive.articles[5]?.title ?? '']
    const { code, out, err } = await search(['--batch', batchFile({ queries: asked.map((q) => ({ q })) }), '--all'])
    expect([code, err]).toEqual([0, ''])
    const lines = out.trimEnd().split('\n').map((line) => JSON.parse(line) as { query: string; total: number; results: { url: string }[] })
    expect(lines.map(({ query }) => query)).toEqual(asked)
    for (const { total, results } of lines) expect(results).toHaveLength(total)
    expect(lines[0]?.results.map(({ url }) => url.slice('/articles/'.length, -1)).sort()).toEqual(scan.reportsWith('的').sort())
    expect(lines.slice(1, 6).map(({ total }) => total)).toEqual([0, 0, 0, 0, 0])
  }, 120_000)

  test('--batch reads what Notepad saves, which begins with a BOM', async () => {
    const { code, out, err } = await search(['--batch', batchFile(`\ufeff${JSON.stringify({ queries: [{ q: '的' }] })}`)])
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toMatchObject({ query: '的', total: scan.reportsWith('的').length })
  }, 120_000)

  test('a query of too many words is told so on its line, and the others are answered', async () => {
    const many = Array.from({ length: 100 }, (_, nth) => `词${nth}`).join(' ')
    const { code, out } = await search(['--batch', batchFile({ queries: [{ q: many }, { q: '的' }] })])
    expect(code).toBe(1)
    expect(out.trimEnd().split('\n').map((line) => Object.keys(JSON.parse(line) as object))).toEqual([['query', 'error'], ['query', 'total', 'results', 'bytes', 'requests', 'ms']])
  }, 120_000)

  test('an order alone asks for nothing; with a filter it does', async () => {
    const [alone, filtered] = [await search(['--newest']), await search(['--newest', '--topic', 'topic-1'])]
    expect([alone.code, alone.out.split('\n')[0]]).toEqual([0, '用法：npm run search -- 土墩墓 [选项]'])
    expect([filtered.code, filtered.out]).toEqual([0, expect.stringMatching(/^找到 \d+ 篇/u)])
  }, 120_000)

  test.each([
    ['no site', ['--batch', 'FILE'], { OUT_DIR: join(folder, 'none') }, /none 里没有网站，请先运行 npm run build。\n$/u],
    ['no site, one query', ['的', '--json'], { OUT_DIR: join(folder, 'none') }, /none 里没有网站，请先运行 npm run build。\n$/u],
    ['no such file', ['--batch', join(folder, 'none.json')], undefined, /^读不出 .*none\.json：.*\n$/u],
    ['a date that is none', ['的', '--from', '2021'], undefined, /^日期写成 2021-12-17 这样：2021\n$/u],
  ] as const)('says in one line that there is %s, and ends with 1', async (_, args, env, said) => {
    const { code, out, err } = await search(args.map((arg) => (arg === 'FILE' ? batchFile({ queries: [{ q: '的' }, { q: '了' }] }) : arg)), env)
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(said)
    expect(err.split('\n')).toHaveLength(2)
  }, 120_000)
})
