import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { manifestText, parseManifest, sha256 } from '../lib/publish/manifest'
import { run } from './command'
import { NEWSPAPER } from './newsrooms'
import { filesBelow } from './siteFiles'

const dir = mkdtempSync(join(tmpdir(), 'same-'))
const out = join(dir, 'published here')
const { folder } = inject('newspaper')

/** What the other site of these tests was made of, published from another folder into another, in another time zone and language. */
beforeAll(async () => {
  const content = join(dir, '稿件')
  cpSync(NEWSPAPER, content, { recursive: true })
  const { code, said } = await run('build', [], { env: { CONTENT_DIR: content, OUT_DIR: out, TZ: 'America/New_York', LANG: 'C', LC_ALL: 'C' } })
  expect(code, said).toBe(0)
})
afterAll(() => { rmSync(dir, { recursive: true, force: true }) })

test('the same content is the same bytes, wherever and in whatever time zone and language it is published', () => {
  const files = filesBelow(folder)
  expect(filesBelow(out)).toEqual(files)
  for (const file of files) expect(readFileSync(join(out, file)).equals(readFileSync(join(folder, file))), file).toBe(true)
})

test('nothing in it holds the day it was published', () => {
  // The paper's day and this machine's may differ; the corpus is of 2019, so neither stands in it.
  const days = [0, 8, -8].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 10))
  for (const file of filesBelow(out)) {
    const text = readFileSync(join(out, file), 'latin1')
    for (const day of days) for (const written of [day, day.replaceAll('-', ''), day.replaceAll('-', '/')]) expect(text.includes(written), `${file} holds ${written}`).toBe(false)
  }
})

test('its manifest has the digest of every file, and sha256sum agrees', () => {
  const manifest = parseManifest(readFileSync(join(out, 'manifest-sha256.txt'), 'utf8'))
  const files = filesBelow(out).filter((file) => file !== 'manifest-sha256.txt')
  expect([...manifest.keys()]).toEqual(files)
  expect(manifestText(manifest)).toBe(manifestText(new Map(files.map((file) => [file, sha256(readFileSync(join(out, file)))]))))
  const { error, status } = spawnSync('sha256sum', ['--quiet', '--strict', '-c', 'manifest-sha256.txt'], { cwd: out })
  if (!error) expect(status).toBe(0)
})

test('a report’s page carries the digest of the text its data holds', () => {
  const reports = filesBelow(out).filter((file) => /^articles\/.*\/index\.json$/u.test(file))
  expect(reports.length).toBeGreaterThan(3)
  for (const file of reports) {
    const { text } = JSON.parse(readFileSync(join(out, file), 'utf8')) as { text: string }
    expect(readFileSync(join(out, file.replace(/json$/u, 'html')), 'utf8'), file).toContain(`<code>${sha256(text)}</code>`)
  }
})

test('the bag is linked from the page on how the text was established', () => {
  expect(readFileSync(join(out, 'about/index.html'), 'utf8')).toContain('href="/archive-bag.zip"')
  expect(filesBelow(out)).toContain('archive-bag.zip')
})
