import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { LinesOrder } from '../lib/feeds'
import { Assembly, DamagedOutput } from '../lib/publish/assemble'
import { EarlierSites } from '../lib/publish/earlier/earlierSites'
import type { LookedOver } from '../lib/publish/earlier/lookOver'
import { exchange } from '../lib/publish/exchange'
import { parseManifest, sha256 } from '../lib/publish/manifest'
import { placesOf } from '../lib/publish/places'
import { readState, STATE_FILE, stateText, Unit } from '../lib/publish/state'
import { filesBelow } from './siteFiles'

let dir = ''
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'taken-over-')) })
afterEach(() => { rmSync(dir, { recursive: true, force: true }) })

const places = () => ({ exported: join(dir, 'export'), out: join(dir, 'out'), staged: join(dir, 'out.next'), last: join(dir, 'out.last') })

/** What a site says: by unit, its files. */
type Site = Readonly<Record<string, Readonly<Record<string, string>>>>

const fingerprintOf = (files: Site[string]): string => sha256(JSON.stringify(files))
const artefacts = (files: Site[string]) => Object.entries(files).map(([path, bytes]) => ({ path, bytes }))

/** Publishes a site as a build does, taking over what has not changed. */
async function publish(site: Site, code = 'c', many = Infinity): Promise<LookedOver | undefined> {
  const last = await readState(places().out)
  const earlier = new EarlierSites(places(), many)
  try {
    const looked = last?.code === code ? await earlier.lookedOver() : undefined
    const assembly = await Assembly.begin(places(), places().staged, { precompress: false, ...(looked && { looked }) })
    const kept = new Map<string, Unit>(looked ? [...last?.units ?? []].filter(([id, { fingerprint }]) => site[id] && fingerprintOf(site[id]) === fingerprint) : [])
    if (last && looked) assembly.keepAll(kept, last, places().out)
    for (const [id, files] of Object.entries(site)) if (!kept.has(id)) await assembly.addGroup(id, fingerprintOf(files), artefacts(files))
    await assembly.seal(code)
    await exchange({ ...placesOf('content', join(dir, 'out')), ...places() })
    return looked
  } finally {
    await earlier.stop()
  }
}

const contentsOf = (folder: string): Record<string, string> => Object.fromEntries(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]))

/** What publishing a site into an empty folder gives. */
async function published(site: Site): Promise<Record<string, string>> {
  const [before, own] = [dir, mkdtempSync(join(tmpdir(), 'clean-'))]
  dir = own
  try {
    await publish(site)
    return contentsOf(join(own, 'out'))
  } finally {
    dir = before
    rmSync(own, { recursive: true, force: true })
  }
}

const BASE: Site = {
  '/': { 'index.html': '首页', 'styles/a.css': 'a' },
  '/articles/1/': { 'articles/1/index.html': '甲', 'styles/a.css': 'a' },
  'articles/1': { 'articles/1/index.md': '甲', 'articles/1/share.png': '图' },
  'search/index/s': { 'search/index/s/1': '一', 'search/index/s/2': '二', 'search/index/s/3': '三' },
}
const EDITED: Site = { ...BASE, '/articles/1/': { 'articles/1/index.html': '乙', 'styles/b.css': 'b' }, 'search/index/s': { 'search/index/s/1': '一', 'search/index/s/2': '二二' } }

