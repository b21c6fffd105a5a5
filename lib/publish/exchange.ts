import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Places } from './places'

/**
 * Puts the staged site in place of the published one. No portable call exchanges two folders in one step, so it is
 * two renames; what a kill between them leaves is mended by `recover`, which every command that reads `out` runs first.
 */
export async function exchange({ out, staged, last }: Places): Promise<void> {
  await mkdir(dirname(out), { recursive: true })
  await rm(last, { recursive: true, force: true })
  if (existsSync(out)) await rename(out, last)
  await rename(staged, out)
  await rm(last, { recursive: true, force: true })
}

/** Brings the last good site back when a build was killed between the two renames. */
export async function recover({ out, last }: Pick<Places, 'out' | 'last'>): Promise<void> {
  if (!existsSync(out) && existsSync(last)) await rename(last, out)
}
