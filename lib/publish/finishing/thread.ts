import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { FinishedFiles, FinishingPlaces } from './finisher'

/** What the thread is given. */
export interface FinishingOrder extends FinishingPlaces {
  /** Paths of pages, in the export and in the site. */
  readonly files: readonly string[]
}

/** Any page is parsed in a fraction of it; without a limit, what a page left is collected late. Megabytes. */
const HEAP = 256

/** The thread does not know TypeScript by itself: on Node 20, tsx's own `--import` does nothing in one. */
const START = (() => {
  const start = `import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))}; register(); await import(${JSON.stringify(new URL('./inThread.ts', import.meta.url).href)})`
  return new URL(`data:text/javascript,${encodeURIComponent(start)}`)
})()

/**
 * Finishes pages in a thread beside this one, in order. Throws what a page throws there, and when `signal` says so.
 * The thread is gone when this ends, and when the process does.
 */
export async function* finishedInThread(order: FinishingOrder, signal: AbortSignal): AsyncGenerator<FinishedFiles> {
  const worker = new Worker(START, { workerData: order, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: HEAP } })
  try {
    let left = order.files.length
    for await (const [pages] of on(worker, 'message', { signal, close: ['exit'] }) as AsyncIterable<[FinishedFiles[]]>) {
      yield* pages
      left -= pages.length
      if (left === 0) return
    }
    throw new Error(`the thread that finishes pages ended with ${left} left`)
  } finally {
    await worker.terminate()
  }
}
