import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { portOf } from '../lib/publish/serve'
import { absent, startEngine, type Engine, type EngineName } from './engines'
import { filesBelow } from './siteFiles'

/** Phones, the narrowest of them, and a desktop. WebKitGTK's window is 334 pixels at its narrowest. */
const WIDTHS = [390, 320, 1280]

/** One page of every kind of a site: `/people/`, `/people/…/`, `/articles/…/…/`. */
function kindsOf({ folder, url }: { folder: string; url: string }): string[] {
  const byKind = new Map<string, string>()
  for (const file of filesBelow(folder).filter((path) => path.endsWith('.html'))) {
    const address = `/${file.replace(/(^|\/)index\.html$/u, '$1')}`
    const [kind = ''] = address.split('/').slice(1)
    // The longest has most on it.
    const key = `${kind} ${address.split('/').length}`
    const other = byKind.get(key)
    if (other === undefined || address.length > other.length) byKind.set(key, address)
  }
  return [...byKind.values()].map((address) => `${url}${address}`)
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
  return [...faults, ...[...await engine.value<string[]>(LOADED), ...await engine.complaints()].map((fault) => `${address}: ${fault}`)]
}

describe.each<EngineName>(['Firefox', 'WebKit'])('in %s', { timeout: 300_000 }, (name) => {
  const reason = absent(name)
  let engine: Engine | undefined
  beforeAll(async () => { if (reason === undefined) engine = await startEngine(name) })
  afterAll(() => engine?.close())

  test.each([['the real archive', inject('archive')], ['the fictional newspaper', inject('newspaper')]] as const)('every kind of page of %s fits, shows its heading and pictures, and is forbidden nothing', async (_, site) => {
    if (!engine) return
    const kinds = kindsOf(site)
    expect(kinds.length).toBeGreaterThan(10)
    const faults: string[] = []
    for (const address of kinds) faults.push(...await faultsOf(engine, address))
    expect(faults).toEqual([])
  })

  test('a phrase is found', async ({ skip }) => {
    if (!engine) return skip(reason)
    await engine.open(`${inject('archive').url}/search/?q=${encodeURIComponent('土墩墓')}`)
    const hits = await engine.value<string[]>(HITS)
    expect(hits).toHaveLength(1)
    expect(hits[0]).toContain('孟姜村土墩墓群')
    expect(await engine.complaints()).toEqual([])
  })

  describe('these tests', () => {
    let server: Server | undefined
    beforeAll(() => new Promise<void>((resolve) => { server = createServer((request, response) => {
      if (request.url !== '/') return void response.writeHead(404).end()
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; img-src 'self'" })
        .end('<!DOCTYPE html><title>x</title><h1 hidden>x</h1><div style="width: 9px">x</div><pre>' + '云山'.repeat(200) + '</pre><img src="/none.png" alt=""><script>document.title = "ran"</script>')
    }).listen(0, '127.0.0.1', resolve) }))
    afterAll(() => { server?.close() })

    test('see what is wrong with a page', async ({ skip }) => {
      if (!engine || !server) return skip(reason)
      const faults = (await faultsOf(engine, `http://localhost:${portOf(server)}/`)).join('\n')
      for (const fault of ['at 390: scrolls sideways by', 'at 1280: has no heading one sees', 'picture http://localhost', 'has no style', 'script-src', 'style-src']) expect(faults).toContain(fault)
    })
  })
})
