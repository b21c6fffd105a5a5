import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
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
