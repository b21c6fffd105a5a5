import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { parseAllHeaders } from 'netlify-headers-parser'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Archive } from '../lib/archive'
import { redirectGroup } from '../lib/publish/redirects'
import { portOf, serveFolder } from '../lib/publish/serve'
import { absent, ask, startCaddy, startNginx, type Host } from './hosts'
import { filesBelow } from './siteFiles'

const work = mkdtempSync(join(tmpdir(), 'hosts-'))
/** The newspaper, after a report was renamed. */
const folder = join(work, 'out')
const MOVED = { from: '/articles/2019-05-04/its-former-name-which-was-rather-long-as-some-are-in-an-archive/', to: '/articles/2019-05-04/long-title/' }
const SITE = { name: '云梦试刊', url: 'https://yunmeng.example', description: '', language: 'zh-Hans-CN' }
cpSync(inject('newspaper').folder, folder, { recursive: true })
for (const { path, bytes } of await redirectGroup({ site: SITE } as Archive, [MOVED]).make()) {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), bytes)
}
afterAll(() => { rmSync(work, { recursive: true, force: true }) })

/** Never served: hosts read them, or nobody does. */
const PRIVATE = ['/_headers', '/_redirects', '/.redirects-nginx.map', '/.publish-state.json', '/.nojekyll']
const files = filesBelow(folder).filter((path) => !/\.(?:br|gz)$/u.test(path) && !PRIVATE.includes(`/${path}`) && `/${path}` !== `${MOVED.from}index.html`)
/** As a reader asks for it: pages by their folder. */
const addresses = files.map((path) => `/${path.replace(/(^|\/)index\.html$/u, '$1')}`)
const bytesAt = (address: string): Buffer => readFileSync(join(folder, address.endsWith('/') ? `${address}index.html` : address))
const isPage = (address: string): boolean => address.endsWith('/') || address.endsWith('.html')
const metaPolicy = (html: string): string => /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/u.exec(html)?.[1] ?? 'none'

type Header = Awaited<ReturnType<typeof parseAllHeaders>>['headers'][number]

/** Rules of `_headers` as Netlify's own parser reads them. */
let rules: readonly Header[] = []
const rulesFor = (address: string): readonly Header[] => rules.filter(({ forRegExp }) => forRegExp?.test(address))
/** Values of one header by address, in the order of the rules. */
const valuesFor = (address: string, name: string): string[] => rulesFor(address).flatMap(({ values }) => values[name] ?? [])

beforeAll(async () => {
  const { headers, errors } = await parseAllHeaders({
    // Its types know of no file.
    headersFiles: [join(folder, '_headers')] as never[],
    netlifyConfigPath: undefined, minimal: false,
  })
  expect(errors).toEqual([])
  rules = headers
})

