import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchBrowser } from './browser'

const { url, folder } = inject('archive')
const PHONE = { width: 390, height: 844 }

let browser: Browser
beforeAll(async () => { browser = await launchBrowser() })
afterAll(async () => { await browser.close() })

async function withPage<T>(use: (page: Page) => Promise<T>, options: { javaScriptEnabled?: boolean } = {}): Promise<T> {
  const context = await browser.newContext({ viewport: PHONE, ...options })
  try {
    return await use(await context.newPage())
  } finally {
    await context.close()
  }
}

const titles = (page: Page): Promise<string[]> => page.locator('#search-hits h2').allTextContents()
const status = (page: Page): ReturnType<Page['locator']> => page.locator('#search-status')

describe('the search page', () => {
  test('finds a phrase typed into the box of any page', async () => {
    await withPage(async (page) => {
      await page.goto(`${url}/articles/2021-12-17/industry-survey/`)
      await page.getByRole('searchbox').fill('土墩墓')
      await page.keyboard.press('Enter')
      await page.locator('#search-hits li').first().waitFor()
      expect(new URL(page.url()).search).toBe(`?q=${encodeURIComponent('土墩墓')}`)
      expect(await status(page).textContent()).toContain('找到1篇')
      expect(await titles(page)).toEqual(['吴国升来衢江调研孟姜村土墩墓群保护与开发工作'])
      expect(await page.locator('#search-hits .q mark').first().textContent()).toBe('土墩墓')
    })
  })

  test('keeps everything in the address: reload, back and share', async () => {
    await withPage(async (page) => {
      await page.goto(`${url}/search/?q=${encodeURIComponent('衢江')}`)
      await page.locator('#search-hits li').first().waitFor()
      const first = await titles(page)
      await page.getByRole('link', { name: '改按日期排列' }).click()
      await page.waitForURL(/order=newest/)
      await page.getByRole('searchbox').fill('清障行动')
      await page.keyboard.press('Enter')
      await page.waitForFunction(() => document.querySelectorAll('#search-hits li').length < 5)
      const second = await titles(page)
      const shared = page.url()
      await page.goBack()
      await page.goBack()
      await page.waitForFunction((count) => document.querySelectorAll('#search-hits li').length === count, first.length)
      expect(await titles(page)).toEqual(first)
      await withPage(async (other) => {
        await other.goto(shared)
        await other.locator('#search-hits li').first().waitFor()
        expect(await titles(other)).toEqual(second)
      })
    })
  })

  test('filters by person, with counts, and takes the filter back', async () => {
    await withPage(async (page) => {
      await page.goto(`${url}/search/?q=${encodeURIComponent('衢江')}`)
      await page.locator('#search-hits li').first().waitFor()
      const all = (await titles(page)).length
      await page.getByText('筛选').click()
      await page.getByRole('link', { name: /^王慧杰 \d+$/ }).click()
      await page.getByRole('link', { name: /^王慧杰 ×$/ }).waitFor()
      // Of the three reports he is in, the lead never says 衢江.
      expect((await titles(page)).length).toBe(2)
      await page.getByRole('link', { name: /^王慧杰 ×$/ }).click()
      await page.waitForFunction((count) => document.querySelectorAll('#search-hits li').length === count, all)
    })
  })

  test('suggests a person by pinyin and by initials', async () => {
    for (const typed of ['wanghuijie', 'whj', '王慧']) {
      await withPage(async (page) => {
        await page.goto(`${url}/search/`)
        await page.getByRole('searchbox').pressSequentially(typed)
        await page.getByRole('link', { name: /王慧杰/ }).click()
        expect(new URL(page.url()).pathname).toBe('/people/wang-hui-jie/')
      })
    }
  })

  test('searches within a person’s reports from that person’s page', async () => {
    await withPage(async (page) => {
      await page.goto(`${url}/people/wang-hui-jie/`)
      await page.getByRole('link', { name: '在这些报道里检索' }).click()
      await page.locator('#search-hits li').first().waitFor()
      expect((await titles(page)).length).toBe(3)
    })
  })

  test('says so when nothing is found, when a file is missing, and when there is no network', async () => {
    await withPage(async (page) => {
      await page.goto(`${url}/search/?q=${encodeURIComponent('恐龙化石')}`)
      await page.getByText('没有找到').waitFor()
      await page.route('**/search/index/**/d*.bin', (route) => route.fulfill({ status: 404, body: '' }))
      await page.goto(`${url}/search/?q=${encodeURIComponent('土墩墓')}`)
      await page.getByText('没能完整读到').waitFor()
      expect(await titles(page)).toEqual([])
      await page.unroute('**/search/index/**/d*.bin')
      await page.getByRole('button', { name: '再试一次' }).click()
      await page.locator('#search-hits li').first().waitFor()
      await page.context().setOffline(true)
      await page.getByRole('searchbox').fill('平武县')
      await page.keyboard.press('Enter')
      await page.getByText('现在没有网络').waitFor()
    })
  })

  test('without scripts offers calendar, people and topics', async () => {
    await withPage(async (page) => {
      await page.goto(`${url}/search/?q=1`)
      await page.getByRole('main').getByRole('link', { name: '日历' }).click()
      expect(new URL(page.url()).pathname).toBe('/calendar/')
    }, { javaScriptEnabled: false })
  })

  test('obeys its policy and fetches little', async () => {
    await withPage(async (page) => {
      const said: string[] = []
      page.on('console', (message) => said.push(message.text()))
      page.on('pageerror', (error) => said.push(error.message))
      await page.goto(`${url}/search/?q=${encodeURIComponent('座谈会')}`)
      await page.locator('#search-hits li').first().waitFor()
      expect(said).toEqual([])
    })
    const script = readFileSync(join(folder, 'search/search.js'))
    expect(brotliCompressSync(script).length).toBeLessThanOrEqual(15 * 1024)
    // Safari knows lookbehind only since 16.4, and a script with it does not even start in an older one.
    expect(script.toString()).not.toMatch(/\(\?<[=!]/)
  })
})
