import { existsSync, renameSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import pRetry from 'p-retry'
import { CannotPublish } from './cannotPublish'
import type { Places } from './places'

/**
 * Puts the staged site in place of the published one. No portable call exchanges two folders in one step, so it is
 * two renames; what a kill between them leaves is mended by `recover`, which every build runs first. The site that was
 * published stays as the folder the next one is put together in. Throws `CannotPublish` when another program holds one
 * of the folders; then the published site is the one that was.
 */
export async function exchange(places: Pick<Places, 'out' | 'staged' | 'last'>): Promise<void> {
  const { out, staged, last } = places
  await mkdir(dirname(out), { recursive: true })
  await rm(last, { recursive: true, force: true })
  try {
    if (existsSync(out)) await move(out, last)
    await move(staged, out)
  } catch (error) {
    await recover(places)
    throw error
  }
  // The site is published; where this cannot be done, `recover` does it.
  if (existsSync(last)) await move(last, staged).catch(() => undefined)
}

/** Brings the last good site back when a build ended between the renames. */
export async function recover({ out, last, staged }: Pick<Places, 'out' | 'last' | 'staged'>): Promise<void> {
  if (!existsSync(last)) return
  if (!existsSync(out)) await move(last, out)
  else if (!existsSync(staged)) await move(last, staged)
}

/** Windows moves no folder of which a file is open: a virus scanner lets go after a moment, a window of Explorer does not. */
const isHeld = (error: unknown): boolean => /^(?:EPERM|EACCES|EBUSY)$/u.test((error as NodeJS.ErrnoException).code ?? '')

/** Ten seconds in all. */
const PATIENCE = { retries: 50, minTimeout: 200, factor: 1, shouldRetry: ({ error }: { readonly error: unknown }) => isHeld(error) }

async function move(from: string, to: string): Promise<void> {
  try {
    await pRetry(() => { renameSync(from, to) }, PATIENCE)
  } catch (error) {
    if (!isHeld(error)) throw error
    throw new CannotPublish(`文件夹 ${from} 移不动：别的程序开着里面的文件，或者没有权限。请关掉打开它的窗口和程序，再运行一次。`)
  }
}
