import { spawnSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Assembly } from '../lib/publish/assemble'
import { Finishing, type PageToFinish } from '../lib/publish/finishing/finishing'
import type { LookedOver } from '../lib/publish/earlier/lookOver'
import { filesBelow } from './siteFiles'

let dir = ''
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), '整 理 #%')) })
afterEach(() => { rmSync(dir, { recursive: true, force: true }) })

const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(dir, path)), { recursive: true })
  writeFileSync(join(dir, path), text)
}

const exported = (nth: number): string => `<!DOCTYPE html><html lang="zh"><head><meta charSet="utf-8"/><link rel="stylesheet" href="/_next/${nth % 3 === 0 ? 'a' : 'b'}.css"/><script src="/_next/x.js"></script><title>第${nth}页</title></head><body><!--$--><h1 id="p${nth}">𠮷${nth}</h1><p>${'修渠引水，'.repeat(nth * 9)}</p><a href="/${nth + 1}/#p${nth + 1}">下一页</a><!--/$--></body></html>`

/** An export of forty pages with two stylesheets. */
function pagesOf(): PageToFinish[] {
  put('export/_next/a.css', 'p{color:red}\n/*# sourceMappingURL=a.css.map */')
  put('export/_next/b.css', 'p{color:blue}\n')
  return Array.from({ length: 40 }, (_, nth) => {
    put(`export/${nth}/index.html`, exported(nth))
    return { id: `/${nth}/`, made: { fingerprint: String(nth), title: `第${nth}页` }, file: `${nth}/index.html` }
  })
}

const HERE = Infinity
const BESIDE = 1

/** Finishes pages; where a thread may, it is given the time to finish them all. */
async function finished(pages: readonly PageToFinish[], target: string, many: number, { precompress = false, looked }: { readonly precompress?: boolean; readonly looked?: LookedOver } = {}): Promise<Assembly> {
  const assembly = await Assembly.begin({ exported: join(dir, 'export') }, join(dir, target), { precompress, ...(looked && { looked }) })
  const finishing = Finishing.of(assembly, pages, Promise.resolve(), many)
  try {
    if (many === BESIDE) await expect.poll(() => assembly.units.size, { timeout: 60_000 }).toBe(pages.length)
    await finishing.finished(() => undefined)
  } finally {
    await finishing.stop()
  }
  await assembly.seal('c')
  return assembly
}

const contentsOf = (folder: string): [string, string][] => filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'base64')])

