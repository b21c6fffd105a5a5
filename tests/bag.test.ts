import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { verify } from 'bagit-tools'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadContent, readFolder, understand } from '../lib/content'
import type { Archive } from '../lib/archive'
import { BAG_FILE, bagGroups, type Sources } from '../lib/publish/bag'
import { picturesIn } from '../lib/publish/pictures'
import { bagFaults } from './bagRules'
import { NEWSPAPER } from './newsrooms'
import { folderOf } from './syntheticContent'

const dir = mkdtempSync(join(tmpdir(), 'bag-'))
afterAll(() => { rmSync(dir, { recursive: true, force: true }) })

async function bagOf(content: string): Promise<Uint8Array> {
  const { archive, texts, assets } = await loadContent(content)
  if (!archive) throw new Error('the content has faults')
  return zipOf(archive, { texts, pictures: picturesIn(content, assets), folder: content })
}

/** The one zip of an archive with few pictures. */
async function zipOf(archive: Archive, sources: Sources): Promise<Uint8Array> {
  const files = (await Promise.all(bagGroups(archive, sources).map(({ make }) => make()))).flat()
  expect(files.map(({ path }) => path)).toEqual([BAG_FILE])
  return Buffer.from(files[0]?.bytes ?? '')
}

/** Unpacks a zip with a library that did not write it, and gives the bag's folder. */
function unpacked(zip: Uint8Array, name: string): string {
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    mkdirSync(dirname(join(dir, name, path)), { recursive: true })
    writeFileSync(join(dir, name, path), bytes)
  }
  return join(dir, name, 'archive-bag')
}

