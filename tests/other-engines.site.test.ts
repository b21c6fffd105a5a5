import { createServer, type RequestListener, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { listen, portOf, serveFolder } from '../lib/publish/serve'
import { absent, startEngine, type Engine, type EngineName } from './engines'
import { filesBelow } from './siteFiles'

/** Phones, the narrowest of them, and a desktop. WebKitGTK's window is 334 pixels at its narrowest. */
const WIDTHS = [390, 320, 1280]

/** One page of every kind of a site: `/people/`, `/people/…/`, `/articles/…/…/`. */
function kindsOf(folder: string): string[] {
  const byKind = new Map<string, string>()
  for (const file of filesBelow(folder).filter((path) => path.endsWith('.html'))) {
    const address = `/${file.replace(/(^|\/)index\.html$/u, '$1')}`
    const [kind = ''] = address.split('/').slice(1)
    // The longest has most on it.
    const key = `${kind} ${address.split('/').length}`
    const other = byKind.get(key)
    if (other === undefined || address.length > other.length) byKind.set(key, address)
  }
  return [...byKind.values()]
}

/** A site whose server writes down what it could not give, and what a page's policy forbade (CSP 3 §5): no driver tells. */
interface Witness {
  readonly url: string
  readonly seen: string[]
  readonly close: () => void
}

async function witness(answer: RequestListener): Promise<Witness> {
  const seen: string[] = []
  const server = await listen(createServer((request, response) => {
    if (request.method === 'POST') {
      response.writeHead(204).end()
      void text(request).then((report) => seen.push(report))
      return
    }
    const set = response.setHeader.bind(response)
    response.setHeader = (name, value) => set(name, name.toLowerCase() === 'content-security-policy' ? `${String(value)}; report-uri /forbidden` : value)
    response.on('finish', () => { if (response.statusCode >= 400) seen.push(`${request.url ?? ''} ${response.statusCode}`) })
    answer(request, response)
  }), 0)
  return { url: `http://localhost:${portOf(server)}`, seen, close: () => server.close() }
}

/** A built site as `npm start` serves it. */
async function witnessOf({ folder }: { folder: string }): Promise<Witness> {
  const server: Server = await serveFolder(folder, 0)
  const [answer] = server.listeners('request') as RequestListener[]
  server.close()
  return witness(answer!)
}

/** Wrong with the page as it is laid out now. */
const LAYOUT = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement
  const heading = document.querySelector('h1')?.getBoundingClientRect()
  return [
    ...(scrollWidth > clientWidth ? ['scrolls sideways by ' + (scrollWidth - clientWidth)] : []),
    ...(heading && heading.width > 0 && heading.height > 0 && heading.left >= 0 && heading.right <= clientWidth ? [] : ['has no heading one sees']),
  ]
})()`

/** Wrong with what the page brings along. */
const LOADED = `Promise.all([...document.images].map(async (image) => {
  image.loading = 'eager'
  await image.decode().catch(() => undefined)
  return image.naturalWidth > 0 ? [] : ['picture ' + image.src]
})).then((pictures) => [
  ...pictures.flat(),
  ...([...document.styleSheets].some(({ cssRules }) => cssRules.length > 10) ? [] : ['has no style']),
])`

const HITS = `new Promise((resolve) => {
  const look = (tries) => {
    const hits = [...document.querySelectorAll('#search-hits li')].map((hit) => hit.textContent)
    if (hits.length > 0 || tries === 0) resolve(hits)
    else setTimeout(look, 100, tries - 1)
  }
  look(250)
})`

async function faultsOf(engine: Engine, address: string): Promise<string[]> {
  const faults: string[] = []
  await engine.open(address)
  for (const width of WIDTHS) {
    const real = await engine.resize(width, 844)
    faults.push(...(await engine.value<string[]>(LAYOUT)).map((fault) => `${address} at ${real}: ${fault}`))
  }
  return [...faults, ...[...await engine.value<string[]>(LOADED), ...engine.complaints()].map((fault) => `${address}: ${fault}`)]
}

describe.each<EngineName>(['Firefox', 'WebKit'])('in %s', { timeout: 300_000 }, (name) => {
  const reason = absent(name)
  let engine: Engine | undefined
  beforeAll(async () => { if (reason === undefined) engine = await startEngine(name) })
  afterAll(() => engine?.close())

  test.for(['archive', 'newspaper'] as const)('every kind of page of the %s fits, shows its heading and pictures, and asks for nothing it may not have', async (site, { skip }) => {
    if (!engine) return skip(reason)
    const built = inject(site)
    const { url, seen, close } = await witnessOf(built)
    const kinds = kindsOf(built.folder)
    expect(kinds.length).toBeGreaterThan(10)
    const faults: string[] = []
    for (const address of kinds) faults.push(...await faultsOf(engine, `${url}${address}`))
    close()
    expect(faults).toEqual([])
    expect(seen).toEqual([])
  })

  test('a phrase is found', async ({ skip }) => {
    if (!engine) return skip(reason)
    const { url, seen, close } = await witnessOf(inject('archive'))
    await engine.open(`${url}/search/?q=${encodeURIComponent('土墩墓')}`)
    const hits = await engine.value<string[]>(HITS)
    close()
    expect(hits).toHaveLength(1)
    expect(hits[0]).toContain('孟姜村土墩墓群')
    expect([...engine.complaints(), ...seen]).toEqual([])
  })

  test('a page that has all these faults is seen to have them', async ({ skip }) => {
    if (!engine) return skip(reason)
    const { url, seen, close } = await witness((request, response) => {
      if (request.url !== '/') return void response.writeHead(404).end()
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.setHeader('content-security-policy', "default-src 'none'; img-src 'self'")
      response.end(`<!DOCTYPE html><title>x</title><h1 hidden>x</h1><div style="width: 9px">x</div><pre>${'云山'.repeat(200)}</pre><img src="/none.png" alt=""><script>document.title = "ran"</script>`)
    })
    const faults = (await faultsOf(engine, `${url}/`)).join('\n')
    for (const fault of ['at 390: scrolls sideways by', 'at 1280: has no heading one sees', `picture ${url}/none.png`, 'has no style']) expect(faults).toContain(fault)
    await vi.waitFor(() => { for (const fault of ['/none.png 404', 'script-src', 'style-src']) expect(seen.join('\n')).toContain(fault) }, { timeout: 30_000 })
    close()
  })
})
