import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import sirv from 'sirv'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { manifestText, parseManifest, sha256, WrittenManifest } from '../lib/publish/manifest'
import { compare } from '../lib/publish/verify/compare'
import { hostCopy } from '../lib/publish/verify/host'
import { run, type Ended } from './command'
import { freePort } from './hosts'
import { filesBelow } from './siteFiles'

const FILES: Record<string, string> = {
  'index.html': '<p>首页', '404.html': '<p>没有', 'articles/2020-01-01/a/index.html': '<p>甲', 'articles/2020-01-01/b/index.html': '<p>乙',
  'old/index.html': '<meta http-equiv="refresh" content="0; url=/articles/2020-01-01/a/">', 'articles/2020-01-01/a/图 1.png': 'png', 'style.css': 'a{}', 'style.css.gz': 'gz',
  '.nojekyll': '', '_headers': '/*', '_redirects': '/old/ /articles/2020-01-01/a/ 301', '.publish-state.json': '{}',
}

let folder = ''
const servers: Server[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verify-'))
  for (const [path, text] of Object.entries(FILES)) put(path, text)
  writeFileSync(join(folder, 'manifest-sha256.txt'), manifestText(new Map(Object.entries(FILES).map(([path, text]) => [path, sha256(text)]))))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
  for (const server of servers.splice(0)) server.close()
})

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, resolve))
  return `http://localhost:${(server.address() as AddressInfo).port}/`
}

/** As hosts do: no dot files, no settings, a folder's index at its address, redirects of `_redirects`. */
const host = (): RequestListener => {
  const files = sirv(folder, { dev: true, dotfiles: false })
  return (request, response) => {
    if (/^\/(?:_headers|_redirects)$|\/\./u.test(request.url ?? '')) return void response.writeHead(404).end()
    if (request.url === '/old/') return void response.writeHead(301, { location: '/articles/2020-01-01/a/' }).end()
    files(request, response, () => { response.writeHead(404).end(readFileSync(join(folder, '404.html'))) })
  }
}

const verify = (...args: string[]): Promise<Ended> => run('verify', args)

/** One byte of a file becomes another, its length and date stay. */
function flip(path: string): void {
  const bytes = readFileSync(join(folder, path))
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  writeFileSync(join(folder, path), bytes)
}

describe('verifying a folder', () => {
  test('finds nothing in what was published', async () => {
    expect(await verify(folder)).toMatchObject({ code: 0, said: expect.stringMatching(/核对 12 个文件：全部相符/u) as string })
  })

  test('names every file that was altered, lost or added', async () => {
    flip('articles/2020-01-01/b/index.html')
    rmSync(join(folder, 'style.css'))
    put('added/x.txt', 'x')
    const { code, said } = await verify(folder)
    expect(code).toBe(1)
    expect(said).toContain('改动  articles/2020-01-01/b/index.html\n')
    expect(said).toContain('缺少  style.css\n')
    expect(said).toContain('多出  added/x.txt\n')
    expect(said).toContain('改动 1 个，缺少 1 个，多出 1 个')
  })

  test('without a manifest says so', async () => {
    rmSync(join(folder, 'manifest-sha256.txt'))
    expect(await verify(folder)).toMatchObject({ code: 1, said: expect.stringContaining('没有 manifest-sha256.txt') as string })
    expect((await verify(join(folder, 'nowhere'))).code).toBe(1)
  })

  test('can be done with sha256sum alone', ({ skip }) => {
    const plain = (): number | null => spawnSync('sha256sum', ['--quiet', '-c', 'manifest-sha256.txt'], { cwd: folder }).status
    if (spawnSync('sha256sum', ['--version']).error) skip('this system has no sha256sum')
    expect(plain()).toBe(0)
    flip('index.html')
    expect(plain()).toBe(1)
  })
})

