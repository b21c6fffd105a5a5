import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import sirv from 'sirv'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser'
import { run, type Ended } from './command'
import { NEWSPAPER } from './newsrooms'
import { filesBelow } from './siteFiles'

const dir = mkdtempSync(join(tmpdir(), 'addresses-'))
const [content, out] = [join(dir, 'content'), join(dir, 'out')]
const at = (file: string): string => join(content, file)

const env = { CONTENT_DIR: content, OUT_DIR: out }
const publish = (...args: string[]): Promise<Ended> => run('build', args, { env })
const bytesOf = (folder: string): string => JSON.stringify(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'base64')]))
const prepend = (file: string, line: string): void => { writeFileSync(at(file), readFileSync(at(file), 'utf8').replace('title:', `${line}\ntitle:`)) }

let browser: Browser | undefined
beforeAll(async () => {
  cpSync(NEWSPAPER, content, { recursive: true })
  rmSync(at('addresses.txt'), { force: true })
  const { code, said } = await publish()
  expect(code, said).toBe(0)
})
afterAll(async () => {
  await browser?.close()
  rmSync(dir, { recursive: true, force: true })
})

describe('an address that was published', () => {
  test('is in the ledger, with every other page', () => {
    const ledger = readFileSync(at('addresses.txt'), 'utf8').trim().split('\n')
    const pages = filesBelow(out).filter((path) => path.endsWith('index.html')).map((path) => `/${path.slice(0, -'index.html'.length)}`)
    expect(ledger).toEqual(pages.sort())
  })

  test.each([
    ['deleted', () => { rmSync(at('issues/2019-05-04/long-title.md')) }],
    ['renamed', () => { renameSync(at('issues/2019-05-04/long-title.md'), at('issues/2019-05-04/short-title.md')) }],
    ['moved', () => {
      mkdirSync(at('issues/2019-05-05'), { recursive: true })
      const text = readFileSync(at('issues/2019-05-04/long-title.md'), 'utf8')
      writeFileSync(at('issues/2019-05-05/long-title.md'), text.replace('date: 2019-05-04', 'date: 2019-05-05'))
      rmSync(at('issues/2019-05-04/long-title.md'))
    }],
  ])('stops check, dry run and build when its report is %s, and nothing is written', async (_, change) => {
    cpSync(content, join(dir, 'before'), { recursive: true })
    const before = bytesOf(out)
    change()
    const [checked, dry, built] = [await run('check', [], { env }), await publish('--dry-run'), await publish()]
    for (const { code, said } of [checked, dry, built]) {
      expect(code).toBe(1)
      expect(said).toContain('issues/2019-05-04/long-title.md')
      expect(said).toMatch(/address-lost .*\/articles\/2019-05-04\/long-title\/ .*formerly: \/articles\/2019-05-04\/long-title\/.*withdrawn:/u)
    }
    expect(bytesOf(out)).toBe(before)
    rmSync(content, { recursive: true })
    renameSync(join(dir, 'before'), content)
  })

  test('leads to the new one in a browser, also where a link says the paragraph, and is no page to be found', async () => {
    renameSync(at('issues/2019-05-04/long-title.md'), at('issues/2019-05-04/short-title.md'))
    prepend('issues/2019-05-04/short-title.md', 'formerly: /articles/2019-05-04/long-title/')
    const { code, said } = await publish()
    expect(code, said).toBe(0)
    expect(readFileSync(join(out, '_redirects'), 'utf8')).toContain('/articles/2019-05-04/long-title/ /articles/2019-05-04/short-title/ 301\n')
    const machines = filesBelow(out).filter((path) => /^sitemap|\.(?:xml|json|jsonl|csv|txt)$/u.test(path) && !path.startsWith('.') && !path.startsWith('manifest'))
    for (const path of machines) {
      const lines = readFileSync(join(out, path), 'utf8').split('\n').filter((line) => line.includes('/long-title/') && !/formerly|^\s*"\/articles/u.test(line))
      expect(lines, path).toEqual([])
    }
    const server = createServer(sirv(out, { dev: true }))
    await new Promise<void>((resolve) => server.listen(0, resolve))
    browser = await launchBrowser()
    const page = await browser.newPage()
    const url = `http://localhost:${(server.address() as AddressInfo).port}`
    await page.goto(`${url}/articles/2019-05-04/long-title/`)
    await page.waitForURL('**/articles/2019-05-04/short-title/')
    expect(await page.locator('h1').count()).toBe(1)
    server.close()
  })

  test('that a report says it had before is known from then on, and leads on for good', async () => {
    const before = readFileSync(at('issues/2019-05-11/harvest.md'), 'utf8')
    prepend('issues/2019-05-11/harvest.md', 'formerly: /articles/2019-05-11/reaping/')
    expect((await publish()).code).toBe(0)
    expect(readFileSync(at('addresses.txt'), 'utf8')).toContain('/articles/2019-05-11/reaping/\n')
    writeFileSync(at('issues/2019-05-11/harvest.md'), before)
    const { code, said } = await run('check', [], { env })
    expect(code).toBe(1)
    expect(said).toMatch(/issues\/2019-05-11\/reaping\.md:1:1 .* address-lost /u)
    prepend('issues/2019-05-11/harvest.md', 'formerly: /articles/2019-05-11/reaping/')
  })

  test('is entered again when the ledger was put back by hand', async () => {
    const ledger = readFileSync(at('addresses.txt'), 'utf8')
    writeFileSync(at('addresses.txt'), ledger.replace('/articles/2019-05-11/harvest/\n', ''))
    expect((await publish()).code).toBe(0)
    expect(readFileSync(at('addresses.txt'), 'utf8')).toBe(ledger)
  })
})
