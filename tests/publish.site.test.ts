import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadContent } from '../lib/content'
import { recover } from '../lib/publish/exchange'
import { placesOf } from '../lib/publish/places'
import { indexParts } from '../lib/search'
import { writeFictionalContent } from './bench/fictionalContent'
import { run, start, type Ended } from './command'
import { NEWSPAPER } from './newsrooms'
import { ProgramCopy } from './programCopy'
import { filesBelow } from './siteFiles'
import { SWAPS } from './swaps'

const root = join(import.meta.dirname, '..')
/** One copy for all that only publish it: its ledger is theirs. */
const fixture = join(mkdtempSync(join(tmpdir(), 'newspaper-')), 'content')
cpSync(NEWSPAPER, fixture, { recursive: true })
afterAll(() => { rmSync(join(fixture, '..'), { recursive: true }) })

let dir = ''
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'publish-')) })
afterEach(() => { rmSync(dir, { recursive: true, force: true }) })

const publish = (content: string, out: string, ...args: string[]): Promise<Ended> => run('build', args, { env: { CONTENT_DIR: content, OUT_DIR: out } })

/** Every file with its bytes. */
const contentsOf = (folder: string): Map<string, string> => new Map(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'base64')]))

function expectSame(a: string, b: string): void {
  const [first, second] = [contentsOf(a), contentsOf(b)]
  expect([...first.keys()]).toEqual([...second.keys()])
  for (const [path, bytes] of first) expect(bytes === second.get(path), path).toBe(true)
}

const same = (one: Map<string, string>, other: Map<string, string> | undefined): boolean => JSON.stringify([...one]) === JSON.stringify([...other ?? []])

/** What a build says as it goes on. */
const PHASES = ['读取稿件', '准备页面', '生成页面', '核查', '完成：']

/** Kills a build some milliseconds after it has said something, or when it has ended. */
async function killed(child: ReturnType<typeof start>, phrase: string, after: number): Promise<void> {
  let said = ''
  let isSaid = false
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    if (isSaid || !said.includes(phrase)) return
    isSaid = true
    setTimeout(() => child.kill('SIGKILL'), after)
  })
  await new Promise((resolve) => child.on('close', resolve))
  expect(said).toContain(phrase)
}

const edit = (content: string, file: string, change: (text: string) => string): void => {
  writeFileSync(join(content, file), change(readFileSync(join(content, file), 'utf8')))
}

/** What editors do to the fictional newspaper, one after another. */
const EDITS: readonly (readonly [what: string, change: (content: string) => void])[] = [
  ['a character of the text', (content) => { edit(content, 'issues/2019-05-04/long-title.md', (text) => text.replace('九条', '十条')) }],
  ['a title', (content) => { edit(content, 'issues/2019-05-04/forty-volunteers.md', (text) => text.replace('四十名义务工修渠', '四十名义务工修好三号渠')) }],
  ['a person renamed', (content) => { edit(content, 'issues/2019-05-04/rare-characters.md', (text) => text.replaceAll('𠮷田㑇', '𠮷田乙')) }],
  ['a topic removed', (content) => { edit(content, 'issues/2019-05-04/spring-trial.md', (text) => text.replace('试验田, 春播]', '试验田]')) }],
  ['an issue added', (content) => {
    cpSync(join(content, 'issues/2019-05-11/no-people.md'), join(content, 'issues/2019-05-18/water.md'))
    edit(content, 'issues/2019-05-18/water.md', (text) => text.replace('2019-05-11\n', '2019-05-18\n').replace('source: 2019-05-11.txt\n', ''))
  }],
  ['a report withdrawn', (content) => { edit(content, 'issues/2019-05-04/forty-volunteers.md', (text) => text.replace('title:', 'withdrawn: {date: 2019-06-01, reason: 虚构}\ntitle:')) }],
  ['a report renamed', (content) => {
    renameSync(join(content, 'issues/2019-05-18/water.md'), join(content, 'issues/2019-05-18/canal.md'))
    edit(content, 'issues/2019-05-18/canal.md', (text) => text.replace('title:', 'formerly: /articles/2019-05-18/water/\ntitle:'))
  }],
  ['a draft confirmed', (content) => { edit(content, 'issues/2019-05-04/not-confirmed.md', (text) => text.replace('draft: true\n', '')) }],
  ['a report deleted, its address leading to another', (content) => {
    rmSync(join(content, 'issues/2019-05-11/no-people.md'))
    edit(content, 'issues/2019-05-11/harvest.md', (text) => text.replace('title:', 'formerly: /articles/2019-05-11/no-people/\ntitle:'))
  }],
  ['a report of another day', (content) => {
    renameSync(join(content, 'issues/2019-05-04/rare-characters.md'), join(content, 'issues/2019-05-18/rare.md'))
    cpSync(join(content, 'issues/2019-05-04/field.png'), join(content, 'issues/2019-05-18/field.png'))
    edit(content, 'issues/2019-05-18/rare.md', (text) => text.replace('date: 2019-05-04', 'date: 2019-05-18').replace('title:', 'formerly: /articles/2019-05-04/rare-characters/\ntitle:'))
  }],
  ['a report moved to another page', (content) => { edit(content, 'issues/2019-05-04/long-title.md', (text) => text.replace('page: 2', 'page: 1').replace(/order: .*/, 'order: 9')) }],
]

