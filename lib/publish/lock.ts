import { readFileSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CannotPublish } from './cannotPublish'

/**
 * Claims a lock file for this process, and gives back what releases it. A lock whose process is gone was left by a
 * killed build and is taken over. Throws `CannotPublish` when its process lives.
 */
export async function lock(file: string): Promise<() => void> {
  await mkdir(dirname(file), { recursive: true })
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' })
      const release = (): void => {
        process.off('exit', release)
        rmSync(file, { force: true })
      }
      process.once('exit', release)
      return release
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = holderOf(file)
      if (holder !== undefined && isAlive(holder)) throw new CannotPublish(`另一个发布正在进行（进程 ${holder}），等它结束再来。`)
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