describe('_headers', () => {
  test('keeps within what Cloudflare Pages reads: 100 rules, one wildcard each, lines of 2000 characters', () => {
    expect(rules.length).toBeGreaterThan(10)
    expect(rules.length).toBeLessThanOrEqual(100)
    for (const { for: pattern } of rules) expect(pattern.split('*').length, pattern).toBeLessThanOrEqual(2)
    for (const line of readFileSync(join(folder, '_headers'), 'utf8').split('\n')) expect(line.length).toBeLessThan(2000)
  })

  test('gives no file a header twice, as hosts join or choose each in its own way; of policies the page’s own is among them', () => {
    for (const address of addresses) {
      const names = rulesFor(address).flatMap(({ values }) => Object.keys(values)).filter((name) => name !== 'Content-Security-Policy')
      expect([...names].sort(), address).toEqual([...new Set(names)].sort())
      const policies = valuesFor(address, 'Content-Security-Policy')
      for (const policy of policies) expect(policy, address).toMatch(/; frame-ancestors 'none'$/u)
      if (isPage(address)) expect(policies.at(-1), address).toBe(`${metaPolicy(bytesAt(address).toString())}; frame-ancestors 'none'`)
    }
  })

  test('lets no address be framed or sniffed, and asks for HTTPS', () => {
    for (const address of [...addresses, '/nothing/here', '/nothing.md']) {
      expect(valuesFor(address, 'X-Content-Type-Options'), address).toEqual(['nosniff'])
      expect(valuesFor(address, 'Content-Security-Policy').join(), address).toContain("frame-ancestors 'none'")
      expect(valuesFor(address, 'Referrer-Policy'), address).toEqual(['strict-origin-when-cross-origin'])
      expect(valuesFor(address, 'Permissions-Policy')[0], address).toContain('camera=()')
      expect(valuesFor(address, 'Strict-Transport-Security')[0], address).toMatch(/^max-age=\d{8}$/u)
    }
  })

  test('caches for good what is named by its content, and nothing else', () => {
    const forGood = addresses.filter((address) => valuesFor(address, 'Cache-Control').join().includes('immutable'))
    const hashed = addresses.filter((address) => /\/[0-9a-f]{12,16}(?:\/|\.)/u.test(address))
    expect(forGood.length).toBeGreaterThan(3)
    expect(forGood).toEqual(hashed)
    for (const address of addresses.filter(isPage)) expect(valuesFor(address, 'Cache-Control'), address).toEqual(['public, max-age=0, must-revalidate'])
  })
})

const HOSTS = [
  ['npm start', () => undefined, async (): Promise<Host> => {
    const server = await serveFolder(folder, 0)
    return { port: portOf(server), stop: () => { server.close() } }
  }],
  ['nginx with hosts/nginx.conf', () => absent('nginx'), () => startNginx(folder, join(work, 'nginx'))],
  ['Caddy with hosts/Caddyfile', () => absent('caddy'), () => startCaddy(folder, join(work, 'caddy'))],
] as const