describe('verifying a host', () => {
  test('finds nothing in what was published, and leaves what hosts do not serve', async () => {
    expect(await verify(await serve(host()))).toMatchObject({ code: 0, said: expect.stringMatching(/核对 7 个文件：全部相符。另有 5 个/u) as string })
  })

  test('names the file of a flipped byte, of a missing page, and of one that leads elsewhere', async () => {
    flip('articles/2020-01-01/b/index.html')
    flip('articles/2020-01-01/a/图 1.png')
    rmSync(join(folder, 'style.css'))
    const { code, said } = await verify(await serve(host()))
    expect(code).toBe(1)
    expect(said).toContain('改动  articles/2020-01-01/b/index.html\n')
    expect(said).toContain('改动  articles/2020-01-01/a/图 1.png\n')
    expect(said).toContain('缺少  style.css  HTTP 404\n')
    expect(said).toContain('改动 2 个，缺少 1 个')
  })

  test('sees the file itself and each of its compressed copies', async () => {
    const page = '<p>'.padEnd(2000, '丙')
    const copies = { 'x/index.html': Buffer.from(page), 'x/index.html.br': brotliCompressSync(page), 'x/index.html.gz': gzipSync(page) }
    const manifest = join(folder, 'manifest-sha256.txt')
    const write = (): void => { for (const [path, bytes] of Object.entries(copies)) { mkdirSync(join(folder, 'x'), { recursive: true }); writeFileSync(join(folder, path), bytes) } }
    write()
    writeFileSync(manifest, manifestText(new Map([...parseManifest(readFileSync(manifest, 'utf8')), ...Object.entries(copies).map(([path, bytes]) => [path, sha256(bytes)] as const)])))
    const url = await serve(sirv(folder, { dev: true, brotli: true, gzip: true, onNoMatch: (_, response) => { response.writeHead(404).end(readFileSync(join(folder, '404.html'))) } }))
    const quiet = { phase: () => {}, count: () => {}, say: () => {} }
    const found = async (): Promise<string[]> => (await compare(hostCopy(url, { firstWait: 1 }), quiet)).differences.filter(({ path }) => path.startsWith('x/')).map(({ kind, detail = '' }) => `${kind} ${detail}`)
    expect(await found()).toEqual([])
    for (const [path, bytes, detail] of [['x/index.html', Buffer.from(page.replace('丙', '丁')), ''], ['x/index.html.br', brotliCompressSync(page.replace('丙', '丁')), '压缩的一份（br）'], ['x/index.html.gz', gzipSync(page.replace('丙', '丁')), '压缩的一份（gzip）']] as const) {
      write()
      writeFileSync(join(folder, path), bytes)
      expect(await found(), path).toEqual([`altered ${detail}`])
    }
  })

  test('that is not there says why', async () => {
    expect(await verify(`http://localhost:${await freePort()}/`)).toMatchObject({ code: 1, said: expect.stringMatching(/读不到：ECONNREFUSED/u) as string })
  })

  test('with a manifest kept elsewhere finds a site whose manifest was altered too', async () => {
    const kept = join(folder, '..', `${folder.split('/').at(-1) ?? ''}.kept`)
    cpSync(join(folder, 'manifest-sha256.txt'), kept)
    flip('index.html')
    writeFileSync(join(folder, 'manifest-sha256.txt'), manifestText(new Map(filesBelow(folder).filter((path) => !path.startsWith('manifest')).map((path) => [path, sha256(readFileSync(join(folder, path)))]))))
    const url = await serve(host())
    expect((await verify(url)).code).toBe(0)
    expect(await verify(url, '--manifest', kept)).toMatchObject({ code: 1, said: expect.stringContaining('改动  index.html\n') as string })
    rmSync(kept)
  })

  test('is patient with a host that is busy, and never asks for more than a few files at once', async () => {
    let [now, most, refused] = [0, 0, 0]
    const answer = host()
    const url = await serve((request, response) => {
      most = Math.max(most, ++now)
      response.on('close', () => { now-- })
      if (request.url?.endsWith('/b/') && refused++ < 2) return void response.writeHead(refused === 1 ? 503 : 429, { 'retry-after': '0' }).end()
      setTimeout(() => { answer(request, response) }, 5)
    })
    const { differences } = await compare(hostCopy(url, { firstWait: 1 }), { phase: () => {}, count: () => {}, say: () => {} })
    expect(differences).toEqual([])
    expect(refused).toBe(3)
    expect(most).toBeLessThanOrEqual(8)
  })

  test('tells a host that does not answer from one that lost a file', async () => {
    const answer = host()
    const url = await serve((request, response) => {
      if (request.url?.endsWith('/b/')) return void request.socket.destroy()
      answer(request, response)
    })
    const { differences } = await compare(hostCopy(url, { firstWait: 1 }), { phase: () => {}, count: () => {}, say: () => {} })
    expect(differences).toMatchObject([{ path: 'articles/2020-01-01/b/index.html', kind: 'unreachable' }])
  })
})

describe('a manifest', () => {
  const digests = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 64, maxLength: 64 }).map((digits) => digits.map((digit) => digit.toString(16)).join(''))
  const paths = fc.stringMatching(/^[^\r\n\0]{1,6}$/u)
  const sets = fc.dictionary(paths, digests).map((files) => new Map(Object.entries(files)))

  test('reads as it was written', () => {
    fc.assert(fc.property(sets, (files) => {
      expect(parseManifest(manifestText(files))).toEqual(files)
    }))
  })

  test('with other lines is that of the other files', () => {
    const changes = fc.array(fc.tuple(paths, fc.option(digests, { nil: undefined })))
    fc.assert(fc.property(sets, changes, fc.array(fc.nat()), (files, others, chosen) => {
      writeFileSync(join(folder, 'manifest-sha256.txt'), manifestText(files))
      const known = [...files.keys()]
      const changed = new Map([...others, ...chosen.flatMap((nth, at): [string, string | undefined][] => (known.length > 0 ? [[known[nth % known.length]!, others[at]?.[1]]] : []))])
      const manifest = WrittenManifest.of(folder)
      for (const path of [...known, ...changed.keys()]) expect(manifest.digestOf(path)).toBe(files.get(path))
      const after = new Map(files)
      for (const [path, digest] of changed) if (digest === undefined) after.delete(path); else after.set(path, digest)
      expect(manifest.with(changed).toString()).toBe(manifestText(after))
    }))
  })
})
