import { readFileSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CannotPublish } from './cannotPublish'

/** By this process. */
const held = new Set<string>()

/**
 * Claims a lock file for this process, and gives back what releases it. A lock whose process is gone was left by a
 * killed build and is taken over; so is one with this process's own number, which a container gives again. Throws
 * `CannotPublish` when its process lives.
 */
export async function lock(file: string): Promise<() => void> {
  await mkdir(dirname(file), { recursive: true })
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' })
      held.add(file)
      const release = (): void => {
        held.delete(file)
        process.off('exit', release)
        rmSync(file, { force: true })
      }
      process.once('exit', release)
      return release
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = holderOf(file)
      if (holder !== undefined && (holder === process.pid ? held.has(file) : isAlive(holder))) {
        throw new CannotPublish(`另一个发布正在进行（进程 ${holder}），等它结束再来。如果并没有别的发布，删去 ${file} 再来。`)
      }
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