/** Beside each of those, as many changes made at random, of those that leave the content without a fault. */
const RANDOM = 2

async function changeAtRandom(content: string, seed: number): Promise<string[]> {
  const made: string[] = []
  const files = filesBelow(content).filter((file) => /\.(?:md|yaml)$/.test(file) && file !== 'README.md')
  for (const [file, swap] of fc.sample(fc.tuple(fc.constantFrom(...files), fc.constantFrom(...SWAPS)), { seed, numRuns: 300 })) {
    const before = readFileSync(join(content, file), 'utf8')
    if (made.length === RANDOM || before.replace(...swap) === before) continue
    writeFileSync(join(content, file), before.replace(...swap))
    if ((await loadContent(content)).archive) made.push(`${file} ${String(swap)}`)
    else writeFileSync(join(content, file), before)
  }
  return made
}

/** Files of the index an edit of a report neither reads nor replaces. */
async function unreadIndexFiles(content: string, out: string, report: string): Promise<string[]> {
  const { archive } = await loadContent(content)
  if (!archive) throw new Error('the content has faults')
  const touched = new Set<string>()
  const read = async (path: string): Promise<Uint8Array> => {
    touched.add(path)
    return readFileSync(join(out, path))
  }
  const edited = new Set([report.replace(/^issues\/|\.md$/gu, '')])
  const changes = await Promise.all(indexParts(archive).flatMap(({ change }) => (change ? [change(read, edited)] : [])))
  const segments = filesBelow(out).filter((path) => /^search\/index\/segment-/u.test(path))
  return segments.filter((path) => !touched.has(path) && !changes.some((change) => change?.isReplaced(path)))
}

