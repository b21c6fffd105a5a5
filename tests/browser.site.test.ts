import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { axeFindings } from './axe'
import { launchBrowser, withPageOf } from './browser'

const archive = inject('archive').url
const newspaper = inject('newspaper').url

/** One address of every kind of page, and the states that look different. */
const KINDS = [
  `${archive}/`, `${archive}/issues/2021-12-17/`,
  `${archive}/articles/2021-12-17/mengjiang-mounds/`, `${archive}/articles/2021-12-17/party-governance/`, `${archive}/articles/2021-12-17/merganser-returns/`,
  `${archive}/people/wang-hui-jie/`, `${archive}/people/`, `${archive}/topics/ying-shang-huan-jing/`, `${archive}/topics/`,
  `${archive}/calendar/`, `${archive}/calendar/2021/`, `${archive}/about/`, `${archive}/no-such-page/`,
  `${archive}/corrections/`, `${archive}/figures/`, `${archive}/data/`,
  `${newspaper}/`, `${newspaper}/articles/2019-05-04/taken-back/`, `${newspaper}/articles/2019-05-04/rare-characters/`,
]

let browser: Browser
beforeAll(async () => { browser = await launchBrowser() })
afterAll(async () => { await browser.close() })

const withPage = <T>(options: BrowserContextOptions, use: (page: Page) => Promise<T>): Promise<T> => withPageOf(browser, options, use)

const PHONE = { width: 390, height: 844 }
const DESKTOP = { width: 1280, height: 900 }

describe.each([['light', PHONE], ['light', DESKTOP], ['dark', PHONE], ['dark', DESKTOP]] as const)('in %s at %o', (colorScheme, viewport) => {
  test.each(KINDS)('axe finds nothing on %s', async (url) => {
    const violations = await withPage({ viewport, colorScheme, reducedMotion: 'reduce' }, async (page) => {
      await page.goto(url)
      return axeFindings(page)
    })
    expect(violations).toEqual([])
  })
})

describe('the pages', () => {
  test.each([true, false])('say nothing in the console and load at most two files, pictures aside (scripts allowed: %s)', async (javaScriptEnabled) => {
    for (const url of KINDS.filter((kind) => !kind.includes('no-such-page'))) {
      const { said, requests } = await withPage({ viewport: PHONE, javaScriptEnabled }, async (page) => {
        const heard: string[] = []
        const asked: string[] = []
        page.on('console', (message) => heard.push(message.text()))
        page.on('pageerror', (error) => heard.push(error.message))
        page.on('request', (request) => { if (request.resourceType() !== 'image') asked.push(request.url()) })
        await page.goto(url, { waitUntil: 'networkidle' })
        // The rules for fetching ahead are named by the server's header, not by the page, and fetched when nothing else is.
        return { said: heard, requests: asked.filter((address) => !/icon|speculation-rules\.json$/.test(address)) }
      })
      expect(said, url).toEqual([])
      expect(requests.length, `${url}: ${requests.join(' ')}`).toBeLessThanOrEqual(2)
    }
  })

  test('do not scroll sideways at 320 px, nor at 200 % text', async () => {
    for (const [width, text] of [[320, '100%'], [390, '200%'], [1280, '200%']] as const) {
      await withPage({ viewport: { width, height: 800 } }, async (page) => {
        for (const url of KINDS) {
          await page.goto(url)
          await page.evaluate((size) => { document.documentElement.style.fontSize = size }, text)
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          expect(overflow, `${url} at ${width}px, text ${text}`).toBe(0)
        }
      })
    }
  })

  test('set eighteen characters a line in a report on a phone', async () => {
    const characters = await withPage({ viewport: PHONE }, async (page) => {
      await page.goto(`${archive}/articles/2021-12-17/mengjiang-mounds/`)
      return page.evaluate(() => {
        const body = document.querySelector('.body')!
        return body.clientWidth / parseFloat(getComputedStyle(body).fontSize)
      })
    })
    expect(characters).toBe(18)
  })

  test('keep a date in one piece, however wide its digits', async () => {
    await withPage({ viewport: DESKTOP }, async (page) => {
      await page.goto(`${archive}/articles/2021-12-17/mengjiang-mounds/`)
      const lines = await page.locator('.crumb time').evaluate((time) => {
        // Wider than the column beside a report, as in DejaVu Sans.
        time.style.letterSpacing = '.2em'
        const range = document.createRange()
        range.selectNodeContents(time)
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
      })
      expect(lines).toBe(1)
    })
  })

  test('can be walked by keyboard: the first stop skips to the text', async () => {
    await withPage({ viewport: DESKTOP }, async (page) => {
      await page.goto(`${archive}/articles/2021-12-17/mengjiang-mounds/`)
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文')
      await page.keyboard.press('Enter')
      expect(new URL(page.url()).hash).toBe('#main')
    })
  })

  test('lead from the issue to a report, to a person and back, without scripts', async () => {
    await withPage({ viewport: PHONE, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${archive}/`)
      await page.getByRole('link', { name: '吴国升来衢江调研孟姜村土墩墓群保护与开发工作' }).click()
      expect(new URL(page.url()).pathname).toBe('/articles/2021-12-17/mengjiang-mounds/')
      await page.locator('.body').getByRole('link', { name: '王慧杰' }).click()
      expect(new URL(page.url()).pathname).toBe('/people/wang-hui-jie/')
      await page.getByRole('link', { name: '聚焦工业经济 聚力双招双引' }).click()
      expect(new URL(page.url()).pathname).toBe('/articles/2021-12-17/industry-survey/')
    })
  })

  test('print on A4 without navigation', async () => {
    await withPage({ viewport: DESKTOP }, async (page) => {
      await page.goto(`${archive}/articles/2021-12-17/mengjiang-mounds/`)
      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('.pn').isVisible()).toBe(false)
      expect(await page.locator('.body').evaluate((body) => getComputedStyle(body).columnCount)).toBe('2')
      // In points, as PDF counts.
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
      const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/u.exec(pdf) ?? []
      expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([595, 842])
    })
  })

  test('help a reader who is lost', async () => {
    await withPage({ viewport: PHONE, javaScriptEnabled: false }, async (page) => {
      const response = await page.goto(`${archive}/articles/2021-12-17/no-such-report/`)
      expect(response?.status()).toBe(404)
      await page.getByRole('main').getByRole('link', { name: '人物' }).click()
      expect(new URL(page.url()).pathname).toBe('/people/')
    })
  })
})
