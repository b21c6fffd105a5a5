import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchBrowser } from './browser'
import { attribute, pagesBelow, type ParsedPage } from './siteFiles'

/** What a page of each kind may weigh with its stylesheet, gzipped, in bytes. The first that fits counts. */
const BUDGETS: readonly (readonly [kind: string, address: RegExp, bytes: number])[] = [
  ['a report', /^\/articles\//, 8 * 1024],
  ['an issue', /^\/(?:issues\/[^/]+\/)?$/, 12 * 1024],
  ['a person', /^\/people\/[^/]+\//, 8 * 1024],
  ['a topic', /^\/topics\/[^/]+\//, 8 * 1024],
  ['figures or data', /^\/(?:figures|data)\/$/, 10 * 1024],
  ['any other page', /^\//, 7 * 1024],
]

/** What a page is over its budget, in words; nothing where it keeps it. */
function overBudget({ address }: Pick<ParsedPage, 'address'>, bytes: number): string | undefined {
  const [kind, , most] = BUDGETS.find(([, pattern]) => pattern.test(address)) ?? []
  if (kind === undefined || most === undefined) return `${address} is of no kind that has a budget`
  return bytes <= most ? undefined : `${address} (${kind}) has ${bytes} bytes with its stylesheet, gzipped: ${bytes - most} more than its budget of ${most}`
}

function weight(folder: string, { html, elements }: ParsedPage): number {
  const sheets = elements.filter((element) => attribute(element, 'rel') === 'stylesheet').map((element) => attribute(element, 'href') ?? '')
  return [Buffer.from(html), ...sheets.map((sheet) => readFileSync(join(folder, sheet)))].reduce((sum, file) => sum + gzipSync(file).length, 0)
}

describe('no page outgrows its budget', () => {
  test.each(['archive', 'newspaper'] as const)('%s', (name) => {
    const { folder } = inject(name)
    const pages = pagesBelow(folder)
    expect(pages.length).toBeGreaterThan(15)
    expect(pages.flatMap((page) => overBudget(page, weight(folder, page)) ?? [])).toEqual([])
  })

  test('a page that did would be named, with its kind and by how much', () => {
    expect(overBudget({ address: '/articles/2001-02-03/x/' }, 8200)).toBe('/articles/2001-02-03/x/ (a report) has 8200 bytes with its stylesheet, gzipped: 8 more than its budget of 8192')
    expect(overBudget({ address: '/' }, 99_999)).toContain('an issue')
  })
})

/** One of every kind, with pictures and without. */
const SHOWN = [
  ...['/', '/articles/2021-12-17/party-governance/', '/articles/2021-12-17/merganser-returns/', '/people/wang-hui-jie/', '/people/', '/topics/', '/calendar/2021/', '/corrections/', '/figures/', '/data/', '/about/']
    .map((address) => inject('archive').url + address),
  ...['/', '/articles/2019-05-04/spring-trial/'].map((address) => inject('newspaper').url + address),
]

/** CLS, cumulative layout shift (web.dev/cls), of what has been drawn so far; Chromium counts 0 to about 1. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(() => new Promise<number>((resolve) => {
    let sum = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value
    }).observe({ type: 'layout-shift', buffered: true })
    // Two frames: what this one shifts is told after the next.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => { resolve(sum) }, 0)))
  }))
}

describe('in a browser', () => {
  let browser: Browser
  beforeAll(async () => { browser = await launchBrowser() })
  afterAll(async () => { await browser.close() })

  async function opened<T>(viewport: { width: number; height: number }, url: string, use: (page: Page, asked: string[]) => Promise<T>): Promise<T> {
    const context = await browser.newContext({ viewport })
    try {
      const page = await context.newPage()
      const asked: string[] = []
      // The rules for fetching ahead are named by the server's header, not by the page, and fetched when nothing else is.
      page.on('request', (request) => { if (request.resourceType() !== 'image' && !/\.(?:ico|webmanifest)$|\/icon|\/speculation-rules\.json$/.test(request.url())) asked.push(request.url()) })
      await page.goto(url, { waitUntil: 'networkidle' })
      return await use(page, asked)
    } finally {
      await context.close()
    }
  }

  test.each([{ width: 390, height: 844 }, { width: 1280, height: 900 }])('no page asks for a third file, nor moves once it is drawn, at $width px', async (viewport) => {
    const faults: string[] = []
    for (const url of SHOWN) {
      await opened(viewport, url, async (page, asked) => {
        if (asked.length > 2) faults.push(`${url} asks for ${asked.length} files, pictures aside: ${asked.join(' ')}`)
        const shift = await layoutShift(page)
        if (shift > 0) faults.push(`${url} moves while it is drawn: CLS ${shift}`)
      })
    }
    expect(faults).toEqual([])
  })

  test('a page that moved would be noticed', async () => {
    const shift = await opened({ width: 390, height: 844 }, SHOWN[1] ?? '', async (page) => {
      await page.evaluate(() => new Promise((resolve) => {
        const late = document.createElement('div')
        late.textContent = '晚到的通栏'.repeat(60)
        document.querySelector('main')?.prepend(late)
        requestAnimationFrame(() => requestAnimationFrame(resolve))
      }))
      return layoutShift(page)
    })
    expect(shift).toBeGreaterThan(0.05)
  })
})
