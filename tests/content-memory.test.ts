import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ArchiveRecords, ArticleRecord } from '../lib/archive'
import { ContentMemory, readFolder, understand, type ContentFolder } from '../lib/content'
import { parseReport } from '../lib/content/report'
import { BULLETIN, NEWSPAPER } from './newsrooms'

vi.mock(import('../lib/content/report'), { spy: true })

let dir = ''
let file = ''
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'memory-')); file = join(dir, 'memory') })
afterEach(() => { rmSync(dir, { recursive: true, force: true }) })

const TRIAL = 'issues/2019-05-04/spring-trial.md'
const FOLDER = await readFolder(NEWSPAPER)
const late = (): string => `${file}-late`

/** All that reading a folder says, as plain JSON. */
function reading(folder: ContentFolder, memory?: ContentMemory): string {
  const { records, diagnostics, assets } = understand(folder, { today: '2030-01-01', ...(memory && { memory }) })
  memory?.save()
  return JSON.stringify({ records, diagnostics, assets })
}

const read = (folder: ContentFolder, memory?: ContentMemory): ArchiveRecords | undefined => understand(folder, { today: '2030-01-01', ...(memory && { memory }) }).records

function edited(folder: ContentFolder, path: string, change: (text: string) => string): ContentFolder {
  const bytes = new Map(folder.bytes)
  bytes.set(path, new TextEncoder().encode(change(new TextDecoder().decode(bytes.get(path)))))
  return { ...folder, bytes }
}

test('what is remembered is what reading gives, edit after edit', () => {
  let folder = FOLDER
  const reports = folder.files.filter((path) => /^issues\/.*\/(?!issue)[^/]+\.md$/.test(path))
  const edit = fc.tuple(fc.constantFrom(...reports, 'people/wang-wei-gong-an.md', 'issues/2019-05-04/issue.md', 'sources/2019-05-11.txt'), fc.constantFrom<(text: string) => string>(
    (text) => `${text}\n又添一段。\n`,
    (text) => text.replace('title: ', 'title: 新'),
    (text) => text.replace('people:\n', 'people:\n  - 甄实\n'),
    (text) => text.replace('---\n', '---\nunknown: x\n'),
    (text) => text.replaceAll('王伟', '王纬'),
    (text) => text.replace('甄实', '[甄实](/people/none/)'),
  ))
  for (const [path, change] of fc.sample(edit, { numRuns: 40, seed: 7 })) {
    const next = edited(folder, path, change)
    expect(reading(next, new ContentMemory('1', file))).toBe(reading(next))
    if (understand(next, { today: '2030-01-01' }).archive) folder = next
  }
})

test('reports of one digest say the same, and an edit changes the digests of what it changes only', () => {
  let folder = FOLDER
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

test('a line that was damaged is forgotten, an unfinished one too, and another version’s are', () => {
  const folder = FOLDER
  const expected = reading(folder)
  reading(folder, new ContentMemory('1', file))
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('甄实', '贾虚'))
  expect(reading(folder, new ContentMemory('1', file))).toBe(expected)
  appendFileSync(file, 'half a li')
  expect(reading(folder, new ContentMemory('1', file))).toBe(expected)
  expect(readFileSync(file, 'utf8')).not.toContain('half a li')
  expect(reading(folder, new ContentMemory('2', file))).toBe(expected)
  expect(readFileSync(file, 'utf8')).toMatch(/^2 /)
})

test('a reading is remembered with its body on disk only', () => {
  const folder = FOLDER
  reading(folder, new ContentMemory('1', file))
  expect(readFileSync(file, 'utf8')).not.toContain('试验田召开春播动员会')
  expect(readFileSync(late(), 'utf8')).toContain('试验田召开春播动员会')
})

/** How many reports are read to publish a folder. */
function readings(folder: ContentFolder): number {
  vi.mocked(parseReport).mockClear()
  const memory = new ContentMemory('1', file)
  expect(understand(folder, { memory }).archive).toBeDefined()
  memory.save()
  return vi.mocked(parseReport).mock.calls.length
}

test('what has not changed is not read again, be it compared with its source', async () => {
  const folder = await readFolder(BULLETIN)
  expect(readings(folder)).toBeGreaterThan(1)
  expect(readings(folder)).toBe(0)
})

test('an edit has the report read that was edited, and no other', () => {
  expect(readings(FOLDER)).toBeGreaterThan(1)
  expect(readings(FOLDER)).toBe(0)
  expect(readings(edited(FOLDER, TRIAL, (text) => `${text}\n又添一段。\n`))).toBe(1)
})

test('a link to a report, and its former address, have it read by no later build', () => {
  const linking = edited(FOLDER, TRIAL, (text) => text.replace('---\n', '---\nformerly: /articles/2019-05-04/trial/\n') + '\n另见[本报](/articles/2019-05-04/spring-trial/)。\n')
  expect(readings(linking)).toBeGreaterThan(1)
  expect(readings(linking)).toBe(0)
})

const halves = (text: string): string => text.slice(0, text.length / 2)
const reversed = (text: string): string => text.split('\n').reverse().join('\n')
const change = (path: () => string, edit: (text: string) => string) => () => { writeFileSync(path(), edit(readFileSync(path(), 'utf8'))) }
const CHANGES: readonly (readonly [string, () => void])[] = [
  ['as they were', () => undefined],
  ['one cut short', change(() => file, halves)], ['the other cut short', change(late, halves)],
  ['one rewritten', change(() => file, reversed)], ['the other rewritten', change(late, reversed)],
  ['a text in it replaced by another as long', change(late, (text) => text.replaceAll('试验田', '荒草地'))],
  ['one gone', () => { rmSync(file) }], ['the other gone', () => { rmSync(late()) }], ['both gone', () => { rmSync(file); rmSync(late()) }],
  ['one of another time', () => {
    const first = readFileSync(file)
    rmSync(file)
    reading(edited(FOLDER, TRIAL, (text) => `${text}\n另一段。\n`), new ContentMemory('1', file))
    writeFileSync(file, first)
  }],
]

describe.each(CHANGES)('files of the memory: %s', (_, happens) => {
  const next = edited(FOLDER, TRIAL, (text) => `${text}\n又添一段。\n`)

  test('before they are read again', () => {
    reading(FOLDER, new ContentMemory('1', file))
    happens()
    for (const folder of [FOLDER, next, FOLDER]) expect(reading(folder, new ContentMemory('1', file))).toBe(reading(folder))
  })

  test('after they were read, before bodies are asked for', () => {
    const expected = JSON.stringify(read(FOLDER))
    reading(FOLDER, new ContentMemory('1', file))
    const records = read(FOLDER, new ContentMemory('1', file))
    happens()
    expect(JSON.stringify(records)).toBe(expected)
  })

  test('after they were read, before what is new is added', () => {
    reading(FOLDER, new ContentMemory('1', file))
    const memory = new ContentMemory('1', file)
    const records = read(next, memory)
    happens()
    memory.save()
    expect(JSON.stringify(records)).toBe(JSON.stringify(read(next)))
    for (const folder of [next, FOLDER]) expect(reading(folder, new ContentMemory('1', file))).toBe(reading(folder))
  })
})

test('the file does not grow without bound', () => {
  let folder = FOLDER
  reading(folder, new ContentMemory('1', file))
  const size = (): number => statSync(file).size + statSync(late()).size
  const once = size()
  for (let nth = 0; nth < 40; nth++) {
    folder = edited(folder, TRIAL, (text) => `${text}\n`)
    reading(folder, new ContentMemory('1', file))
  }
  expect(size()).toBeLessThan(4 * once)
})
