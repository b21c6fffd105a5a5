import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LEDGER_FILE, ledgerText, parseLedger } from '../content'
import type { Places } from './places'
import { STATE_FILE, hashOf } from './state'

/** What is to be added to the ledger once the site it belongs to is in place. */
interface Pending {
  /** Hash of that site's state. */
  readonly site: string
  readonly addresses: readonly string[]
}

type LedgerPlaces = Pick<Places, 'content' | 'out' | 'pending'>

/** Notes which addresses the staged site will have published; nothing is noted when the ledger has them all. */
export async function announceAddresses({ pending }: LedgerPlaces, stateBytes: string | Uint8Array, addresses: readonly string[], ledger: readonly string[]): Promise<void> {
  const known = new Set(ledger)
  const fresh = addresses.filter((address) => !known.has(address))
  if (fresh.length === 0) return rm(pending, { force: true })
  await putInPlace(pending, JSON.stringify({ site: hashOf(stateBytes), addresses: fresh } satisfies Pending))
}

/**
 * Enters what was announced, if the site it belongs to is the published one. It is run after the exchange, and before
 * every build: one killed between exchange and entry is made good by the next, one killed before the exchange has
 * published nothing and enters nothing. Gives how many were entered; `undefined` when the content folder cannot be
 * written.
 */
export async function enterAddresses({ content, out, pending }: LedgerPlaces): Promise<number | undefined> {
  const announced = await announcedIn(pending)
  if (announced === undefined) return 0
  const { site, addresses } = announced
  const state = await read(join(out, STATE_FILE))
  const isPublished = state !== undefined && hashOf(state) === site
  if (isPublished) {
    const file = join(content, LEDGER_FILE)
    const before = parseLedger(await read(file) ?? '').addresses
    try {
      await putInPlace(file, ledgerText([...before, ...addresses]))
    } catch (error) {
      if (!/^(?:EACCES|EBUSY|EPERM|EROFS)$/u.test((error as NodeJS.ErrnoException).code ?? '')) throw error
      return undefined
    }
  }
  await rm(pending, { force: true })
  return isPublished ? addresses.length : 0
}

/** `undefined` where there is nothing, or nothing that can be read: then what it was about was never published. */
async function announcedIn(pending: string): Promise<Pending | undefined> {
  try {
    return JSON.parse(await read(pending) ?? '') as Pending
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}

/** Whole, whenever a build is killed. */
async function putInPlace(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text)
  await rename(`${file}.new`, file)
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
