import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ArchiveRecords, ArticleRecord } from '../lib/archive'
import { ContentMemory, readFolder, understand, type ContentFolder } from '../lib/content'

let dir = ''
let file = ''
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'memory-')); file = join(dir, 'memory') })
afterEach(() => { rmSync(dir, { recursive: true, force: true }) })

const FIXTURE = join(import.meta.dirname, 'fixtures/newspaper')

/** All that reading a folder says, as plain JSON. */
function reading(folder: ContentFolder, memory?: ContentMemory): string {
  const { records, diagnostics, assets } = understand(folder, { today: '2030-01-01', ...(memory && { memory }) })
  memory?.save()
  return JSON.stringify({ records, diagnostics, assets })
}

function edited(folder: ContentFolder, path: string, change: (text: string) => string): ContentFolder {
  const bytes = new Map(folder.bytes)
  bytes.set(path, new TextEncoder().encode(change(new TextDecoder().decode(bytes.get(path)))))
  return { ...folder, bytes }
}

test('what is remembered is what reading gives, edit after edit', async () => {
  let folder = await readFolder(FIXTURE)
  const reports = folder.files.filter((path) => /^issues\/.*\/(?!issue)[^/]+\.md$/.test(path))
  const edit = fc.tuple(fc.constantFrom(...reports, 'people/wang-wei-gong-an.md', 'issues/2019-05-04/issue.md'), fc.constantFrom<(text: string) => string>(
    (text) => `${text}\n又添一段。\n`,
    (text) => text.replace('title: ', 'title: 新'),
    (text) => text.replace('people:\n', 'people:\n  - 甄实\n'),
    (text) => text.replace('---\n', '---\nunknown: x\n'),
    (text) => text.replaceAll('王伟', '王纬'),
    (text) => text.replace('甄实', '[甄实](/people/none/)'),
  ))
  for (const [path, change] of fc.sample(edit, { numRuns: 30, seed: 7 })) {
    const next = edited(folder, path, change)
    expect(reading(next, new ContentMemory('1', file))).toBe(reading(next))
    if (understand(next, { today: '2030-01-01' }).archive) folder = next
  }
})

test('reports of one digest say the same, and an edit changes the digests of what it changes only', async () => {
  let folder = await readFolder(FIXTURE)
  const said = new Map<string, string>()
  const recordsOf = (read: ContentFolder): readonly ArticleRecord[] => understand(read, { today: '2030-01-01' }).records?.articles ?? []
  const all = recordsOf(folder).length
  const counts = [
    ['issues/2019-05-04/spring-trial.md', (text: string) => text.replace('title: ', 'title: 新')],
    ['people/wang-wei-gong-an.md', (text: string) => text.replace('[小王警官]', '[小王警官, 王所长]')],
    ['archive.yaml', (text: string) => text.replace('name: ', 'name: 新')],
  ] as const
  const news = [folder, ...counts.map(([path, change]) => (folder = edited(folder, path, change)))].map((read) => {
    const before = said.size
    for (const record of recordsOf(read)) {
      const json = JSON.stringify(record)
      expect(said.get(record.digest) ?? json).toBe(json)
      said.set(record.digest, json)
    }
    return said.size - before
  })
  expect(news[0]).toBe(all)
  expect(news[1]).toBe(1)
  expect(news[2]).toBeGreaterThan(0)
  expect(news[2]).toBeLessThan(all)
  expect(news[3]).toBe(0)
})

test('a line that was damaged is forgotten, an unfinished one too, and another version’s are', async () => {
  const folder = await readFolder(FIXTURE)
  const expected = reading(folder)
  reading(folder, new ContentMemory('1', file))
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('试验田', '荒草地'))
  expect(reading(folder, new ContentMemory('1', file))).toBe(expected)
  appendFileSync(file, 'half a li')
  expect(reading(folder, new ContentMemory('1', file))).toBe(expected)
  expect(readFileSync(file, 'utf8')).not.toContain('half a li')
  expect(reading(folder, new ContentMemory('2', file))).toBe(expected)
  expect(readFileSync(file, 'utf8')).toMatch(/^2\n/)
})

test.each<[string, () => void]>([
  ['as it was', () => undefined],
  ['rewritten', () => { writeFileSync(file, readFileSync(file, 'utf8').split('\n').reverse().join('\n')) }],
  ['gone', () => { rmSync(file) }],
])('blocks asked for after the file was read are those of the report: %s', async (_, change) => {
  const folder = await readFolder(FIXTURE)
  const read = (memory?: ContentMemory): ArchiveRecords | undefined => understand(folder, { today: '2030-01-01', ...(memory && { memory }) }).records
  const expected = JSON.stringify(read())
  reading(folder, new ContentMemory('1', file))
  const records = read(new ContentMemory('1', file))
  change()
  expect(JSON.stringify(records)).toBe(expected)
})

test('the file does not grow without bound', async () => {
  let folder = await readFolder(FIXTURE)
  reading(folder, new ContentMemory('1', file))
  const once = statSync(file).size
  for (let nth = 0; nth < 40; nth++) {
    folder = edited(folder, 'issues/2019-05-04/spring-trial.md', (text) => `${text}\n`)
    reading(folder, new ContentMemory('1', file))
  }
  expect(statSync(file).size).toBeLessThan(4 * once)
})
