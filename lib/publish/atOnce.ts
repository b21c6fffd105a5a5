import { setImmediate as turn } from 'node:timers/promises'
import pMap from 'p-map'

/** While the thread pool compresses some, the next are made. */
const AT_ONCE = 8

/**
 * Does something with each of many, several at once; `counted` is told how many are done. After each, what else waits
 * for its turn gets it: word of Next and of other threads, or a reader of the preview.
 */
export async function severalAtOnce<T>(items: readonly T[], run: (item: T) => Promise<void> | void, counted?: (done: number, total: number) => void): Promise<void> {
  let done = 0
  await pMap(items, async (item) => {
    await run(item)
    counted?.(++done, items.length)
    await turn()
  }, { concurrency: AT_ONCE })
}
