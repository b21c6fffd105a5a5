import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { announceAddresses, enterAddresses } from '../lib/publish/ledger'

let dir = ''
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'ledger-')) })
afterEach(() => { rmSync(dir, { recursive: true, force: true }) })

const places = () => ({ content: join(dir, 'content'), out: join(dir, 'out'), pending: join(dir, 'pending.json') })
const ledger = () => join(places().content, 'addresses.txt')

/** Folders with a published site, whose state is `state`. */
function site(state: string): ReturnType<typeof places> {
  for (const folder of [places().content, places().out]) mkdirSync(folder, { recursive: true })
  writeFileSync(join(places().out, '.publish-state.json'), state)
  return places()
}

describe('the ledger of a build', () => {
  test('killed before the exchange enters nothing, and does not stand in the way of the next', async () => {
    await announceAddresses(site('old'), 'new', ['/a/'], [])
    expect(await enterAddresses(places())).toBe(0)
    expect(existsSync(ledger())).toBe(false)
    expect(existsSync(places().pending)).toBe(false)
  })

  test('killed after the exchange is entered by the next, beside what was merged in meanwhile', async () => {
    await announceAddresses(site('old'), 'new', ['/b/', '/a/', '/known/'], ['/known/'])
    site('new')
    writeFileSync(ledger(), '/merged/\r\n/known/\r\n')
    expect(await enterAddresses(places())).toBe(2)
    expect(readFileSync(ledger(), 'utf8')).toBe('/a/\n/b/\n/known/\n/merged/\n')
    expect(await enterAddresses(places())).toBe(0)
  })

  test('is not stopped by what a build left that was killed while it noted addresses', async () => {
    writeFileSync(site('old').pending, '{"site":"')
    expect(await enterAddresses(places())).toBe(0)
    await announceAddresses(site('new'), 'new', ['/a/'], [])
    expect(await enterAddresses(places())).toBe(1)
  })

  test('is left alone when it has everything', async () => {
    await announceAddresses(site('new'), 'new', ['/a/'], ['/a/', '/gone/'])
    expect(existsSync(places().pending)).toBe(false)
    expect(await enterAddresses(places())).toBe(0)
    expect(existsSync(ledger())).toBe(false)
  })
})
