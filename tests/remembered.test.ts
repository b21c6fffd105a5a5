import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ContentMemory, readFolder, understand, type ContentFolder } from '../lib/content'
import * as report from '../lib/content/report'
import { BULLETIN, NEWSPAPER } from './newsrooms'

vi.mock(import('../lib/content/report'), async (original) => {
  const whole = await original()
  return { ...whole, parseReport: vi.fn(whole.parseReport) }
})

let dir = ''
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'memory-')) })
afterEach(() => { rmSync(dir, { recursive: true, force: true }) })

/** How many reports are read to publish a folder. */
function readings(folder: ContentFolder): number {
  const parse = vi.mocked(report.parseReport).mockClear()
  const memory = new ContentMemory('1', join(dir, 'memory'))
  expect(understand(folder, { memory }).archive).toBeDefined()
  memory.save()
  return parse.mock.calls.length
}

test('what has not changed is not read again, be it compared with its source', async () => {
  const folder = await readFolder(BULLETIN)
  expect(readings(folder)).toBeGreaterThan(1)
  expect(readings(folder)).toBe(0)
})

test('an edit has the report read that was edited, and no other', async () => {
  const folder = await readFolder(NEWSPAPER)
  const edited = 'issues/2019-05-04/spring-trial.md'
  expect(readings(folder)).toBeGreaterThan(1)
  const before = readings(folder)
  const bytes = new Map(folder.bytes).set(edited, Buffer.concat([folder.bytes.get(edited)!, Buffer.from('\n又添一段。\n')]))
  expect(readings({ ...folder, bytes })).toBe(before + 1)
})
