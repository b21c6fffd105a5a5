import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadContent, readFolder, understand } from '../lib/content'
import { BAG_FILE, bagGroup } from '../lib/publish/bag'
import { sha256 } from '../lib/publish/manifest'
import { folderOf } from './syntheticContent'

const root = join(import.meta.dirname, '..')
const newspaper = join(root, 'tests/fixtures/newspaper')
const dir = mkdtempSync(join(tmpdir(), 'bag-'))
afterAll(() => { rmSync(dir, { recursive: true, force: true }) })

async function bagOf(content: string): Promise<Uint8Array> {
  const { archive, texts, assets } = await loadContent(content)
  if (!archive) throw new Error('the content has faults')
  const read = async (file: string): Promise<Uint8Array> => readFileSync(join(content, file))
  const group = bagGroup(archive, { texts, pictures: new Map(assets.map(({ from }) => [from, sha256(readFileSync(join(content, from)))])), read })
  const [file] = await group.make()
  expect(file?.path).toBe(BAG_FILE)
  return Buffer.from(file?.bytes ?? '')
}

/** Unpacks a zip with a library that did not write it, and gives the bag's folder. */
function unpacked(zip: Uint8Array, name: string): string {
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    mkdirSync(dirname(join(dir, name, path)), { recursive: true })
    writeFileSync(join(dir, name, path), bytes)
  }
  return join(dir, name, 'archive-bag')
}

/** bagit-python of the Library of Congress: the one on this system, else from the Python Package Index; `undefined` without Python. */
function bagitPython(): ((bag: string) => { valid: boolean; said: string }) | undefined {
  const lib = join(dir, 'python')
  const env = { ...process.env, PYTHONPATH: lib }
  const has = (): boolean => spawnSync('python3', ['-c', 'import bagit'], { env }).status === 0
  if (!has()) spawnSync('python3', ['-m', 'pip', 'install', '--quiet', '--retries', '0', '--target', lib, 'bagit==1.9.0'], { timeout: 60_000 })
  if (!has()) return undefined
  return (bag) => {
    const { status, stderr } = spawnSync('python3', ['-m', 'bagit', '--validate', bag], { env, encoding: 'utf8' })
    return { valid: status === 0, said: stderr }
  }
}

function flip(file: string): void {
  const bytes = readFileSync(file)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
  writeFileSync(file, bytes)
}

let zip: Uint8Array = new Uint8Array()
let bag = ''
beforeAll(async () => {
  zip = await bagOf(newspaper)
  bag = unpacked(zip, 'whole')
})

describe('the bag', () => {
  test('is valid to the Library of Congress’s validator, and is not with one byte flipped', { timeout: 120_000 }, ({ skip }) => {
    const validate = bagitPython()
    if (!validate) return skip('neither bagit-python nor a Python with pip is on this system')
    const whole = validate(bag)
    expect(whole.valid, whole.said).toBe(true)
    const broken = unpacked(zip, 'broken')
    flip(join(broken, 'data/content/issues/2019-05-04/long-title.md'))
    expect(validate(broken).valid).toBe(false)
    const tag = unpacked(zip, 'tag')
    flip(join(tag, 'bag-info.txt'))
    expect(validate(tag).valid).toBe(false)
    const more = unpacked(zip, 'more')
    writeFileSync(join(more, 'data/added.txt'), '')
    expect(validate(more).valid).toBe(false)
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
    const { bytes } = await readFolder(newspaper)
    for (const file of ['archive.yaml', 'issues/2019-05-04/long-title.md', 'issues/2019-05-11/issue.md', 'people/wang-wei-gong-an.md', 'topics/shi-yan-tian.md', 'sources/2019-05-11.txt'].filter((name) => bytes.has(name))) {
      expect(readFileSync(join(bag, 'data/content', file)).equals(Buffer.from(bytes.get(file) ?? [])), file).toBe(true)
    }
    expect(readFileSync(join(bag, 'data/content/issues/2019-05-04/field.png')).equals(readFileSync(join(newspaper, 'issues/2019-05-04/field.png')))).toBe(true)
    expect(readFileSync(join(bag, 'data/README.md'), 'utf8')).toContain('RFC 8493')
    expect(readFileSync(join(bag, 'bag-info.txt'), 'utf8')).toMatch(/^Payload-Oxum: \d+\.\d+$/mu)
  })

  test('can be published again: what it holds is a content folder with the same archive', async () => {
    const again = await loadContent(join(bag, 'data/content'))
    const { records } = await loadContent(newspaper)
    expect(again.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(again.records?.articles).toEqual(records?.articles)
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
      const [file] = await bagGroup(archive, { texts, pictures: new Map(), read: async () => new Uint8Array() }).make()
      const all = Buffer.from(file?.bytes ?? '').toString()
      expect(all).not.toContain('不该再见的文字')
      expect(all).toContain('没有收入：a.txt')
    }
  })

  test('is the same bytes in another time zone', async () => {
    const zone = process.env.TZ
    try {
      for (const other of ['America/New_York', 'Asia/Shanghai', 'Pacific/Apia']) {
        process.env.TZ = other
        expect(Buffer.from(await bagOf(newspaper)).equals(zip), other).toBe(true)
      }
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })
})