// Each test builds the site several times, Next's start included; a machine may have other work.
describe('publishing what changed', { timeout: 2_400_000 }, () => {
  test('gives byte for byte what publishing everything gives, over edits by plan and at random, and a changed template', async () => {
    const content = join(dir, 'content')
    cpSync(fixture, content, { recursive: true })
    const program = ProgramCopy.make()
    try {
      const published = async (what: string, ...options: string[]): Promise<string> => {
        const { code, said } = await program.build(content, join(dir, 'out'), ...options)
        expect(code, `${what}: ${said}`).toBe(0)
        return said
      }
      const expectAsFromNothing = async (): Promise<void> => {
        rmSync(join(dir, 'clean'), { recursive: true, force: true })
        expect((await program.build(content, join(dir, 'clean'))).code).toBe(0)
        expectSame(join(dir, 'out'), join(dir, 'clean'))
      }
      await published('the first time')
      let edits = 0
      for (const [nth, [what, change]] of EDITS.entries()) {
        change(content)
        const more = await changeAtRandom(content, nth)
        edits += 1 + more.length
        expect(await published([what, ...more].join(', ')), what).toMatch(/保留 [1-9]\d* 页/)
        if (nth === 5) {
          await expectAsFromNothing()
          program.change('app/components/ArticlePage.tsx', (text) => text.replace('<article', '<article data-edition="second"'))
          expect(await published('a template')).toContain('保留 0 页')
        }
      }
      expect(edits).toBeGreaterThan(30)
      await expectAsFromNothing()
      expect(readFileSync(join(dir, 'out/articles/2019-05-04/long-title/index.html'), 'utf8')).toContain('data-edition="second"')
    } finally {
      program.remove()
    }
  })

  test('nothing is rendered when nothing changed; without a state, or with a damaged file, everything is made anew', async () => {
    const out = join(dir, 'out')
    await publish(fixture, out)
    const before = contentsOf(out)
    expect((await publish(fixture, out)).said).toContain('生成 0 页')
    // A damaged one is taken for none: tests/state-of-a-site.test.ts.
    rmSync(join(out, '.publish-state.json'))
    expect((await publish(fixture, out)).said).toContain('保留 0 页')
    // Damaged under both its names, as the next site has the same file.
    writeFileSync(join(out, 'about/index.html'), '')
    expect((await publish(fixture, out)).said).toContain('保留 0 页')
    expect(contentsOf(out)).toEqual(before)
    rmSync(join(out, 'about/index.html'))
    expect((await publish(fixture, out)).code).toBe(0)
    expect(contentsOf(out)).toEqual(before)
  })

  test('a damaged file the edit itself does not read makes everything anew, open data too', async () => {
    const content = join(dir, 'content')
    const { middle } = writeFictionalContent(content, 60)
    await publish(content, join(dir, 'out'))
    edit(content, middle, (text) => text.replace('昨日', '前日'))
    const unread = await unreadIndexFiles(content, join(dir, 'out'), middle)
    expect(unread.length).toBeGreaterThan(0)
    for (const file of unread) truncateSync(join(dir, 'out', file), 1)
    const { code, said } = await publish(content, join(dir, 'out'))
    expect(code, said).toBe(0)
    expect(said).toContain('上一次发布的文件不完整')
    await publish(content, join(dir, 'clean'))
    expectSame(join(dir, 'out'), join(dir, 'clean'))
  })

  test('what was compiled before is compiled anew where some of it is gone', async () => {
    const content = join(dir, 'content')
    cpSync(fixture, content, { recursive: true })
    await publish(content, join(dir, 'out'))
    edit(content, 'issues/2019-05-04/long-title.md', (text) => text.replace('九条', '十条'))
    rmSync(join(root, '.next/server/chunks'), { recursive: true })
    const { code, said } = await publish(content, join(dir, 'out'))
    expect(code, said).toBe(0)
    // A killed build left half a file that Next reads.
    for (const [isCompiled, from, to] of [[true, '十条', '百条'], [false, '百条', '十条']] as const) {
      writeFileSync(join(root, '.next/diagnostics/build-diagnostics.json'), '')
      if (!isCompiled) rmSync(join(root, '.next/compiled'))
      edit(content, 'issues/2019-05-04/long-title.md', (text) => text.replace(from, to))
      const again = await publish(content, join(dir, 'out'))
      expect(again.code, again.said).toBe(0)
    }
    expect(readFileSync(join(dir, 'out/articles/2019-05-04/long-title/index.html'), 'utf8')).toContain('十条')
  })

  test('a dry run says which pages and why, and writes nothing', async () => {
    const content = join(dir, 'content')
    cpSync(fixture, content, { recursive: true })
    await publish(content, join(dir, 'out'))
    const before = contentsOf(join(dir, 'out'))
    edit(content, 'issues/2019-05-04/long-title.md', (text) => text.replace('九条', '十条'))
    const { said } = await publish(content, join(dir, 'out'), '--dry-run')
    expect(said).toContain('/articles/2019-05-04/long-title/  报道 issues/2019-05-04/long-title.md 改了正文')
    edit(content, 'issues/2019-05-04/long-title.md', (text) => text.replace('十条', '九条'))
    edit(content, 'issues/2019-05-04/forty-volunteers.md', (text) => text.replace('title:', 'withdrawn: {date: 2019-06-01, reason: 虚构}\ntitle:'))
    renameSync(join(content, 'issues/2019-05-11/harvest.md'), join(content, 'issues/2019-05-11/reaping.md'))
    edit(content, 'issues/2019-05-11/reaping.md', (text) => text.replace('title:', 'formerly: /articles/2019-05-11/harvest/\ntitle:'))
    const { said: more } = await publish(content, join(dir, 'out'), '--dry-run')
    expect(more).toContain('/issues/2019-05-04/  受 issues/2019-05-04/forty-volunteers.md 影响（撤下了）')
    expect(more).toMatch(/\/people\/ {2}受 issues\/\S+ 等 3 篇影响/u)
    expect(contentsOf(join(dir, 'out'))).toEqual(before)
  })

  test('an error in the content publishes nothing', async () => {
    const content = join(dir, 'content')
    cpSync(fixture, content, { recursive: true })
    await publish(content, join(dir, 'out'))
    const before = contentsOf(join(dir, 'out'))
    edit(content, 'issues/2019-05-04/long-title.md', (text) => text.replace('title:', 'title：').replace('九条', '<b>九条</b>'))
    const { code, said } = await publish(content, join(dir, 'out'))
    expect(code).toBe(1)
    expect(said).toContain('yaml-fullwidth-colon')
    expect(said).toContain('body-html')
    expect(contentsOf(join(dir, 'out'))).toEqual(before)
  })

  test('a fault only the finished page shows publishes nothing and names the file', async () => {
    const content = join(dir, 'content')
    cpSync(fixture, content, { recursive: true })
    await publish(content, join(dir, 'out'))
    const before = contentsOf(join(dir, 'out'))
    edit(content, 'issues/2019-05-04/long-title.md', (text) => `${text}\n见[注](/articles/2019-05-11/harvest/#n99)。\n`)
    edit(content, 'issues/2019-05-04/forty-volunteers.md', (text) => `${text}\n${'修渠引水，'.repeat(17_000)}\n`)
    const { code, said } = await publish(content, join(dir, 'out'))
    expect(code).toBe(1)
    expect(said).toMatch(/content\/issues\/2019-05-04\/long-title\.md:1:1 .* page-anchor .*\/articles\/2019-05-11\/harvest\/#n99/u)
    expect(said).toMatch(/content\/issues\/2019-05-04\/forty-volunteers\.md:1:1 .* page-size /u)
    expect(contentsOf(join(dir, 'out'))).toEqual(before)
    expect(existsSync(join(dir, 'out.next'))).toBe(false)
  })

  test('parts rendered apart and merged are what one run gives', async () => {
    const out = join(dir, 'out')
    for (const shard of ['1/3', '2/3', '3/3']) expect((await publish(fixture, out, '--shard', shard)).code).toBe(0)
    const { code, said } = await publish(fixture, out, '--merge')
    expect(code, said).toBe(0)
    await publish(fixture, join(dir, 'one'))
    expectSame(out, join(dir, 'one'))
    rmSync(`${out}-shards/2-of-3`, { recursive: true })
    const missing = await publish(fixture, out, '--merge')
    expect(missing.code).toBe(1)
    expect(missing.said).toContain('缺少')
  })

  test('a second build at once says so and stops', async () => {
    const out = join(dir, 'out')
    const first = start('build', [], { env: { CONTENT_DIR: fixture, OUT_DIR: out } })
    const ended = new Promise((resolve) => first.on('close', resolve))
    await new Promise((resolve) => first.stdout.on('data', (chunk: Buffer) => { if (chunk.toString().includes('读取稿件')) resolve(undefined) }))
    // It may be done before the second one has begun.
    first.kill('SIGSTOP')
    const second = await publish(fixture, out)
    first.kill('SIGCONT')
    expect(second.code).toBe(1)
    expect(second.said).toContain('另一个发布正在进行')
    expect(await ended).toBe(0)
  })

  test('killed at any moment, the site is the old one or the new one whole', async () => {
    const [content, out, clean] = [join(dir, 'content'), join(dir, 'out'), join(dir, 'clean')]
    cpSync(fixture, content, { recursive: true })
    const [nine, ten] = ['九条', '十条'] as const
    const sites = new Map<string, Map<string, string>>()
    const rewrite = (from: string, to: string): void => { edit(content, 'issues/2019-05-04/long-title.md', (text) => text.replace(from, to)) }
    for (const [said, other] of [[nine, ten], [ten, nine]] as const) {
      await publish(content, clean)
      sites.set(said, contentsOf(clean))
      rewrite(said, other)
    }
    await publish(content, out)
    let there: string = nine
    const left = new Set<boolean>()
    // Four moments after each of what a build says: the first before it reads, the last after it has published.
    for (const [nth, phrase] of Array.from({ length: 20 }, (_, index) => [index, PHASES[index % PHASES.length] ?? ''] as const)) {
      const wanted = there === nine ? ten : nine
      rewrite(there, wanted)
      await killed(start('build', [], { env: { CONTENT_DIR: content, OUT_DIR: out } }), phrase, Math.floor(nth / PHASES.length) * 150)
      // Between the two renames of an exchange there is no site; the next command brings the old one back.
      await recover(placesOf(content, out))
      const now = contentsOf(out)
      const isNew = same(now, sites.get(wanted))
      expect(isNew || same(now, sites.get(there)), `killed after ${phrase}, the ${nth}th`).toBe(true)
      left.add(isNew)
      if (isNew) there = wanted
      else rewrite(wanted, there)
    }
    expect(left).toEqual(new Set([false, true]))
    expect((await publish(content, out)).code).toBe(0)
    expect(existsSync(`${out}.last`)).toBe(false)
    expect(same(contentsOf(out), sites.get(there))).toBe(true)
  })
})
