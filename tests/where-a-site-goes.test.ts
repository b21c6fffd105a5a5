import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CannotPublish } from '../lib/publish/cannotPublish'
import { checkDestination } from '../lib/publish/destination'
import { exchange, recover } from '../lib/publish/exchange'
import { lock } from '../lib/publish/lock'
import { placesOf, projectRoot } from '../lib/publish/places'
import { portOf, serveFolder } from '../lib/publish/serve'

vi.mock('node:fs', async (original) => {
  const actual = await original<typeof fs>()
  return { ...actual, renameSync: vi.fn(actual.renameSync) }
})

let dir = ''
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'where-')) })
afterEach(() => {
  vi.mocked(fs.renameSync).mockReset()
  rmSync(dir, { recursive: true, force: true })
})

function put(file: string, text = ''): void {
  mkdirSync(join(dir, file, '..'), { recursive: true })
  writeFileSync(join(dir, file), text)
}

describe('publishing takes no folder that holds anything else', () => {
  const check = (content: string, out: string) => (): void => { checkDestination(placesOf(join(dir, content), out)) }

  test('not the content, nor the program, nor a folder they are in, nor one in the content', () => {
    put('paper/content/archive.yaml')
    for (const out of ['paper/content', 'paper', '.', 'paper/content/out']) expect(check('paper/content', join(dir, out)), out).toThrow(CannotPublish)
    for (const out of [projectRoot, join(projectRoot, '..'), '/', join(projectRoot, 'lib')]) expect(check('paper/content', out), out).toThrow(CannotPublish)
    expect(check('paper/content', join(dir, 'paper/content-out'))).not.toThrow()
    expect(readdirSync(join(dir, 'paper'))).toEqual(['content'])
  })

  test('not one with files nobody published, whose names it tells', () => {
    put('web/.well-known/security.txt')
    put('web/404.html')
    expect(check('content', join(dir, 'web'))).toThrow(/\.well-known/u)
    put('pages/.git/HEAD')
    put('pages/.publish-state.json')
    expect(check('content', join(dir, 'pages'))).toThrow(/里面有 \.git/u)
    // A BagIt bag (RFC 8493) has a manifest of the same name.
    for (const file of ['manifest-sha256.txt', 'bagit.txt', 'data/a']) put(`bag/${file}`)
    expect(check('content', join(dir, 'bag'))).toThrow(CannotPublish)
    put('file')
    expect(check('content', join(dir, 'file'))).toThrow(/是一个文件/u)
  })

  test('but an empty one, one that is not there, and any site it published, also with its state gone', () => {
    mkdirSync(join(dir, 'empty'))
    put('mac/.DS_Store')
    for (const file of ['manifest-sha256.txt', '404.html', '.publish-state.json']) put(`site/${file}`)
    for (const out of ['empty', 'none', 'mac', 'site']) expect(check('content', join(dir, out)), out).not.toThrow()
    rmSync(join(dir, 'site/.publish-state.json'))
    expect(check('content', join(dir, 'site'))).not.toThrow()
  })
})

describe('a site takes the place of the last one', () => {
  const places = () => placesOf(join(dir, 'content'), join(dir, 'out'))
  const held = (): never => { throw Object.assign(new Error('held'), { code: 'EPERM' }) }

  test('also when a virus scanner holds a folder for a moment', async () => {
    put('out/index.html', '旧')
    put('out.next/index.html', '新')
    vi.mocked(fs.renameSync).mockImplementationOnce(held).mockImplementationOnce(held)
    await exchange(places())
    expect(readFileSync(join(dir, 'out/index.html'), 'utf8')).toBe('新')
    expect(readFileSync(join(dir, 'out.next/index.html'), 'utf8')).toBe('旧')
  })

  test('or, when one is held for long, does not, and the editor is told which', { timeout: 60_000 }, async () => {
    put('out/index.html', '旧')
    put('out.next/index.html', '新')
    const { renameSync } = await vi.importActual<typeof fs>('node:fs')
    vi.mocked(fs.renameSync).mockImplementation((from, to) => (String(from).endsWith('.next') ? held() : renameSync(from, to)))
    await expect(exchange(places())).rejects.toThrow(/out\.next 移不动/u)
    expect(readFileSync(join(dir, 'out/index.html'), 'utf8')).toBe('旧')
    expect(existsSync(join(dir, 'out.last'))).toBe(false)
  })

  test.each(['', 'link'])('whatever a kill between the two renames left (OUT_DIR a link: %s)', async (link) => {
    if (link) symlinkSync('out', join(dir, link))
    const given = placesOf(join(dir, 'content'), join(dir, link || 'out'))
    put('out.last/index.html', '旧')
    cpSync(join(dir, 'out.last'), join(dir, 'out.next'), { recursive: true })
    await recover(given)
    expect(readFileSync(join(dir, 'out/index.html'), 'utf8')).toBe('旧')
    expect(existsSync(join(dir, 'out.last'))).toBe(false)
    expect(given).toEqual(placesOf(join(dir, 'content'), join(dir, link || 'out')))
  })
})

test('a lock that was given back is not taken away from who holds it next, when this process ends', async () => {
  const file = join(dir, 'lock')
  const listeners = process.listenerCount('exit')
  const release = await lock(file)
  await expect(lock(file)).rejects.toThrow(CannotPublish)
  release()
  expect(existsSync(file)).toBe(false)
  expect(process.listenerCount('exit')).toBe(listeners)
})

test('a lock a killed build left is taken over, also when this process was given its number', async () => {
  const file = join(dir, 'lock')
  for (const number of [String(process.pid), '999999999', '']) {
    writeFileSync(file, number)
    const release = await lock(file)
    expect(readFileSync(file, 'utf8')).toBe(String(process.pid))
    release()
  }
})

test('where the folder is a link, the site takes the place of what it leads to', async () => {
  put('www/index.html', '旧')
  symlinkSync(join(dir, 'www'), join(dir, 'out'))
  put('www.next/index.html', '新')
  await exchange(placesOf(join(dir, 'content'), join(dir, 'out')))
  expect(readFileSync(join(dir, 'www/index.html'), 'utf8')).toBe('新')
  expect(lstatSync(join(dir, 'out')).isSymbolicLink()).toBe(true)
  put('paper/content/archive.yaml')
  symlinkSync(join(dir, 'paper/content'), join(dir, 'link'))
  expect(() => { checkDestination(placesOf(join(dir, 'paper/content'), join(dir, 'link'))) }).toThrow(CannotPublish)
})

test('what is no address is answered, and the server goes on', async () => {
  put('404.html', '没有')
  put('index.html', '有')
  const server = await serveFolder(dir, 0)
  try {
    const status = async (path: string): Promise<number> => (await fetch(`http://localhost:${portOf(server)}${path}`)).status
    expect(await status('//')).toBe(400)
    expect(await status('/')).toBe(200)
    expect(await status('/none')).toBe(404)
  } finally {
    server.close()
  }
})
