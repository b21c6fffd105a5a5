import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { CalendarPage } from '../app/components/CalendarPage'
import { IssuePage } from '../app/components/IssuePage'
import { PeoplePage } from '../app/components/PeoplePage'
import { PersonPage } from '../app/components/PersonPage'
import { TopicPage, TopicsPage } from '../app/components/TopicPage'
import type { Archive } from '../lib/archive'
import { portOf, serveFolder } from '../lib/publish/serve'
import { listPages, viewOf } from '../lib/views'
import { archiveOf, report } from './archives'
import { axeFindings } from './axe'
import { launchBrowser, withPageOf } from './browser'

const { url: site, folder } = inject('archive')
const PHONE = { width: 390, height: 844 }
const DESKTOP = { width: 1280, height: 900 }
const REPORT = `${site}/articles/2021-12-17/mengjiang-mounds/`

let browser: Browser
beforeAll(async () => { browser = await launchBrowser() })
afterAll(async () => { await browser.close() })

const withPage = <T>(options: BrowserContextOptions, use: (page: Page) => Promise<T>): Promise<T> => withPageOf(browser, options, use)

/** What no built site shows: the pages' own components, in place of the body of a built page that has their stylesheet. */
const DRAWN: Record<string, { readonly like: string; readonly body: (archives: { long: Archive; none: Archive }) => ReactNode }> = {
  'a person in too many reports for one page': { like: 'people/wang-hui-jie', body: ({ long }) => createElement(PersonPage, { view: viewOf(long, paged(long, '/people/')) as never }) },
  'a topic of too many reports for one page': { like: 'topics/gong-ye-jing-ji', body: ({ long }) => createElement(TopicPage, { view: viewOf(long, paged(long, '/topics/')) as never }) },
  'a calendar of many years': { like: 'calendar', body: ({ long }) => createElement(CalendarPage, { view: viewOf(long, { address: '/calendar/' }) as never }) },
  'the front page of an empty archive': { like: '', body: ({ none }) => createElement(IssuePage, { view: viewOf(none, { address: '/' }) }) },
  'the people of an empty archive': { like: 'people', body: ({ none }) => createElement(PeoplePage, { view: viewOf(none, { address: '/people/' }) as never }) },
  'the topics of an empty archive': { like: 'topics', body: ({ none }) => createElement(TopicsPage, { view: viewOf(none, { address: '/topics/' }) as never }) },
  'the calendar of an empty archive': { like: 'calendar', body: ({ none }) => createElement(CalendarPage, { view: viewOf(none, { address: '/calendar/' }) as never }) },
}

/** A page below `start` that has others beside it. */
function paged(archive: Archive, start: string): { address: string } {
  const found = listPages(archive).find(({ address }) => address.startsWith(start) && address.split('/').length === 5)
  if (!found) throw new Error(`no page below ${start} is continued on another`)
  return found
}

/** One person and one topic in a report a day, for 700 days. */
const longArchive = (): Archive => archiveOf(Object.fromEntries(Array.from({ length: 700 }, (_, at) => {
  const date = new Date(Date.UTC(2001, 0, 1 + at)).toISOString().slice(0, 10)
  return [`issues/${date}/x.md`, report({ title: `虚构的第${at + 1}篇`, date, page: '1', people: [{ 甄一: '县长' }], topics: ['春耕'] }, '县长甄一到会。')]
})))

let archives: { long: Archive; none: Archive }
beforeAll(() => { archives = { long: longArchive(), none: archiveOf({}) } })

describe.each([['light', PHONE], ['dark', DESKTOP]] as const)('in %s at %o axe finds nothing', (colorScheme, viewport) => {
  test.each(Object.keys(DRAWN))('on %s', async (name) => {
    const { like = '', body } = DRAWN[name] ?? {}
    const built = readFileSync(join(folder, like, 'index.html'), 'utf8')
    const html = built.replace(/<body>[^]*<\/body>/, () => `<body>${renderToStaticMarkup(body?.(archives))}</body>`)
    const findings = await withPage({ viewport, colorScheme }, async (page) => {
      await page.route('**/drawn/', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }))
      await page.goto(`${site}/drawn/`)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      return [...await axeFindings(page), ...(overflow > 0 ? [`scrolls sideways by ${overflow} px`] : [])]
    })
    expect(findings).toEqual([])
  })

  test.each([
    ['the results of a search', '土墩墓', '#search-hits li'],
    ['a search that finds nothing', '甄一贾二梅三', '#search-status:not(:empty)'],
  ])('on %s', async (_, query, shown) => {
    const findings = await withPage({ viewport, colorScheme }, async (page) => {
      await page.goto(`${site}/search/?q=${encodeURIComponent(query)}`)
      await page.locator(shown).first().waitFor()
      return axeFindings(page)
    })
    expect(findings).toEqual([])
  })

  test('on a report with everything unfolded, a paragraph pointed at, and the first stop of the keyboard shown', async () => {
    const findings = await withPage({ viewport, colorScheme }, async (page) => {
      await page.goto(`${REPORT}#p2`)
      await page.evaluate(() => { for (const details of document.querySelectorAll('details')) details.open = true })
      await page.evaluate(() => { document.querySelector<HTMLElement>('.skip')?.focus() })
      return axeFindings(page)
    })
    expect(findings).toEqual([])
  })
})

