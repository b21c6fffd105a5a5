import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { watchContent } from '../lib/publish/watchContent'

let dir = ''
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'preview-')) })
afterEach(() => { rmSync(dir, { recursive: true, force: true }) })

test('a file that cannot be read just then is read again, and whoever previews is told', { timeout: 60_000 }, async () => {
  const said: string[] = []
  let reads = 0
  const watcher = watchContent(dir, (line) => { said.push(line) }, async () => {
    reads++
    if (reads === 1) throw Object.assign(new Error('EBUSY: resource busy or locked'), { code: 'EBUSY' })
  })
  try {
    await new Promise<void>((resolve) => { watcher.once('ready', resolve) })
    writeFileSync(join(dir, 'a.md'), '')
    await expect.poll(() => reads, { timeout: 30_000 }).toBe(2)
    expect(said).toEqual(['稿件暂时读不出来，等一会儿再读：EBUSY: resource busy or locked'])
  } finally {
    await watcher.close()
  }
})
