import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { portOf } from '../lib/publish/serve'
import { axeFindings } from './axe'
import { holdBack, launchBrowser, withPageOf } from './browser'

const { url, folder } = inject('archive')
const PHONE = { width: 390, height: 844 }
const DESKTOP = { width: 1280, height: 900 }

let browser: Browser
beforeAll(async () => { browser = await launchBrowser() })
afterAll(async () => { await browser.close() })

const withPage = <T>(use: (page: Page) => Promise<T>, options: BrowserContextOptions = {}): Promise<T> => withPageOf(browser, { viewport: PHONE, ...options }, use)

const titles = (page: Page): Promise<string[]> => page.locator('#search-hits h2').allTextContents()
/** From now on the page says how often the last of the filters in force was given its name. */
const countNamings = (page: Page): Promise<void> => page.evaluate(() => {
  const chosen = document.querySelector('#search-chosen')!
  document.body.dataset.named = '0'
  new MutationObserver((changes) => {
    const named = changes.filter(({ target }) => target === chosen.lastElementChild).length
    document.body.dataset.named = String(Number(document.body.dataset.named) + named)
  }).observe(chosen, { childList: true, subtree: true })
})
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
      await expect.poll(() => titles(page)).toEqual(first)
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
      await page.waitForFunction(() => document.querySelectorAll('#search-hits li').length === 2)
      await page.getByRole('link', { name: /^王慧杰 ×$/ }).click()
      await page.waitForFunction((count) => document.querySelectorAll('#search-hits li').length === count, all)
    })
  })

  test('narrows by year, person, topic, page and byline at once, each to as many as it says', async () => {
    await withPage(async (page) => {
      await page.goto(`${url}/search/?q=${encodeURIComponent('衢江')}`)
      await page.locator('#search-hits li').first().waitFor()
      // Slower than what shows the answer.
      await page.route('**/facets.bin', async (route) => {
        await new Promise((resolve) => { setTimeout(resolve, 300) })
        await route.continue()
      })
      await page.getByText('筛选').click()
      await page.locator('#search-facets a').first().waitFor()
      await countNamings(page)
      const used = new Set<string>()
      for (;;) {
        // Names come together with the filters that are left.
        await page.waitForFunction((times) => Number(document.body.dataset.named) >= times, used.size)
        const next = await page.locator('#search-facets section').evaluateAll((sections, done) => sections.flatMap((section) => {
          const [heading, link] = [section.querySelector('h2')?.textContent ?? '', section.querySelector('a')]
          return done.includes(heading) || !link ? [] : [{ heading, words: link.textContent, href: link.getAttribute('href') ?? '' }]
        })[0], [...used])
        if (!next) break
        await page.locator(`#search-facets a[href="${next.href}"]`).click()
        used.add(next.heading)
        const count = Number(/ (\d+)$/.exec(next.words)?.[1])
        await page.getByText(`找到${count}篇`).waitFor()
        await page.waitForFunction((expected) => document.querySelectorAll('#search-hits li').length === expected, Math.min(10, count))
      }
      expect(used.size).toBeGreaterThan(1)
      const address = new URL(page.url()).searchParams
      const [date] = await page.locator('#search-hits .meta').allTextContents()
      await page.getByLabel('从').fill('2021-12-17')
      await page.getByLabel('到').fill('2021-12-17')
      await page.getByRole('search').getByRole('button', { name: '检索' }).click()
      await page.waitForURL(/from=2021-12-17.*to=2021-12-17/)
      for (const [name, value] of address) expect(new URL(page.url()).searchParams.get(name)).toBe(value)
      await page.locator('#search-hits li').first().waitFor()
      expect(date).toContain('2021年12月17日')
      const none = new URL(page.url())
      none.searchParams.set('from', '2020-01-01')
      none.searchParams.set('to', '2021-12-16')
      await page.goto(none.href)
      await page.getByText('没有找到').waitFor()
      expect(await page.locator('#search-chosen a').count()).toBe([...none.searchParams].length - 1)
      // Dates before the oldest issue hinder no further search, though they are folded away.
      await page.getByRole('searchbox').fill('平武县')
      await page.keyboard.press('Enter')
      await page.waitForURL((address) => address.searchParams.get('q') === '平武县' && address.searchParams.get('from') === '2020-01-01')
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

  test.each([['people/wang-hui-jie', '王慧杰', /见报(\d+)次/], ['topics/gong-ye-jing-ji', '工业经济', /报道(\d+)篇/]])('searches within the reports of /%s/ from there', async (path, name, said) => {
    await withPage(async (page) => {
      await page.goto(`${url}/${path}/`)
      const count = Number(said.exec(await page.getByRole('main').textContent() ?? '')?.[1])
      await page.getByRole('link', { name: '在这些报道里检索' }).click()
      await page.getByText(`找到${count}篇`).waitFor()
      await page.getByRole('link', { name: `${name} ×` }).waitFor()
      await page.getByRole('searchbox').fill('衢江')
      await page.keyboard.press('Enter')
      await page.waitForURL(/q=/)
      await page.getByRole('link', { name: `${name} ×` }).waitFor()
      await page.locator('#search-hits li').first().waitFor()
      expect((await titles(page)).length).toBeLessThanOrEqual(count)
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

  test('is called after what is asked, and as before when nothing is', async () => {
    await withPage(async (page) => {
      await page.goto(`${url}/search/`)
      const heading = await page.title()
      await page.getByRole('searchbox').fill('土墩墓')
      await page.keyboard.press('Enter')
      await page.locator('#search-hits li').first().waitFor()
      expect(await page.title()).toBe('检索“土墩墓”｜衢江旧报')
      await page.goBack()
      await page.locator('#search-hits li').first().waitFor({ state: 'detached' })
      expect([heading, await page.title()]).toEqual(['检索｜衢江旧报', '检索｜衢江旧报'])
    })
  })

  test.each(['Enter', 'Escape'])('suggestions that come after %s do not open', async (key) => {
    await withPage(async (page) => {
      const answer = await holdBack(page, '**/search/index/names/**')
      await page.goto(`${url}/search/`)
      const fetched = page.waitForRequest('**/search/index/names/**')
      await page.getByRole('searchbox').pressSequentially('w')
      await fetched
      const answered = page.waitForResponse('**/search/index/names/**')
      await page.keyboard.press(key)
      answer()
      await (await answered).finished()
      // Drawn twice since: the list would be there.
      await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)) }))
      expect(await page.locator('#search-names').isHidden()).toBe(true)
      await page.getByRole('searchbox').fill('whj')
      await page.getByRole('link', { name: /王慧杰/ }).waitFor()
    })
  })

  test('says so when filters cannot be had, and has them after all', async () => {
    await withPage(async (page) => {
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      await page.route('**/facets.bin', (route) => route.fulfill({ status: 404, body: '' }))
      await page.goto(`${url}/search/?q=${encodeURIComponent('衢江')}`)
      await page.locator('#search-hits li').first().waitFor()
      await page.getByText('筛选').click()
      await page.getByText('没能完整读到').waitFor()
      await page.unroute('**/facets.bin')
      await page.getByRole('button', { name: '再试一次' }).click()
      await page.locator('#search-facets a').first().waitFor()
      expect(errors).toEqual([])
    })
  })

  test('without scripts offers calendar, people and topics', async () => {
    await withPage(async (page) => {
      await page.goto(`${url}/search/?q=1`)
      await page.getByRole('main').getByRole('link', { name: '日历' }).click()
      expect(new URL(page.url()).pathname).toBe('/calendar/')
    }, { javaScriptEnabled: false })
  })

  const STATES: Record<string, (page: Page) => Promise<void>> = {
    'results': async (page) => {
      await page.goto(`${url}/search/?q=${encodeURIComponent('衢江')}`)
      await page.locator('#search-hits li').first().waitFor()
    },
    'more results than are shown': async (page) => {
      await page.goto(`${url}/search/?from=2021-01-01`)
      await page.locator('#search-hits li').first().waitFor()
    },
    'nothing found': async (page) => {
      await page.goto(`${url}/search/?q=${encodeURIComponent('恐龙化石')}`)
      await page.getByText('没有找到').waitFor()
    },
    'filters open and one chosen': async (page) => {
      await page.goto(`${url}/search/?q=${encodeURIComponent('衢江')}&person=wang-hui-jie`)
      await page.getByText('筛选').click()
      await page.locator('#search-facets a').first().waitFor()
    },
    'suggestions open': async (page) => {
      await page.goto(`${url}/search/`)
      await page.getByRole('searchbox').pressSequentially('whj')
      await page.getByRole('link', { name: /王慧杰/ }).waitFor()
    },
    'a file missing': async (page) => {
      await page.route('**/search/index/**/d*.bin', (route) => route.fulfill({ status: 404, body: '' }))
      await page.goto(`${url}/search/?q=${encodeURIComponent('土墩墓')}`)
      await page.getByText('没能完整读到').waitFor()
    },
    'too many words': async (page) => {
      await page.goto(`${url}/search/?q=${encodeURIComponent(Array.from({ length: 40 }, (_, nth) => `词${nth}`).join(' '))}`)
      await page.getByText('一次最多找').waitFor()
    },
  }

  test.each(Object.keys(STATES).flatMap((state) => [{ state, viewport: PHONE, colorScheme: 'light' as const }, { state, viewport: DESKTOP, colorScheme: 'dark' as const }]))(
    'axe finds nothing: $state, $colorScheme, $viewport.width wide', async ({ state, viewport, colorScheme }) => {
      await withPage(async (page) => {
        await STATES[state]?.(page)
        expect(await axeFindings(page)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
      }, { viewport, colorScheme })
    })

  test('is used with the keyboard alone: suggestions, filters, what takes them back, and after a failure', async () => {
    await withPage(async (page) => {
      const tabTo = async (words: RegExp): Promise<void> => {
        for (let stop = 0; stop < 80; stop++) {
          await page.keyboard.press('Tab')
          if (words.test(await page.evaluate(() => document.activeElement?.textContent ?? ''))) return
        }
        throw new Error(`the keyboard does not reach ${words.source}`)
      }
      await page.goto(`${url}/search/`)
      await page.getByRole('searchbox').focus()
      await page.keyboard.type('whj')
      await page.getByRole('link', { name: /王慧杰/ }).waitFor()
      await page.keyboard.press('Escape')
      await page.locator('#search-names').waitFor({ state: 'hidden' })
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type('衢江')
      await page.keyboard.press('Enter')
      await page.locator('#search-hits li').first().waitFor()
      await tabTo(/^筛选$/)
      await page.keyboard.press('Enter')
      await page.locator('#search-facets a').first().waitFor()
      await tabTo(/^王慧杰 \d+$/)
      await page.keyboard.press('Enter')
      await page.getByRole('link', { name: '王慧杰 ×' }).waitFor()
      // On from what is said of the answer, not from the head of the page.
      await tabTo(/^王慧杰 ×$/)
      await page.keyboard.press('Enter')
      await page.waitForURL((address) => !address.searchParams.has('person'))
      await page.route('**/search/index/**/d*.bin', (route) => route.fulfill({ status: 404, body: '' }))
      await page.getByRole('searchbox').fill('平武县')
      await page.keyboard.press('Enter')
      await page.getByText('没能完整读到').waitFor()
      await page.unroute('**/search/index/**/d*.bin')
      await tabTo(/^再试一次$/)
      await page.keyboard.press('Enter')
      await page.getByText(/找到\d+篇/).waitFor()
      await page.goto(`${url}/search/`)
      await page.getByRole('searchbox').focus()
      await page.keyboard.type('wanghuijie')
      await page.getByRole('link', { name: /王慧杰/ }).waitFor()
      await tabTo(/^王慧杰/)
      await page.keyboard.press('Enter')
      await page.waitForURL('**/people/wang-hui-jie/')
    })
  })

  test('lets go of no filter on which the keyboard stands when its name arrives', async () => {
    await withPage(async (page) => {
      const tellNames = await holdBack(page, '**/search/index/**/facets.bin')
      await page.goto(`${url}/search/?q=${encodeURIComponent('衢江')}&person=wang-hui-jie`)
      await page.getByRole('link', { name: 'wang-hui-jie ×' }).focus()
      tellNames()
      await page.getByRole('link', { name: '王慧杰 ×' }).waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL((address) => !address.searchParams.has('person'))
    })
  })

  test('works where the page arrives in two pieces, the second after its script', async () => {
    const html = await (await fetch(`${url}/search/`)).text()
    const half = html.indexOf('<p id="search-status"')
    expect(half).toBeGreaterThan(0)
    const server = createServer((request, response) => void (async () => {
      const asked = request.url ?? '/'
      if (asked.startsWith('/search/?')) {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).write(html.slice(0, half))
        // Long enough for a script that is named in the first half to arrive and to run.
        setTimeout(() => response.end(html.slice(half)), 1000)
      } else {
        const answer = await fetch(url + asked)
        response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(Buffer.from(await answer.arrayBuffer()))
      }
    })())
    await new Promise<void>((resolve) => { server.listen(0, resolve) })
    try {
      await withPage(async (browsed) => {
        const said: string[] = []
        browsed.on('pageerror', (error) => said.push(error.message))
        await browsed.goto(`http://localhost:${portOf(server)}/search/?q=${encodeURIComponent('土墩墓')}`)
        await expect.poll(async () => [await titles(browsed), said], { timeout: 60_000 }).toEqual([['吴国升来衢江调研孟姜村土墩墓群保护与开发工作'], []])
        expect(await browsed.getByRole('searchbox').inputValue()).toBe('土墩墓')
      })
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  test('obeys its policy, and its script is small and starts in old browsers', async () => {
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