/** Where the keyboard is: what has the focus, and whether a reader sees that it has. */
const focus = (page: Page): Promise<{ words: string; seen: boolean }> => page.evaluate(() => {
  const element = document.activeElement ?? document.body
  const { top, bottom, left, right, width, height } = element.getBoundingClientRect()
  const { outlineStyle, outlineWidth } = getComputedStyle(element)
  return {
    words: element.getAttribute('aria-label') ?? element.textContent.trim(),
    seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth,
  }
})

/** Presses Tab until `words` have the focus; every stop on the way must be seen. */
async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let stop = 0; stop < 120; stop++) {
    await page.keyboard.press('Tab')
    const at = await focus(page)
    expect(at.seen, `${page.url()}: the focus on “${at.words}” is not seen`).toBe(true)
    if (words.test(at.words)) return
  }
  throw new Error(`${page.url()}: the keyboard does not reach ${words.source}`)
}

test.each([PHONE, DESKTOP])('with the keyboard alone: from the issue to a report, a person, the next report, and a search, at %o', async (viewport) => {
  await withPage({ viewport }, async (page) => {
    const path = (): string => new URL(page.url()).pathname
    const enter = async (expected: string): Promise<void> => {
      await page.keyboard.press('Enter')
      await page.waitForURL(`**${expected}*`)
    }
    await page.goto(`${site}/`)
    await tabTo(page, /^推动全面从严治党不断向纵深发展$/)
    await enter('/articles/2021-12-17/party-governance/')
    await tabTo(page, /^王慧杰$/)
    await enter('/people/wang-hui-jie/')
    await page.goBack()
    await tabTo(page, /^同版下一篇/)
    await enter('/articles/2021-12-17/mengjiang-mounds/')
    await tabTo(page, /^检索全文$/)
    await page.keyboard.type('秋沙鸭')
    await enter('/search/')
    await page.locator('#search-hits li').first().waitFor()
    await tabTo(page, /^中华秋沙鸭/)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/articles/**')
    expect(path()).toBe('/articles/2021-12-17/merganser-returns/')
  })
})

test('a paragraph has an address of its own, given without a script', async () => {
  await withPage({ viewport: PHONE, javaScriptEnabled: false }, async (page) => {
    await page.goto(REPORT)
    await page.getByText('引用某一段').click()
    await page.getByRole('link', { name: '第3段' }).click()
    expect(new URL(page.url()).hash).toBe('#p3')
    const [pointed, other] = await Promise.all(['#p3', '#p2'].map((id) => page.locator(id).evaluate((paragraph) => getComputedStyle(paragraph).backgroundColor)))
    expect(pointed).not.toBe(other)
    await expect.poll(() => page.locator('#p3').evaluate((paragraph) => paragraph.getBoundingClientRect().top < innerHeight), { timeout: 30_000 }).toBe(true)
  })
})

describe('with a reader’s own colours', () => {
  test.each(['light', 'dark'] as const)('(%s) nothing that is drawn is lost', async (colorScheme) => {
    await withPage({ viewport: DESKTOP, colorScheme, forcedColors: 'active' }, async (page) => {
      await page.goto(REPORT)
      const { qr, masthead, ground } = await page.evaluate(() => {
        const style = (selector: string): CSSStyleDeclaration => getComputedStyle(document.querySelector(selector)!)
        return { qr: [style('.qr').backgroundColor, style('.qr path').stroke], masthead: style('.logo path').fill, ground: style('body').backgroundColor }
      })
      // A code is read dark on light, whatever the reader's colours.
      expect(qr).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)'])
      expect(masthead).not.toBe(ground)
      for (const address of ['/', '/articles/2021-12-17/merganser-returns/', '/figures/', '/calendar/2021/']) {
        await page.goto(site + address)
        expect(await axeFindings(page), address).toEqual([])
      }
    })
  })
})

test.each([['reduce', false], ['no-preference', true]] as const)('pages fade into one another unless the reader wants less motion (%s)', async (reducedMotion, fades) => {
  await withPage({ viewport: PHONE, reducedMotion }, async (page) => {
    await page.goto(`${site}/`)
    // What the browser is told, not what it did: a slow machine skips the fading.
    const told = await page.evaluate(() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).flatMap((rule) => (
      rule instanceof CSSMediaRule ? (matchMedia(rule.conditionText).matches ? [...rule.cssRules] : []) : [rule]
    )).some(({ cssText }) => cssText.startsWith('@view-transition')))
    expect(told).toBe(fades)
  })
})

test('a browser learns what it may fetch ahead without a word in its console', async () => {
  const server = await serveFolder(folder, 0)
  const asked: (string | undefined)[] = []
  server.on('request', ({ headers, url }: { headers: Record<string, string | undefined>; url?: string }) => { if (headers['sec-fetch-dest'] === 'speculationrules') asked.push(url) })
  try {
    await withPage({ viewport: DESKTOP }, async (page) => {
      const said: string[] = []
      page.on('console', (message) => said.push(message.text()))
      await page.goto(`http://localhost:${portOf(server)}/`, { waitUntil: 'networkidle' })
      await expect.poll(() => asked, { timeout: 60_000 }).toEqual(['/speculation-rules.json'])
      await page.getByRole('link', { name: '平武县党政代表团来衢江考察' }).click()
      await page.waitForURL('**/articles/**')
      expect(said).toEqual([])
    })
  } finally {
    server.close()
  }
})
