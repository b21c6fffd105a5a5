import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { holdBack, launchBrowser, withPageOf } from './browser'
import { fictionalArchive } from './fictionalArchive'
import { edited, readerOf } from './searchedArchives'

const { url } = inject('archive')
const archive = fictionalArchive(60)
const { files } = readerOf(archive)
const [person] = [...archive.people].sort((a, b) => b.appearances.length - a.appearances.length)

let browser: Browser
beforeAll(async () => { browser = await launchBrowser() })
afterAll(async () => { await browser.close() })

/** The search page as it would be over an invented archive. */
async function withSearch(use: (page: Page, serve: (files: ReadonlyMap<string, Uint8Array>) => void) => Promise<void>): Promise<void> {
  await withPageOf(browser, { viewport: { width: 390, height: 844 } }, async (page) => {
    let served: ReadonlyMap<string, Uint8Array> = files
    await page.route('**/search/index/**', async (route: Route) => {
      const body = served.get(new URL(route.request().url()).pathname.slice(1))
      await route.fulfill(body ? { body: Buffer.from(body) } : { status: 404, body: '' })
    })
    await use(page, (others) => { served = others })
  })
}

const found = (page: Page, query: string): Promise<unknown> => page.goto(`${url}/search/?${query}`).then(() => page.locator('#search-hits li').first().waitFor())
const addresses = (page: Page): Promise<(string | null)[]> => page.locator('#search-hits h2 a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))

describe('a reader who searches', () => {
  test('within a person without words is told that the newest come first, and offered no other order', async () => {
    await withSearch(async (page) => {
      await found(page, `person=${person!.slug}`)
      expect(await page.locator('#search-status').textContent()).toBe(`找到${person!.appearances.length}篇，新的在前。`)
      await found(page, `q=${encodeURIComponent('的')}`)
      expect(await page.locator('#search-status').textContent()).toMatch(/篇，标题中有的在前。改按日期排列$/)
    })
  })

  test('clicks twice for more and gets each report once', async () => {
    await withSearch(async (page) => {
      await found(page, `q=${encodeURIComponent('的')}`)
      const more = page.getByRole('button', { name: '再看十条' })
      // Both in one task, sooner than any answer.
      await more.evaluate((button: HTMLButtonElement) => { button.click(); button.click() })
      await page.locator('#search-hits li').nth(19).waitFor()
      await more.click()
      await page.locator('#search-hits li').nth(29).waitFor()
      const shown = await addresses(page)
      expect(shown).toHaveLength(30)
      expect(new Set(shown).size).toBe(30)
    })
  })

  test('on a page that was open when an issue was published finds what is new', async () => {
    const newest = archive.issues.at(-1)!.date > archive.issues[0]!.date ? archive.issues.at(-1)! : archive.issues[0]!
    await withSearch(async (page, serve) => {
      serve(readerOf(edited(archive, (article) => (article.issueDate === newest.date ? undefined : article))).files)
      await found(page, `q=${encodeURIComponent('的')}`)
      serve(files)
      const { id, title } = newest.articles[0]!
      await page.getByRole('searchbox').fill(title)
      await page.keyboard.press('Enter')
      await page.getByText('找到1篇').waitFor()
      expect(await addresses(page)).toEqual([`/articles/${id}/`])
    })
  })

  test('finds nothing within a person and reads the name, not its pinyin', async () => {
    await withSearch(async (page) => {
      await page.goto(`${url}/search/?q=${encodeURIComponent('恐龙')}&person=${person!.slug}&topic=topic-1`)
      await page.getByText('没有找到').waitFor()
      await page.getByRole('link', { name: `${person!.name} ×` }).waitFor()
      await page.getByRole('link', { name: `${archive.topics.find(({ slug }) => slug === 'topic-1')!.name} ×` }).waitFor()
    })
  })

  test('types before the script is there, keeps the words and gets suggestions', async () => {
    await withSearch(async (page) => {
      const arrive = await holdBack(page, '**/search/search.js')
      await page.goto(`${url}/search/`, { waitUntil: 'commit' })
      await page.getByRole('searchbox').pressSequentially(person!.name.slice(0, 1))
      arrive()
      await page.locator('#search-names a').first().waitFor()
      expect(await page.getByRole('searchbox').inputValue()).toBe(person!.name.slice(0, 1))
    })
  })
})
