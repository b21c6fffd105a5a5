import { readFileSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Another build is under way; `pid` is its process. */
export class BuildUnderWay extends Error {
  constructor(readonly pid: number) {
    super(`a build is under way in process ${pid}`)
  }
}

/**
 * Claims a lock file for this process, and gives back what releases it. A lock whose process is gone was left by a
 * killed build and is taken over. Throws `BuildUnderWay` when its process lives.
 */
export async function lock(file: string): Promise<() => void> {
  await mkdir(dirname(file), { recursive: true })
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' })
      const release = (): void => { rmSync(file, { force: true }) }
      process.once('exit', release)
      return release
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = holderOf(file)
      if (holder !== undefined && isAlive(holder)) throw new BuildUnderWay(holder)
      rmSync(file, { force: true })
    }
  }
}

function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
