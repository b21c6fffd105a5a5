import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { CalendarPage } from '../app/components/CalendarPage'
import { FiguresPage } from '../app/components/FiguresPage'
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

/** Opens a page's own component in place of the body of a built page that is `like` it. */
async function draw(page: Page, like: string, body: ReactNode): Promise<void> {
  const built = readFileSync(join(folder, like, 'index.html'), 'utf8')
  const html = built.replace(/<body>[^]*<\/body>/, () => `<body>${renderToStaticMarkup(body)}</body>`)
  await page.route('**/drawn/', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }))
  await page.goto(`${site}/drawn/`)
}

/** Pixels a page is wider than the window. */
const sideways = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

let archives: { long: Archive; none: Archive }
beforeAll(() => { archives = { long: longArchive(), none: archiveOf({}) } })

describe.each([['light', PHONE], ['dark', DESKTOP]] as const)('in %s at %o axe finds nothing', (colorScheme, viewport) => {
  test.each(Object.keys(DRAWN))('on %s', async (name) => {
    const { like = '', body } = DRAWN[name] ?? {}
    const findings = await withPage({ viewport, colorScheme }, async (page) => {
      await draw(page, like, body?.(archives))
      const overflow = await sideways(page)
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

describe('with letters twice as large', () => {
  const enlarge = (page: Page): Promise<void> => page.evaluate(() => { document.documentElement.style.fontSize = '200%' })

  test.each([320, 390])('no list of people scrolls sideways, nor a page that quotes a long name, at %i', async (width) => {
    const name = '买买提·吐尔逊·阿不都热依木'
    const archive = archiveOf({ 'issues/2001-02-03/x.md': report({ title: '虚构的题目', date: '2001-02-03', people: [{ [name]: '县长' }] }, `昨日开会。县长${name}到会。`) })
    const [address] = listPages(archive).filter((page) => page.address.startsWith('/people/m'))
    if (!address) throw new Error('the person has no page')
    await withPage({ viewport: { width, height: 700 } }, async (page) => {
      await page.goto(`${site}/people/`)
      await enlarge(page)
      expect(await sideways(page)).toBe(0)
      await draw(page, 'people/wang-hui-jie', createElement(PersonPage, { view: viewOf(archive, address) as never }))
      await enlarge(page)
      expect(await page.locator('.q mark').textContent()).toBe(name)
      expect(await sideways(page)).toBe(0)
    })
  })

  test('every day of the calendar stands whole and within its own square', async () => {
    await withPage({ viewport: PHONE }, async (page) => {
      await page.goto(`${site}/calendar/2021/`)
      await enlarge(page)
      const days = await page.locator('.month td').evaluateAll((cells) => cells.filter((cell) => cell.textContent).map((cell) => {
        const text = document.createRange()
        text.selectNodeContents(cell.querySelector('a') ?? cell)
        const lines = new Set([...text.getClientRects()].map(({ top }) => Math.round(top)))
        return { day: cell.textContent, lines: lines.size, fits: text.getBoundingClientRect().width <= cell.getBoundingClientRect().width }
      }))
      expect(days.length).toBeGreaterThanOrEqual(31)
      expect(days.filter(({ lines, fits }) => lines !== 1 || !fits)).toEqual([])
    })
  })
})

test('the figures of fifteen years are printed with every column', async () => {
  const archive = archiveOf(Object.fromEntries(Array.from({ length: 15 }, (_, at) => [
    `issues/${2001 + at}-02-03/x.md`, report({ title: '虚构的题目', date: `${2001 + at}-02-03`, page: '1', people: ['买买提·吐尔逊'], topics: ['虚构的一个专题'] }, '买买提·吐尔逊到会。'),
  ])))
  // A4 without the margins of base.css, in CSS pixels.
  await withPage({ viewport: { width: 672, height: 900 } }, async (page) => {
    await page.emulateMedia({ media: 'print' })
    await draw(page, 'figures', createElement(FiguresPage, { view: viewOf(archive, { address: '/figures/' }) as never }))
    expect(await page.locator('.num').first().locator('thead th').count()).toBe(17)
    expect(await sideways(page)).toBe(0)
  })
})

test('what stands alone on a line of a phone is high enough for a thumb', async () => {
  await withPage({ viewport: PHONE }, async (page) => {
    for (const [address, selector] of [['/people/wang-hui-jie/', '.tlw > .meta a'], ['/articles/2021-12-17/mengjiang-mounds/', '.cite summary']] as const) {
      await page.goto(site + address)
      const heights = await page.locator(selector).evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect().height))
      expect(heights.length, selector).toBeGreaterThan(0)
      for (const height of heights) expect(height, selector).toBeGreaterThanOrEqual(40)
    }
  })
})

test('headlines of the reports before and after are as even as those above a report, and so are those of the calendar', async () => {
  await withPage({ viewport: PHONE }, async (page) => {
    for (const [address, selector] of [['/articles/2021-12-17/party-governance/', '.pn b'], ['/calendar/2021/', '.list .hd']] as const) {
      await page.goto(site + address)
      // `text-wrap: balance` is for blocks alone (CSS Text 4).
      expect(await page.locator(selector).first().evaluate((element) => [getComputedStyle(element).display, getComputedStyle(element).getPropertyValue('text-wrap')]), selector).toEqual(['block', 'balance'])
    }
  })
})

describe('with a reader’s own colours', () => {
  test.each(['light', 'dark'] as const)('(%s) the words looked for and the person’s own name can be read', async (colorScheme) => {
    await withPage({ viewport: DESKTOP, colorScheme, forcedColors: 'active' }, async (page) => {
      for (const address of ['/people/wang-hui-jie/', `/search/?q=${encodeURIComponent('土墩墓')}`]) {
        await page.goto(site + address)
        const [ground, behind] = await page.locator('mark').first().evaluate((mark) => {
          // System colours of a mark (CSS Color 4): what is written in MarkText stands on Mark.
          mark.ownerDocument.body.style.backgroundColor = 'Mark'
          return [getComputedStyle(mark.ownerDocument.body).backgroundColor, getComputedStyle(mark).backgroundColor]
        })
        expect(behind, address).toBe(ground)
      }
    })
  })

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