describe.each(HOSTS)('%s', (name, reasonNot, start) => {
  let host: Host | undefined
  beforeAll(async () => {
    const reason = reasonNot()
    if (reason === undefined) host = await start()
    else console.warn(`\n*** ${name} is NOT tried: ${reason} ***\n`)
  })
  afterAll(() => { host?.stop() })

  const on = (what: string, run: (port: number) => Promise<void>): void => {
    test(what, async ({ skip }) => {
      if (!host) return skip(`${name} is not on this machine`)
      await run(host.port)
    })
  }

  on('sends every file byte for byte, with the headers of _headers', async (port) => {
    for (const address of addresses) {
      const { status, headers, body } = await ask(port, address)
      expect(status, address).toBe(200)
      expect(body.equals(bytesAt(address)), address).toBe(true)
      expectHeaders(address, headers)
    }
  })

  on('names the type of every file', async (port) => {
    for (const [end, type] of TYPES) {
      const some = addresses.filter((address) => address.endsWith(end))
      expect(some.length, end).toBeGreaterThan(0)
      for (const address of some) expect((await ask(port, address)).headers['content-type']?.toLowerCase().replace('; ', ';'), address).toMatch(type)
    }
  })

  on('sends what was compressed beforehand, to those who take it', async (port) => {
    for (const address of ['/', '/people/', ...addresses.filter((path) => /^\/styles\/|\.jsonl$|index\.md$/u.test(path) && bytesAt(path).length > 1024)]) {
      const file = join(folder, address.endsWith('/') ? `${address}index.html` : address)
      for (const [coding, suffix, unpack] of [['br', 'br', brotliDecompressSync], ['gzip', 'gz', gunzipSync]] as const) {
        const { headers, body } = await ask(port, address, { 'accept-encoding': coding })
        expect(headers['content-encoding'], address).toBe(coding)
        expect(headers.vary?.toLowerCase(), address).toContain('accept-encoding')
        expect(body.equals(readFileSync(`${file}.${suffix}`)), address).toBe(true)
        expect(unpack(body).equals(bytesAt(address)), address).toBe(true)
        expectHeaders(address, headers)
      }
    }
  })

  on('answers for what is missing with the 404 page', async (port) => {
    for (const address of ['/nothing', '/nothing/', '/articles/', '/articles/2019-05-04/', '/nothing.md', '/data/schemas/nothing.json', '/search/nothing', ...PRIVATE]) {
      const { status, headers, body } = await ask(port, address)
      expect(status, address).toBe(404)
      expect(body.equals(bytesAt('/404.html')), address).toBe(true)
      expect(headers['content-type']?.toLowerCase().replace('; ', ';'), address).toBe('text/html;charset=utf-8')
      expect(headers['cache-control'], address).toBe('public, max-age=0, must-revalidate')
      expect(headers['content-security-policy'], address).toContain("frame-ancestors 'none'")
    }
  })

  on('leads to the slash at the end of a page’s address, wherever it stands', async (port) => {
    for (const address of addresses.filter((path) => path.endsWith('/') && path !== '/')) {
      const { status, headers } = await ask(port, `${address.slice(0, -1)}?q=1`)
      expect([301, 308], address).toContain(status)
      expect(headers.location, address).toBe(`${address}?q=1`)
    }
  })

  on('leads from a former address to the new one', async (port) => {
    const { status, headers, body } = await ask(port, MOVED.from)
    if (name === 'npm start') expect(body.toString()).toContain(`http-equiv="refresh" content="0; url=${MOVED.to}"`)
    else expect([status, headers.location]).toEqual([301, MOVED.to])
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  on('spares a reader what has not changed', async (port) => {
    const { headers } = await ask(port, '/')
    const again = await ask(port, '/', { 'if-none-match': headers.etag ?? '' })
    expect(again.status).toBe(304)
  })
})

const TYPES: readonly (readonly [end: string, type: RegExp])[] = [
  ['/', /^text\/html;charset=utf-8$/u],
  ['.css', /^text\/css/u],
  ['.js', /^(?:text|application)\/javascript/u],
  ['feed.xml', /^application\/atom\+xml;charset=utf-8$/u],
  ['feed.json', /^application\/feed\+json;charset=utf-8$/u],
  ['cite.json', /^application\/vnd\.citationstyles\.csl\+json;charset=utf-8$/u],
  ['/speculation-rules.json', /^application\/speculationrules\+json$/u],
  ['schemas/article.json', /^application\/schema\+json;charset=utf-8$/u],
  ['/index.json', /^application\/json/u],
  ['sitemap.xml', /^(?:text|application)\/xml/u],
  ['.bib', /^application\/x-bibtex;charset=utf-8$/u],
  ['.ris', /^application\/x-research-info-systems;charset=utf-8$/u],
  ['.md', /^text\/markdown;charset=utf-8$/u],
  ['.csv', /^text\/csv;charset=utf-8$/u],
  ['.txt', /^text\/plain;charset=utf-8$/u],
  ['.jsonl', /^application\/jsonl;charset=utf-8$/u],
  ['.webmanifest', /^application\/manifest\+json$/u],
  ['.svg', /^image\/svg\+xml/u],
  ['.png', /^image\/png$/u],
]

/** What came is what `_headers` says; of policies the page's own. */
function expectHeaders(address: string, headers: IncomingHttpHeaders): void {
  for (const name of ['X-Content-Type-Options', 'Referrer-Policy', 'Permissions-Policy', 'Strict-Transport-Security', 'Access-Control-Allow-Origin', 'Speculation-Rules']) {
    expect(headers[name.toLowerCase()], `${address} ${name}`).toBe(valuesFor(address, name).at(-1))
  }
  if (isPage(address)) expect(headers['content-security-policy'], address).toBe(valuesFor(address, 'Content-Security-Policy').at(-1))
  else expect(headers['content-security-policy'], address).toContain("frame-ancestors 'none'")
  const [cache] = valuesFor(address, 'Cache-Control')
  if (cache) expect(headers['cache-control'], address).toBe(cache)
}