describe.each([['here', Infinity], ['in a thread', 0]])('what has not changed is taken over (looked over %s)', (_, many) => {
  test('and the site is what it would be from nothing, publication after publication', async () => {
    for (const site of [BASE, BASE, EDITED, BASE, { '/': BASE['/'] ?? {} }, EDITED, { ...EDITED, '/people/甄实/': { 'people/甄实/index.html': '甄实' } }, BASE]) {
      await publish(site, 'c', many)
      expect(contentsOf(join(dir, 'out'))).toEqual(await published(site))
    }
  })

  test('as the same file under another name', async () => {
    for (const site of [BASE, BASE, EDITED]) await publish(site, 'c', many)
    for (const path of ['index.html', 'articles/1/share.png']) expect(statSync(join(dir, 'out', path)).ino).toBe(statSync(join(dir, 'out.next', path)).ino)
  })

  test('whatever was taken away or cut short in the folder of the next site', async () => {
    for (const site of [BASE, BASE]) await publish(site, 'c', many)
    rmSync(join(dir, 'out.next/articles/1/share.png'))
    rmSync(join(dir, 'out.next/index.html'))
    writeFileSync(join(dir, 'out.next/index.html'), '首')
    const looked = await publish(EDITED, 'c', many)
    expect(looked?.next?.missing).toEqual(new Map([['articles/1/share.png', 3], ['index.html', 6]]))
    expect(contentsOf(join(dir, 'out'))).toEqual(await published(EDITED))
  })

  test('never a file somebody has written in, as many bytes as before', async () => {
    const [page, later] = [join(dir, 'out/articles/1/share.png'), new Date(Date.now() + 5000)]
    for (const site of [BASE, BASE]) await publish(site, 'c', many)
    // Into the one file that has both names.
    writeFileSync(page, '画')
    utimesSync(page, later, later)
    await expect(publish(EDITED, 'c', many)).rejects.toThrow(DamagedOutput)
    // In the place of the published one.
    for (const folder of ['out', 'out.next']) rmSync(join(dir, folder), { recursive: true, force: true })
    for (const site of [BASE, BASE]) await publish(site, 'c', many)
    rmSync(page)
    writeFileSync(page, '画')
    utimesSync(page, later, later)
    for (const site of [EDITED, BASE, EDITED]) {
      await publish(site, 'c', many)
      expect(contentsOf(join(dir, 'out'))).toEqual(await published(site))
    }
    // A copied folder is as good as it was.
    for (const path of filesBelow(join(dir, 'out'))) if (path !== STATE_FILE) utimesSync(join(dir, 'out', path), later, later)
    await publish(BASE, 'c', many)
    expect(contentsOf(join(dir, 'out'))).toEqual(await published(BASE))
  })

  test('and nothing of a site that is no more comes back when a build ends while it clears up', async () => {
    for (const site of [BASE, { '/': BASE['/'] ?? {} }]) await publish(site, 'c', many)
    const withdrawn = join(dir, 'out.next/articles/1/index.md')
    rmSync(withdrawn)
    mkdirSync(withdrawn)
    const after: Site = { '/': { 'index.html': '另一' } }
    await expect(publish(after, 'c', many)).rejects.toThrow()
    expect(await readState(places().staged)).toBeUndefined()
    await publish(after, 'c', many)
    expect(contentsOf(join(dir, 'out'))).toEqual(await published(after))
  })

  test('from nothing where the folder of the next site is another code’s, or nobody knows what it is', async () => {
    for (const spoil of [() => { rmSync(join(dir, 'out.next', STATE_FILE)) }, () => { writeFileSync(join(dir, 'out.next', STATE_FILE), stateText({ code: 'other', units: new Map(), manifest: '' })) }]) {
      for (const site of [BASE, BASE]) await publish(site, 'c', many)
      writeFileSync(join(dir, 'out.next/foreign'), '')
      spoil()
      await publish(EDITED, 'c', many)
      expect(contentsOf(join(dir, 'out'))).toEqual(await published(EDITED))
    }
  })

  test('never from a site that has lost a file, or whose manifest is not the one that was written', async () => {
    await publish(BASE, 'c', many)
    rmSync(join(dir, 'out/articles/1/share.png'))
    await expect(publish(EDITED, 'c', many)).rejects.toThrow(DamagedOutput)
    const file = join(dir, 'out/manifest-sha256.txt')
    const manifest = readFileSync(file, 'utf8')
    const spoilt: readonly string[] = [
      manifest.replace(/.*index\.md\n/u, ''), manifest.replace(/^[0-9a-f](?=.* {2}index\.html$)/mu, (digit) => (digit === '0' ? '1' : '0')), `${manifest}${'0'.repeat(64)}  a\n`, `# mine\n${manifest}`,
      manifest.replace(/^(.*\n)(.*\n)/u, '$2$1'), manifest.replaceAll('\n', '\r\n'), manifest.slice(0, -1), manifest.slice(0, 100), '',
    ]
    for (const text of spoilt) {
      writeFileSync(file, text)
      expect((await new EarlierSites(places()).lookedOver()).isDamaged).toBe(true)
    }
    await expect(publish(EDITED, 'c', many)).rejects.toThrow(DamagedOutput)
    rmSync(file)
    await expect(publish(EDITED, 'c', many)).rejects.toThrow(DamagedOutput)
  })

  test('without what somebody put into the folder, which would come and go', async () => {
    for (const site of [BASE, BASE]) await publish(site, 'c', many)
    for (const folder of ['out/mine', 'out/articles/1/mine']) mkdirSync(join(dir, folder))
    for (const path of ['out/mine/a', 'out/MP_verify_1.txt', 'out/articles/1/mine/a', 'out/articles/Thumbs.db']) writeFileSync(join(dir, path), '')
    for (const site of [EDITED, BASE, EDITED, BASE]) {
      await publish(site, 'c', many)
      expect(contentsOf(join(dir, 'out'))).toEqual(await published(site))
    }
  })

  test('lines of open data are written anew from those that were there', async () => {
    await publish({ data: { 'data/articles.csv': 'id\r\n1,一\r\n2,二\r\n' } }, 'c', many)
    const earlier = new EarlierSites(places(), many)
    try {
      const assembly = await Assembly.begin(places(), places().staged, { precompress: false, looked: await earlier.lookedOver() })
      const order = (ids: readonly string[]): LinesOrder => ({ path: 'data/articles.csv', form: 'csv', head: 'id\r\n', ids, made: new Map([['2', '2,改\r\n']]) })
      const [good, lacking, unknown] = await Promise.all([['2', '1'], ['2', '1', '3']].map((ids) => assembly.remake(order(ids), places().out, earlier.remake)).concat(assembly.remake({ ...order([]), path: 'none' }, places().out, earlier.remake)))
      expect([lacking, unknown]).toEqual([undefined, undefined])
      expect(good).toMatchObject({ size: 18, sha256: sha256('id\r\n2,改\r\n1,一\r\n') })
    } finally {
      await earlier.stop()
    }
  })
})

test('an edit may take away as many files as an archive has', async () => {
  const many = Unit.of({ fingerprint: 'f' }, Array.from({ length: 300_000 }, (_, nth) => [`${nth}`, 0] as const))
  const assembly = await Assembly.begin(places(), places().staged, { precompress: false })
  expect(() => { assembly.keepAll(new Map(), { code: 'c', manifest: '', units: new Map([['search/index/s', many]]) }, places().out) }).not.toThrow()
})

test('the state of a site is read as it was written, names and titles too', async () => {
  await publish({ '/people/甄实/': { 'people/甄实/𠮷"\t.html': '' } })
  const state = await readState(places().out)
  expect([...state?.units ?? []].map(([id, { files, bytes }]) => [id, files, bytes])).toEqual([['/people/甄实/', [['people/甄实/𠮷"\t.html', 0]], 0]])
  expect(parseManifest(readFileSync(join(dir, 'out/manifest-sha256.txt'), 'utf8')).has('people/甄实/𠮷"\t.html')).toBe(true)
  expect(existsSync(join(dir, 'out', STATE_FILE))).toBe(true)
})