/** Its files by path below its base directory, as they are in the zip. */
function filesOf(zipped: Uint8Array): Map<string, Uint8Array> {
  return new Map(Object.entries(unzipSync(zipped)).map(([path, bytes]) => [path.replace(/^archive-bag\//u, ''), bytes]))
}

/** What an independent implementation says of a folder. */
type Validator = (folder: string) => Promise<{ valid: boolean; said: string }>

/** bagit-tools, which holds itself to the Library of Congress’s conformance suite. */
const bagitTools: Validator = (folder) => new Promise((resolve, reject) => {
  verify(folder, { version: '1.0', test: true }, (error, valid, results) => {
    if (error) reject(error)
    else resolve({ valid, said: results.flatMap(({ type, ok, name }) => (type === 'assert' && !ok ? [name] : [])).join('; ') })
  })
})

/** bagit-python of the Library of Congress, where it is installed. */
const bagitPython: Validator = async (folder) => {
  const { status, stderr } = spawnSync('python3', ['-m', 'bagit', '--validate', folder], { encoding: 'utf8' })
  return { valid: status === 0, said: stderr }
}

function flip(file: string): void {
  const bytes = readFileSync(file)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
  writeFileSync(file, bytes)
}

/** What must not stay unnoticed. */
const SPOILED: readonly (readonly [what: string, spoil: (folder: string) => void])[] = [
  ['a report', (folder) => { flip(join(folder, 'data/content/issues/2019-05-04/long-title.md')) }],
  ['a picture', (folder) => { flip(join(folder, 'data/content/issues/2019-05-04/field.png')) }],
  ['a tag file', (folder) => { flip(join(folder, 'bag-info.txt')) }],
  ['a manifest', (folder) => { flip(join(folder, 'manifest-sha256.txt')) }],
  ['a file more', (folder) => { writeFileSync(join(folder, 'data/added.txt'), '') }],
  ['a file less', (folder) => { rmSync(join(folder, 'data/content/archive.yaml')) }],
  ['no declaration', (folder) => { rmSync(join(folder, 'bagit.txt')) }],
]

let zip: Uint8Array = new Uint8Array()
let bag = ''
beforeAll(async () => {
  zip = await bagOf(NEWSPAPER)
  bag = unpacked(zip, 'whole')
})

describe('the bag', () => {
  test.for<[name: string, validate: Validator, isThere: () => boolean]>([
    ['bagit-tools', bagitTools, () => true],
    ['the Library of Congress’s bagit-python', bagitPython, () => spawnSync('python3', ['-c', 'import bagit']).status === 0],
  ])('is valid to %s, and is not with one byte flipped, a file more or a file less', { timeout: 120_000 }, async ([name, validate, isThere], { skip }) => {
    if (!isThere()) return skip(`${name} is not on this machine`)
    const whole = await validate(bag)
    expect(whole.valid, whole.said).toBe(true)
    for (const [what, spoil] of SPOILED) {
      const folder = unpacked(zip, `${name} ${what}`)
      spoil(folder)
      expect((await validate(folder)).valid, what).toBe(false)
    }
  })

  test('is all that RFC 8493 asks, and is not with any one byte of it flipped', () => {
    const files = filesOf(zip)
    expect(bagFaults(files)).toEqual([])
    const all = [...files].filter(([, { length }]) => length > 0)
    fc.assert(fc.property(fc.constantFrom(...all), fc.nat(), fc.integer({ min: 1, max: 255 }), ([path, bytes], place, mask) => {
      const flipped = Uint8Array.from(bytes)
      flipped[place % bytes.length] = (bytes[place % bytes.length] ?? 0) ^ mask
      expect(bagFaults(new Map(files).set(path, flipped)), path).not.toEqual([])
    }), { numRuns: 300 })
  })

  test('is still that when files have names of any characters, and no file of it leads out', async () => {
    const names = ['sources/100%.txt', 'sources/%0A.txt', 'sources/衢江 12月17日（一版）.txt', 'sources/é.txt']
    const report = (source: string, index: number): [string, string] => [`issues/2020-01-01/r${index}.md`, `---\ntitle: 虚构${index}\ndate: 2020-01-01\nsource: ${JSON.stringify(source.slice('sources/'.length))}\n---\n\n云山的虚构报道。\n`]
    const { archive, texts, diagnostics } = understand(folderOf({ ...Object.fromEntries(names.map(report)), ...Object.fromEntries(names.map((name, index) => [name, `虚构${index}\n云山的虚构报道。\n`])) }))
    if (!archive) throw new Error(JSON.stringify(diagnostics))
    const files = filesOf(await zipOf(archive, { texts, pictures: new Map(), folder: '' }))
    expect(bagFaults(files)).toEqual([])
    for (const name of names) expect(files.has(`data/content/${name}`), name).toBe(true)
  })

  test('is checked by sha256sum alone, payload and tags', ({ skip }) => {
    if (spawnSync('sha256sum', ['--version']).error) return skip('this system has no sha256sum')
    const check = (folder: string, manifest: string): number | null => spawnSync('sha256sum', ['--quiet', '--strict', '-c', manifest], { cwd: folder }).status
    expect(check(bag, 'manifest-sha256.txt')).toBe(0)
    expect(check(bag, 'tagmanifest-sha256.txt')).toBe(0)
    const broken = unpacked(zip, 'sum')
    flip(join(broken, 'data/content/archive.yaml'))
    expect(check(broken, 'manifest-sha256.txt')).toBe(1)
  })

  test('holds the reports, pictures and sources to the byte, and what explains them', async () => {
    const { bytes } = await readFolder(NEWSPAPER)
    for (const file of ['archive.yaml', 'issues/2019-05-04/long-title.md', 'issues/2019-05-11/issue.md', 'people/wang-wei-gong-an.md', 'topics/shi-yan-tian.md', 'sources/2019-05-11.txt'].filter((name) => bytes.has(name))) {
      expect(readFileSync(join(bag, 'data/content', file)).equals(Buffer.from(bytes.get(file) ?? [])), file).toBe(true)
    }
    expect(readFileSync(join(bag, 'data/content/issues/2019-05-04/field.png')).equals(readFileSync(join(NEWSPAPER, 'issues/2019-05-04/field.png')))).toBe(true)
    expect(readFileSync(join(bag, 'data/README.md'), 'utf8')).toContain('RFC 8493')
    expect(readFileSync(join(bag, 'bag-info.txt'), 'utf8')).toMatch(/^Payload-Oxum: \d+\.\d+$/mu)
  })

  test('can be published again: what it holds is a content folder with the same archive', async () => {
    const again = await loadContent(join(bag, 'data/content'))
    const { records } = await loadContent(NEWSPAPER)
    expect(again.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(again.records?.articles).toEqual(records?.articles)
  })

  test('of many pictures comes in several zips that are one bag, and a text that changes leaves theirs as they are', async () => {
    const names = ['a', 'b', 'c', 'd'].map((name) => `issues/2020-01-01/${name}.png`)
    for (const [nth, name] of names.entries()) {
      mkdirSync(join(dir, 'many/issues/2020-01-01'), { recursive: true })
      writeFileSync(join(dir, 'many', name), Buffer.alloc(100, nth))
    }
    const bagWith = async (text: string): Promise<{ id: string; fingerprint: string; files: Map<string, Uint8Array> }[]> => {
      const { archive, texts } = understand(folderOf({ 'issues/2020-01-01/a.md': `---\ntitle: 虚构\ndate: 2020-01-01\n---\n\n${text}\n` }))
      if (!archive) throw new Error('the invented content has faults')
      const pictures = picturesIn(join(dir, 'many'), names.map((from) => ({ from, to: from })))
      const groups = bagGroups(archive, { texts, pictures, folder: join(dir, 'many') }, { together: 399, inOne: 250 })
      return Promise.all(groups.map(async ({ id, fingerprint, make }) => ({ id, fingerprint, files: filesOf(Buffer.from((await make())[0]?.bytes ?? '')) })))
    }
    const [texts, ...pictures] = await bagWith('云山的虚构报道。')
    expect(pictures.map(({ files }) => files.size)).toEqual([2, 2])
    expect(bagFaults(new Map([texts, ...pictures].flatMap((zipped) => [...zipped?.files ?? []])))).toEqual([])
    expect(bagFaults(texts?.files ?? new Map())).not.toEqual([])
    expect(Buffer.from(texts?.files.get('data/README.md') ?? []).toString()).toContain('archive-bag-pictures-1.zip、archive-bag-pictures-2.zip')
    const [otherTexts, ...samePictures] = await bagWith('云山的另一篇。')
    expect(otherTexts?.fingerprint).not.toBe(texts?.fingerprint)
    expect(samePictures).toEqual(pictures)
  })

  test('holds no draft, and of a withdrawn report no more than that it was', () => {
    const all = Object.values(unzipSync(zip)).map((bytes) => Buffer.from(bytes).toString()).join('\n')
    expect(all).not.toContain('碧血丹心试撤回')
    expect(Object.keys(unzipSync(zip)).filter((path) => /taken-back|not-confirmed/u.test(path))).toEqual([])
    expect(all).toContain('2019-05-04/taken-back《一条被撤回的消息》，2019-05-06 撤回')
  })

  test('leaves out the source that holds a withdrawn text, and says so', async () => {
    const report = (title: string, more: string, text: string): string => `---\ntitle: ${title}\ndate: 2020-01-01\nsource: a.txt\n${more}---\n\n${text}\n`
    for (const own of ['source: a.txt\n', '']) {
      const { archive, texts } = understand(folderOf({
        'issues/2020-01-01/a.md': report('甲', '', '云山的虚构报道。'),
        'issues/2020-01-01/b.md': report('乙', 'withdrawn: {date: 2020-02-02, reason: 虚构}\n', '不该再见的文字。').replace('source: a.txt\n', own),
        'sources/a.txt': '甲\n云山的虚构报道。\n乙\n不该再见的文字。\n',
      }))
      if (!archive) throw new Error('the invented content has faults')
      const all = Buffer.from(await zipOf(archive, { texts, pictures: new Map(), folder: '' })).toString()
      expect(all).not.toContain('不该再见的文字')
      expect(all).toContain('没有收入：a.txt')
    }
  })

  test('is the same bytes in another time zone', async () => {
    const zone = process.env.TZ
    try {
      for (const other of ['America/New_York', 'Asia/Shanghai', 'Pacific/Apia']) {
        process.env.TZ = other
        expect(Buffer.from(await bagOf(NEWSPAPER)).equals(zip), other).toBe(true)
      }
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })
})
