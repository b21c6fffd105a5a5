import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Browser, Page, Request } from 'playwright-core'
import { portOf, serveFolder } from '../../lib/publish/serve'
import type { IndexFile } from '../../lib/search'
import { launchBrowser, withPageOf } from '../browser'
import { run } from '../command'
import { NEWSPAPER } from '../newsrooms'

/** What one reader's browser fetched to show the first ten hits, the page and its stylesheet not counted. */
export interface NetworkCost {
  /** Bodies as they came over the network, script and index. */
  readonly bytes: number
  readonly script: number
  /** Of the answers, which come on top: HTTP/1.1, uncompressed. */
  readonly headerBytes: number
  readonly requests: number
}

/** The search page of a site built as a newsroom builds it; an index is put beside it. */
export class SearchSite {
  private constructor(private readonly built: string, private readonly browser: Browser) {}

  static async build(): Promise<SearchSite> {
    const built = await mkdtemp(join(tmpdir(), 'search-site-'))
    const places = { CONTENT_DIR: join(built, 'content'), OUT_DIR: join(built, 'out') }
    await cp(NEWSPAPER, places.CONTENT_DIR, { recursive: true })
    await publish(places)
    return new SearchSite(built, await launchBrowser())
  }

  /** Asks each phrase in a browser that has seen nothing of the site before. */
  async costs(index: readonly IndexFile[], phrases: readonly string[]): Promise<NetworkCost[]> {
    const folder = join(this.built, 'asked')
    await rm(folder, { recursive: true, force: true })
    await cp(join(this.built, 'out'), folder, { recursive: true })
    await rm(join(folder, 'search/index'), { recursive: true })
    await write(folder, index)
    const server = await serveFolder(folder, 0)
    try {
      const costs: NetworkCost[] = []
      for (const phrase of phrases) {
        const address = `http://localhost:${portOf(server)}/search/?q=${encodeURIComponent(phrase)}`
        costs.push(await withPageOf(this.browser, {}, (page) => costOf(page, address)))
      }
      return costs
    } finally {
      server.close()
    }
  }

  async close(): Promise<void> {
    await this.browser.close()
    await rm(this.built, { recursive: true, force: true })
  }
}

async function costOf(page: Page, address: string): Promise<NetworkCost> {
  const begun: Request[] = []
  const finished: Promise<{ path: string; body: number; headers: number }>[] = []
  const counts = (request: Request): boolean => /^\/search\/./.test(new URL(request.url()).pathname)
  const onBegun = (request: Request): void => { if (counts(request)) begun.push(request) }
  const onFinished = (request: Request): void => {
    if (counts(request)) finished.push(request.sizes().then(({ responseBodySize, responseHeadersSize }) => ({ path: new URL(request.url()).pathname, body: responseBodySize, headers: responseHeadersSize })))
  }
  page.on('request', onBegun).on('requestfinished', onFinished)
  await page.goto(address)
  await page.locator('#search-hits li').first().waitFor({ timeout: 120_000 })
  // All has been read before a hit is shown; only the news of it may be on its way.
  while (finished.length < begun.length) await page.waitForTimeout(5)
  const files = await Promise.all(finished)
  page.off('request', onBegun).off('requestfinished', onFinished)
  const script = files.find(({ path }) => path.endsWith('.js'))?.body ?? 0
  if (script === 0) throw new Error(`${address}: the script did not come over the network`)
  const sum = (part: 'body' | 'headers'): number => files.reduce((total, file) => total + file[part], 0)
  return { bytes: sum('body'), script, headerBytes: sum('headers'), requests: files.length }
}

async function write(folder: string, index: readonly IndexFile[]): Promise<void> {
  const folders = new Set(index.map(({ path }) => dirname(join(folder, path))))
  for (const each of folders) await mkdir(each, { recursive: true })
  for (const { path, bytes } of index) await writeFile(join(folder, path), bytes)
}

async function publish(places: Readonly<Record<string, string>>): Promise<void> {
  const { code, said } = await run('build', [], { env: places })
  if (code !== 0) throw new Error(said)
}
