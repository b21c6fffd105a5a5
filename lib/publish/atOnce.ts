import pMap from 'p-map'

/** While some are being written, the next are made: a page took 2 ms to finish and 5 until it was on the disk, one by one. */
const AT_ONCE = 8

/** Does something with each of many, several at once; `counted` is told how many are done. */
export async function severalAtOnce<T>(items: readonly T[], run: (item: T) => Promise<void>, counted?: (done: number, total: number) => void): Promise<void> {
  let done = 0
  await pMap(items, async (item) => {
    await run(item)
    counted?.(++done, items.length)
  }, { concurrency: AT_ONCE })
}