describe('pages finished in a thread of their own', { timeout: 240_000 }, () => {
  test.each([false, true])('are the same files, and as much is known of them, as of those finished here (compressed beside: %s)', async (precompress) => {
    const pages = pagesOf()
    const here = await finished(pages, 'here', HERE, { precompress })
    const beside = await finished(pages, 'beside', BESIDE, { precompress })
    expect(contentsOf(join(dir, 'beside'))).toEqual(contentsOf(join(dir, 'here')))
    expect(filesBelow(join(dir, 'here')).length).toBeGreaterThan(precompress ? 100 : 40)
    expect(beside.units).toEqual(here.units)
    expect(beside.facts).toEqual(here.facts)
  })

  test('take the place of what an earlier site left, which may be another name of a file of the published one', async () => {
    const pages = pagesOf()
    const first = await Assembly.begin({ exported: join(dir, 'export') }, join(dir, 'out.next'), { precompress: false })
    for (const { id, made, file } of pages) await first.addPage(id, made, file)
    await first.seal('c')
    mkdirSync(join(dir, 'out/0'), { recursive: true })
    linkSync(join(dir, 'out.next/0/index.html'), join(dir, 'out/0/index.html'))
    put('export/0/index.html', exported(7))
    const changed = pages.map((page) => (page.id === '/0/' ? { ...page, made: { ...page.made, title: '第7页' } } : page))
    await finished(changed, 'out.next', BESIDE, { looked: { next: { missing: new Map(), more: [], foreign: [] } } })
    expect(readFileSync(join(dir, 'out.next/0/index.html'), 'utf8')).toContain('第7页')
    expect(readFileSync(join(dir, 'out/0/index.html'), 'utf8')).toContain('第0页')
  })

  test('are those that were asked for: Next exports its not-found page where it finds no view', async () => {
    const [first] = pagesOf()
    put('export/0/index.html', exported(7))
    const assembly = await Assembly.begin({ exported: join(dir, 'export') }, join(dir, 'other'), { precompress: false })
    await expect(first && assembly.addPage(first.id, first.made, first.file)).rejects.toThrow('/0/ was rendered as 第7页, not as 第0页')
  })

  test('are shared with this thread once it has nothing else to do, and each is finished once', async () => {
    const few = pagesOf()
    const pages = Array.from({ length: 25 }, () => few).flat().map((page, nth) => ({ ...page, id: `/${nth}/` }))
    const assembly = await Assembly.begin({ exported: join(dir, 'export') }, join(dir, 'shared'), { precompress: false })
    const here = vi.spyOn(assembly, 'addPage')
    const told = vi.spyOn(assembly, 'addFinished')
    const finishing = Finishing.of(assembly, pages, Promise.resolve(), BESIDE)
    const counts: number[] = []
    await finishing.finished((done) => { counts.push(done) })
    await finishing.stop()
    expect(assembly.units.size).toBe(pages.length)
    expect(told).toHaveBeenCalledTimes(pages.length)
    expect(here.mock.calls.length).toBeGreaterThan(0)
    expect(here.mock.calls.length).toBeLessThanOrEqual(pages.length * 3 / 4)
    expect(counts).toEqual(pages.map((_, nth) => nth + 1))
  })

  test.each([HERE, BESIDE])('stop at one that cannot be finished, and say which (from %s pages on beside)', async (many) => {
    const pages = pagesOf()
    // The first ten are the thread's.
    rmSync(join(dir, 'export/3/index.html'))
    const assembly = await Assembly.begin({ exported: join(dir, 'export') }, join(dir, 'broken'), { precompress: false })
    const finishing = Finishing.of(assembly, pages, Promise.resolve(), many)
    await expect(finishing.finished(() => undefined)).rejects.toThrow(/\/3\/ cannot be finished: .*ENOENT/u)
    await finishing.stop()
  })

  test('are not finished when Next fails, with its words', async () => {
    const assembly = await Assembly.begin({ exported: join(dir, 'export') }, join(dir, 'none'), { precompress: false })
    const finishing = Finishing.of(assembly, pagesOf(), Promise.reject(new Error('next build ended with 1')), BESIDE)
    await expect(finishing.finished(() => undefined)).rejects.toThrow('next build ended with 1')
    await finishing.stop()
    expect(assembly.units.size).toBe(0)
  })

  test('are not waited for when the build stops', async () => {
    const pages = pagesOf()
    const assembly = await Assembly.begin({ exported: join(dir, 'export') }, join(dir, 'stopped'), { precompress: false })
    await Finishing.of(assembly, pages, new Promise(() => undefined), BESIDE).stop()
    const many = Array.from({ length: 500 }, () => pages).flat()
    const finishing = Finishing.of(assembly, many, Promise.resolve(), BESIDE)
    let done = 0
    const all = finishing.finished((now) => { done = now })
    all.catch(() => undefined)
    await expect.poll(() => done, { timeout: 60_000 }).toBeGreaterThan(0)
    await finishing.stop()
    await expect(all).rejects.toThrow('aborted')
    expect(done).toBeLessThan(many.length)
  })

  test.each([['to the end', 40], ['until it is stopped', 1]])('do not keep a process that has nothing else to do: finished %s', (_, enough) => {
    pagesOf()
    put('own.mts', `
      import { Assembly } from ${JSON.stringify(new URL('../lib/publish/assemble.ts', import.meta.url).href)}
      import { Finishing } from ${JSON.stringify(new URL('../lib/publish/finishing/finishing.ts', import.meta.url).href)}
      const pages = Array.from({ length: 40 }, (_, nth) => ({ id: '/' + nth + '/', made: { fingerprint: '' }, file: nth + '/index.html' }))
      const assembly = await Assembly.begin({ exported: 'export' }, 'own', { precompress: false })
      const finishing = Finishing.of(assembly, pages, Promise.resolve(), 1)
      await new Promise((enough, fail) => { finishing.finished((done) => { if (done === ${enough}) enough() }).catch(fail) })
      await finishing.stop()
      console.log(assembly.units.size)
    `)
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', import.meta.resolve('tsx'), 'own.mts'], { cwd: dir, encoding: 'utf8' })
    expect(status, stderr).toBe(0)
    expect(Number(stdout)).toBeGreaterThanOrEqual(enough)
  })
})
