import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Places } from './places'

/**
 * Puts the staged site in place of the published one. No portable call exchanges two folders in one step, so it is
 * two renames; what a kill between them leaves is mended by `recover`, which every command that reads `out` runs first.
 * The site that was published stays as the folder the next one is put together in.
 */
export async function exchange({ out, staged, last }: Places): Promise<void> {
  await mkdir(dirname(out), { recursive: true })
  await rm(last, { recursive: true, force: true })
  if (existsSync(out)) await rename(out, last)
  await rename(staged, out)
  if (existsSync(last)) await rename(last, staged)
}

/** Brings the last good site back when a build was killed between the renames. */
export async function recover({ out, last, staged }: Pick<Places, 'out' | 'last' | 'staged'>): Promise<void> {
  if (!existsSync(last)) return
  if (!existsSync(out)) await rename(last, out)
  else if (!existsSync(staged)) await rename(last, staged)
}
