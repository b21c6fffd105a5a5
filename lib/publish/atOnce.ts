import pMap from 'p-map'

/** While some are being written to the disk, the next are made: on a slow disk a build is half as long again without. */
const AT_ONCE = 8

/** Does something with each of many, several at once; `counted` is told how many are done. */
export async function severalAtOnce<T>(items: readonly T[], run: (item: T) => Promise<void>, counted?: (done: number, total: number) => void): Promise<void> {
  let done = 0
  await pMap(items, async (item) => {
    await run(item)
    counted?.(++done, items.length)
  }, { concurrency: AT_ONCE })
}
